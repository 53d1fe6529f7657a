/** Proposals as everybody reads them, and as their authors do. */
import type { Readable } from 'node:stream'
import type { Actor } from '#platform/actor'
import type { Db, Tx } from '#platform/db'
import type { Texts } from '#words'
import { LANGS } from '#words'
import type { Edition, ListedProject } from '../../budgets/types.ts'
import { refuse } from '../refusals.ts'
import * as rules from '../rules/index.ts'
import * as basis from '../store/basis.ts'
import * as people from '../store/people.ts'
import * as store from '../store/proposals.ts'
import * as tasks from '../store/tasks.ts'
import type { Proposal, Public, Translation } from '../types.ts'
import { ANSWER, type Inner } from './inner.ts'

/** What stands on the public page of a proposal: what was handed in last, never a correction that is still being written. */
const published = async (db: Db | Tx, one: store.Kept): Promise<Public> => {
  const last = (await store.versions(db, one.id)).at(-1)
  return { ...one, content: last?.content ?? one.content, cost_minor: last?.cost_minor ?? one.cost_minor } as Public
}

export function createReading({ db, clock, files, budgets }: Inner) {
  async function titlesOf(tx: Db | Tx, all: readonly Pick<Proposal, 'id' | 'content'>[]): Promise<Map<string, Texts>> {
    const translated = await store.translations(tx, all.map(({ id }) => id))
    return new Map(all.map(({ id, content }) => {
      const own = translated.filter(({ proposalId }) => proposalId === id)
      const title = (lang: string) => own.find(({ language }) => language === lang)?.title ?? content.title
      return [id, Object.fromEntries(LANGS.map((lang) => [lang, title(lang)])) as Texts]
    }))
  } // prettier-ignore

  return {
    /** Those that were handed in, by number: as handed in last, with their titles in each language. */
    async all(edition: string): Promise<(Public & { titles: Texts })[]> {
      const found = await store.ofEdition(db, edition)
      const writing = found.filter(({ state }) => state === 'correction')
      const fixed = new Map(await Promise.all(writing.map(async (one) => [one.id, await published(db, one)] as const)))
      const shown = found.map((one) => (fixed.get(one.id) ?? one) as Public)
      const titles = await titlesOf(db, shown)
      return shown.map((one) => ({ ...one, titles: titles.get(one.id)! }))
    },

    /** How many were handed in. */
    count: (edition: string): Promise<number> => store.count(db, edition),

    /** Which of those that stand want to move one of these indicators. */
    helping: (indicators: readonly string[]) => store.helping(db, indicators),

    /** One of the public with all that there is to read. Throws `proposals.unknown`. */
    async one(edition: string, number: number) {
      const found = Number.isSafeInteger(number) && number > 0 && number < 1e9 ? await store.byNumber(db, edition, number) : undefined // prettier-ignore
      if (!found) throw refuse.unknown({ id: `${edition}/${number}` })
      const { id } = found
      const [own, versions, acts, asked, authors, translations] = [
        await published(db, found),
        await store.versions(db, id),
        await store.acts(db, id),
        await tasks.ofProposal(db, id),
        await people.authors(db, id),
        (await store.translations(db, [id])) as Translation[],
      ]
      const { items } = await basis.prices(db, edition)
      const into = found.mergedInto ? await store.find(db, found.mergedInto) : undefined
      return {
        ...{
          proposal: own,
          versions,
          acts,
          tasks: asked,
          photos: versions.at(-1)?.photos ?? [],
          translations,
          correctBy: found.correctBy,
        },
        ...{ authors: authors.filter(({ shown }) => shown).map(({ name }) => name), authorsCount: authors.length },
        ...{ lines: rules.priced(own.content.cost, []), prices: items, mergedInto: into?.number ?? null },
      }
    },
    /** For who delivers it: the accounts of its authors, and the office that said last that it can be done. */
    async behind(tx: Tx, id: string): Promise<{ authors: string[]; organisationId?: string }> {
      const authors = (await people.authors(tx, id)).map((author) => author.id)
      return { authors, organisationId: (await tasks.ofProposal(tx, id)).at(-1)?.organisationId }
    },
    isAuthor: async (actor: Actor, id: string): Promise<boolean> =>
      actor.kind === 'person' && (await people.authors(db, id)).some((author) => author.id === actor.id),

    /** One's own draft, with all that its page needs. Throws `proposals.unknown`. */
    async own(actor: Actor, id: string) {
      const one = await store.find(db, id)
      const authors = one ? await people.authors(db, id) : []
      if (!one || !authors.some((author) => author.id === actor.id)) throw refuse.unknown({ id })
      const supporters = await people.supporters(db, id)
      const { items } = await basis.prices(db, one.edition)
      const photos = await store.photos(db, id)
      const ground = one.content.place ? await basis.ground(db, one.content.place) : undefined
      const invited = (await people.sentLinks(db, id, clock.now())).map(rules.invited)
      return { one, authors, invited, supporters: supporters.length, prices: items, photos, ground }
    },
    /** What this person writes or wrote, newest first. */
    mine: async (actor: Actor, edition?: string): Promise<store.Kept[]> =>
      actor.kind === 'person' ? store.ofAuthor(db, actor.id, edition) : [],

    /** Those of the edition that are like it, for whoever writes. */
    async similar(edition: string, to: rules.Like, except?: string) {
      const all = (await store.ofEdition(db, edition)).filter(({ id, state }) => id !== except && !rules.ENDS.includes(state)) // prettier-ignore
      const like = all.map((one) => ({ ...one.content, proposal: one }))
      return rules.similar(to, like).map(({ one, score, metres }) => ({ number: one.proposal.number!, id: one.proposal.id, title: one.title, score, metres })) // prettier-ignore
    },

    /** A photo, for anybody of what was handed in, else for the authors. Throws `proposals.photoUnknown`. */
    async photo(actor: Actor, id: string, photo: string): Promise<{ stream: Readable; mediaType: string }> {
      const one = await store.find(db, id)
      const found = one && (await store.photos(db, id, true)).find((each) => each.id === photo)
      if (!found) throw refuse.photoUnknown()
      const isPublic = (await store.versions(db, id)).some(({ photos }) => photos.some((each) => each.id === photo))
      const isOffice = one.number !== null && actor.can(ANSWER)
      const isOwn = async () => (await people.authors(db, id)).some((author) => author.id === actor.id)
      if (!isPublic && !isOffice && !(await isOwn())) throw refuse.photoUnknown()
      return { stream: await files.get(found.sha256), mediaType: found.mediaType }
    },

    /** What goes on the ballot: the accepted ones, by their numbers, which they had in the order in which they came in. */
    async list(tx: Db | Tx, edition: Pick<Edition, 'code' | 'pools' | 'sections'>): Promise<ListedProject[]> {
      const accepted = await store.ofEdition(tx, edition.code, ['accepted'])
      const titles = await titlesOf(tx, accepted)
      const listed = accepted.map(
        ({ id, number, content: { pool, category, place }, cost_minor, area: district }): ListedProject => {
          const own = edition.pools.find(({ code }) => code === pool)
          const isOfDistricts = edition.sections.find(({ code }) => code === own?.section)?.choice === 'residence'
          // Of what is for the whole city it is known in which district it lies.
          const area = isOfDistricts ? own?.area : (district ?? own?.area)
          return {
            ...{ number: String(number), pool, proposalId: id, titles: titles.get(id)!, cost_minor },
            ...{ ...(category ? { category } : {}), ...(area ? { area } : {}), ...(place ? { place } : {}) },
          }
        },
      )
      return listed
    },
    /** Pools and categories that something which was handed in is for. */
    async usedOf(tx: Tx, edition: string): Promise<{ pools: string[]; categories: string[] }> {
      const all = (await store.ofEdition(tx, edition)).map(({ content }) => content)
      const used = (field: 'pool' | 'category') => [...new Set(all.map((one) => one[field]))].filter(Boolean)
      return { pools: used('pool'), categories: used('category') }
    },
    stagesOf: rules.stagesOf,
    limitsFor: rules.limitsFor,
    edition: (code: string, actor?: Actor) => budgets.edition(code, actor),
  }
}
