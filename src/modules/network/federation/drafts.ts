/** What somebody wants to say, before it is said: who may, with which pictures, through the gate. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Json } from '#platform/ledger'
import { fingerprintOf } from '#governance'
import type { Needs } from '../needs.ts'
import { demandInOrder, refuse } from './rules.ts'
import type { Speakers } from './speakers.ts'
import * as store from './store/news.ts'
import type { Picture, PostDraft } from './types.ts'

type Content = Omit<PostDraft, 'actor' | 'pictures'> & { pictures: Picture[] }

export function createDrafts({ db, gate }: Needs, speakers: Speakers) {
  /** The draft as it is kept, once it may be said. Throws `network.endsBeforeItBegins`, `network.unknownPicture`. */
  async function contentOf(given: PostDraft) {
    demandInOrder(given)
    const { actor: _, ...draft } = given
    const sha256s = draft.pictures.map(({ sha256 }) => sha256)
    const kept = new Map((await store.pictures(db, sha256s)).map((picture) => [picture.sha256, picture]))
    const pictures = draft.pictures.map((one): Picture => {
      const { mediaType } = kept.get(one.sha256) ?? {}
      if (!mediaType) throw refuse.unknownPicture({ sha256: one.sha256 })
      return { ...one, mediaType }
    })
    const content: Content = { ...draft, pictures }
    return { content, sha256: fingerprintOf({ ...plain(content), actor: given.actor }) }
  }

  /** What people typed passes the gate; fingerprints of pictures say nothing of anybody. */
  function passed(tx: Tx, actor: Actor, place: string, id: string, { pictures, ...content }: Content) {
    const title = 'titles' in content ? (content.titles as { pl: string }).pl : content.texts.pl
    const said = { ...plain(content), alts: pictures.map(({ alts }) => alts) }
    return gate.passWords(tx, actor, { module: 'network', id: place, title, content: said, address: `/network/posts/${id}` }) // prettier-ignore
  }

  /** Whoever speaks for the city or one of its departments. */
  async function demandSomewhere(actor: Actor): Promise<void> {
    const all = await speakers.all()
    if (!all.some(({ organisationId }) => actor.can('network.organise', organisationId)))
      demand(actor, 'network.organise')
  }

  async function demandSpeaking(actor: Actor, name: string): Promise<void> {
    const { organisationId, closedAt } = await speakers.known(name)
    demand(actor, 'network.organise', organisationId)
    if (closedAt) throw refuse.actorClosed({ name })
  }
  return { contentOf, passed, demandSomewhere, demandSpeaking }
}

const plain = (content: object) => JSON.parse(JSON.stringify(content)) as { [member: string]: Json }
