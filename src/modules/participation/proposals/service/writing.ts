/** Writing a proposal together: drafts, their authors, photos, supporters; handing in, correcting, withdrawing. */
import type { Readable } from 'node:stream'
import type { Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { keepPhoto } from '#platform/photos'
import type { Edition } from '../../budgets/types.ts'
import { refuse } from '../refusals.ts'
import * as rules from '../rules/index.ts'
import * as basis from '../store/basis.ts'
import * as people from '../store/people.ts'
import * as store from '../store/proposals.ts'
import * as tasks from '../store/tasks.ts'
import { Content, DRAFTS_MAX, PHOTOS_MAX, type ContentDraft, type Photo } from '../types.ts'
import { subjectOf, type Inner } from './inner.ts'

/** What an author says when handing in: the terms are accepted; what may name a person is meant; where asked, that they live here, and are old enough. */
export type Sending = { terms: boolean; personal?: boolean } & rules.Declared

export function createWriting(inner: Inner) {
  const { db, clock, ids, files, places, budgets, inOne, act, lockedOwn, demandPerson } = inner

  /** A draft goes in while the phase is open; a correction has days of its own. */
  async function demandWriting(tx: Tx, one: store.Kept): Promise<Edition> {
    rules.demandState(one.state, 'draft', 'correction')
    return one.state === 'draft'
      ? budgets.demandOpen(tx, one.edition, 'submission')
      : budgets.demandUnsealed(tx, one.edition)
  }

  /** What a draft lacks, and what it costs. */
  async function checked(tx: Tx, one: store.Kept, edition: Edition) {
    const { items } = await basis.prices(tx, edition.code)
    const supporters = await people.supporters(tx, one.id)
    // Whoever supported a proposal did it before it was handed in; a correction needs nobody anew.
    const count = one.state === 'correction' ? Infinity : supporters.length
    return { lacks: rules.lacking(one.content, edition, items, count), total: rules.totalOf(one.content.cost, items) }
  }

  return {
    /** Begins a draft, in the days of submission. Throws `participation.phaseClosed`, `proposals.tooManyDrafts`. */
    async begin(actor: Actor, edition: string, given: ContentDraft = {}): Promise<string> {
      demandPerson(actor)
      const content = Content.parse(given)
      const id = ids.uuid()
      await inOne(async (tx) => {
        await budgets.demandOpen(tx, edition, 'submission')
        const own = (await store.ofAuthor(tx, actor.id, edition)).filter(({ state }) => state === 'draft')
        if (own.length >= DRAFTS_MAX) throw refuse.tooManyDrafts({ most: DRAFTS_MAX })
        const at = clock.now()
        await store.add(tx, id, edition, content, at)
        await people.addAuthor(tx, id, { id: actor.id, name: actor.name ?? '', shown: false, at })
        await people.addSupporter(tx, id, { account: actor.id, revision: 1, at })
      })
      return id
    },

    /**
     * Keeps what is written so far; of a correction too. Throws `proposals.savedMeanwhile` where another author saved since
     * `revision`, with who did.
     */
    async save(actor: Actor, id: string, revision: number, given: ContentDraft): Promise<number> {
      const content = Content.parse(given)
      return inOne(async (tx) => {
        const one = await lockedOwn(tx, actor, id)
        rules.demandState(one.state, 'draft', 'correction')
        if (one.revision !== revision) throw refuse.savedMeanwhile({ revision: one.revision })
        const { items } = await basis.prices(tx, one.edition)
        await store.save(tx, id, content, rules.totalOf(content.cost, items), clock.now())
        return one.revision + 1
      })
    },

    /** Gives a draft up: nothing of it stays. */
    async discard(actor: Actor, id: string): Promise<void> {
      await inOne(async (tx) => {
        const one = await lockedOwn(tx, actor, id)
        rules.demandState(one.state, 'draft')
        await store.remove(tx, id)
      })
    },

    /** Keeps a photo without where and when it was taken. Throws `photos.unreadable`, `files.tooLarge`, `proposals.tooManyPhotos`. */
    async keepPhoto(actor: Actor, id: string, stream: Readable) {
      demandPerson(actor)
      // Who may not is told before anything is taken in.
      await inOne(async (tx) => rules.demandState((await lockedOwn(tx, actor, id)).state, 'draft', 'correction'))
      return keepPhoto(files, stream)
    },
    async addPhoto(actor: Actor, id: string, kept: Pick<Photo, 'sha256' | 'mediaType' | 'bytes'>, alt: string): Promise<void> {
      await inOne(async (tx) => {
        const one = await lockedOwn(tx, actor, id)
        rules.demandState(one.state, 'draft', 'correction')
        if ((await store.photos(tx, id)).length >= PHOTOS_MAX) throw refuse.tooManyPhotos({ most: PHOTOS_MAX })
        await store.addPhoto(tx, id, { ...kept, id: ids.uuid(), alt: alt.slice(0, 300), by: actor.id, at: clock.now() })
      })
    }, // prettier-ignore
    async removePhoto(actor: Actor, id: string, photo: string): Promise<void> {
      await inOne(async (tx) => {
        const one = await lockedOwn(tx, actor, id)
        rules.demandState(one.state, 'draft', 'correction')
        if (!(await store.photos(tx, id)).some((kept) => kept.id === photo)) throw refuse.photoUnknown()
        const isPublic = (await store.versions(tx, id)).some(({ photos }) => photos.some((kept) => kept.id === photo))
        await (isPublic ? store.putAwayPhoto(tx, id, photo, clock.now()) : store.removePhoto(tx, id, photo))
      })
    },

    /** What still stands in the way of handing in. */
    async lacking(actor: Actor, id: string, edition: Edition) {
      return inOne(async (tx) => checked(tx, await lockedOwn(tx, actor, id), edition))
    },

    /**
     * Hands in, or hands in again what was to be corrected: what is written becomes public. Gives its number. Throws
     * `participation.phaseClosed`, `proposals.incomplete`, `proposals.termsNotAccepted`, `proposals.residenceNotDeclared`,
     * `proposals.ageNotDeclared`, `proposals.personalHeld`, `proposals.personalAsked`.
     */
    async send(actor: Actor, id: string, { terms, personal = false, ...declared }: Sending): Promise<number> {
      demandPerson(actor)
      const before = await store.find(db, id)
      const organisationId = await inner.cityOrganisation()
      const place = before?.content.place
      const area = (place && (await places.at(...place))?.id) ?? null
      return inOne(async (tx) => {
        const one = await lockedOwn(tx, actor, id)
        // What is handed in is what was seen.
        if (one.revision !== before?.revision) throw refuse.savedMeanwhile({ revision: one.revision })
        const edition = await demandWriting(tx, one)
        if (!terms) throw refuse.termsNotAccepted()
        if (one.number === null) rules.demandDeclared(edition, declared)
        const { lacks, total } = await checked(tx, one, edition)
        if (lacks.length > 0) throw refuse.incomplete({ lacks, count: lacks.length })
        const { title, text, where, accessibility, cost } = one.content
        const reasons = cost.map((line) => `${line.text} ${line.reason}`).join('\n')
        rules.demandImpersonal({ title, text, where, accessibility, cost: reasons }, personal)
        const photos = (await store.photos(tx, id)).map(({ id: photo, sha256, alt }) => ({ id: photo, sha256, alt }))
        const number = one.number ?? (await store.takeNumber(tx, one.edition))
        const handed = { ...one, number, cost_minor: total, area }
        const done = await act(tx, actor, one.number === null ? 'submitted' : 'corrected', subjectOf(handed), { version: one.version + 1, title, cost_minor: total, photos: photos.map(({ sha256 }) => sha256), ...(one.number === null && { declared: rules.declarations(edition) }) }) // prettier-ignore
        // A correction goes back to whoever asked for it.
        const asked = (await tasks.ofProposal(tx, id)).filter(({ answer }) => answer?.outcome === 'correction').at(-1)
        const step = asked?.step ?? 'formal'
        await store.handIn(tx, handed, photos, number, step === 'formal' ? 'formalCheck' : 'opinions', done)
        await store.addAct(tx, ids.uuid(), id, one.number === null ? 'submitted' : 'corrected', '', done)
        await tasks.add(tx, { id: ids.uuid(), proposalId: id, step, organisationId: asked?.organisationId ?? organisationId, version: one.version + 1, madeAt: done.at, dueAt: rules.dueAt(edition, step, done.at) }) // prettier-ignore
        if (one.number !== null) await inner.tell(tx, handed, 'corrected')
        return number
      })
    },

    /** Takes a proposal back before the vote; it stays to be read. Throws `proposals.notNow`. */
    async withdraw(actor: Actor, id: string, why: string): Promise<void> {
      await inOne(async (tx) => {
        const one = await lockedOwn(tx, actor, id)
        await budgets.demandUnsealed(tx, one.edition)
        rules.demandState(one.state, 'formalCheck', 'correction', 'opinions', 'accepted', 'rejected', 'appeal')
        const done = await act(tx, actor, 'withdrawn', subjectOf(one), {}, why || undefined)
        await tasks.dropOpen(tx, id)
        await store.setState(tx, id, 'withdrawn', done.at)
        await store.addAct(tx, ids.uuid(), id, 'withdrawn', why.slice(0, 1000), done)
        await inner.tell(tx, one, 'withdrawn')
      })
    },
  }
}
