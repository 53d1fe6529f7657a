/** With whom: co-authors by a link that is good once, supporters by one that may be passed on; two proposals that become one. */
import type { Actor } from '#platform/actor'
import { refuse } from '../refusals.ts'
import * as rules from '../rules/index.ts'
import * as people from '../store/people.ts'
import * as store from '../store/proposals.ts'
import * as tasks from '../store/tasks.ts'
import { AUTHORS_MAX, LINK_DAYS } from '../types.ts'
import { hashOf, subjectOf, type Inner } from './inner.ts'

const DAY_MS = 86_400_000

export function createTogether(inner: Inner) {
  const { db, clock, ids, inOne, act, locked, lockedOwn, isAuthor, demandPerson } = inner

  /** Throws `proposals.linkUnknown` for one that never was or is too old, `proposals.linkUsed`. */
  async function opened(token: string) {
    const found = await people.link(db, hashOf(token))
    if (!found || found.until <= clock.now()) throw refuse.linkUnknown()
    const one = await store.find(db, found.proposalId)
    if (!one) throw refuse.linkUnknown()
    return { link: found, one }
  }

  return {
    /** A link by which somebody becomes an author, or supports the draft. */
    async invite(actor: Actor, id: string, kind: 'author' | 'support'): Promise<string> {
      const token = ids.token()
      await inOne(async (tx) => {
        const one = await lockedOwn(tx, actor, id)
        rules.demandState(one.state, ...(kind === 'support' ? (['draft'] as const) : (['draft', 'correction', 'formalCheck', 'opinions', 'accepted'] as const))) // prettier-ignore
        const at = clock.now()
        await people.addLink(tx, { hash: hashOf(token), proposalId: id, kind, by: actor.id, at, until: new Date(at.getTime() + LINK_DAYS * DAY_MS) }) // prettier-ignore
      })
      return token
    },

    /** What a link is to, for whoever holds it: the draft as it is now. Throws `proposals.linkUnknown`, `proposals.linkUsed`. */
    async behindLink(actor: Actor, token: string) {
      const { link, one } = await opened(token)
      const isOwn = actor.kind === 'person' && (await isAuthor(db, one.id, actor))
      if (link.usedBy !== null && !isOwn) throw refuse.linkUsed()
      const supporters = await people.supporters(db, one.id)
      return { kind: link.kind, one, isOwn, supporters: supporters.length, isSupporter: supporters.some(({ account }) => account === actor.id) } // prettier-ignore
    },

    /** Throws `proposals.linkUsed` for the second who comes by a link to authors, `proposals.tooManyAuthors`. */
    async join(actor: Actor, token: string): Promise<string> {
      demandPerson(actor)
      const { link } = await opened(token)
      await inOne(async (tx) => {
        const one = await locked(tx, link.proposalId)
        const now = await people.lockLink(tx, link.hash)
        const at = clock.now()
        if (link.kind === 'support') {
          rules.demandState(one.state, 'draft')
          return people.addSupporter(tx, one.id, { account: actor.id, revision: one.revision, at })
        }
        const authors = await people.authors(tx, one.id)
        if (authors.some((author) => author.id === actor.id)) return
        if (!now || now.usedBy !== null) throw refuse.linkUsed()
        if (authors.length >= AUTHORS_MAX) throw refuse.tooManyAuthors({ most: AUTHORS_MAX })
        await people.useLink(tx, link.hash, actor.id)
        await people.addAuthor(tx, one.id, { id: actor.id, name: actor.name ?? '', shown: false, at })
        await people.addSupporter(tx, one.id, { account: actor.id, revision: one.revision, at })
      })
      return link.proposalId
    },

    /** Takes one's support back, before it is handed in. */
    async unsupport(actor: Actor, token: string): Promise<void> {
      const { link } = await opened(token)
      await inOne(async (tx) => {
        rules.demandState((await locked(tx, link.proposalId)).state, 'draft')
        if (!(await isAuthor(tx, link.proposalId, actor))) await people.removeSupporter(tx, link.proposalId, actor.id)
      })
    },

    /** Whether one's own name stands with the proposal. */
    async showName(actor: Actor, id: string, shown: boolean): Promise<void> {
      await inOne(async (tx) => {
        await lockedOwn(tx, actor, id)
        await people.showAuthor(tx, id, actor.id, shown)
      })
    },

    /** Leaves; the last author withdraws or discards instead. Throws `proposals.lastAuthor`. */
    async leave(actor: Actor, id: string): Promise<void> {
      await inOne(async (tx) => {
        await lockedOwn(tx, actor, id)
        if ((await people.authors(tx, id)).length < 2) throw refuse.lastAuthor()
        await people.removeAuthor(tx, id, actor.id)
      })
    },

    /** Asks the authors of another proposal whether this one may go into theirs. Throws `proposals.sameProposal`, `proposals.otherEdition`. */
    async proposeMerge(actor: Actor, fromId: string, intoId: string): Promise<void> {
      await inOne(async (tx) => {
        await store.lockBoth(tx, fromId, intoId)
        const from = await lockedOwn(tx, actor, fromId)
        const into = await locked(tx, intoId)
        demandMergeable(from, into)
        const known = await people.merges(tx, fromId)
        if (known.some((one) => one.fromId === fromId && one.intoId === intoId)) throw refuse.alreadyAsked()
        await act(tx, actor, 'mergeProposed', subjectOf(from), { into: into.number! })
        await people.addMerge(tx, fromId, intoId, actor.id, clock.now())
        await inner.tell(tx, into, 'mergeProposed')
      })
    },

    /** An author of the other one agrees: two become one, both stay to be read, the authors are authors of both. */
    async agreeMerge(actor: Actor, fromId: string, intoId: string): Promise<void> {
      await inOne(async (tx) => {
        await store.lockBoth(tx, fromId, intoId)
        const into = await lockedOwn(tx, actor, intoId)
        await inner.budgets.demandUnsealed(tx, into.edition)
        const from = await locked(tx, fromId)
        demandMergeable(from, into)
        if (!(await people.merges(tx, fromId)).some((one) => one.intoId === intoId))
          throw refuse.unknown({ id: fromId })
        const done = await act(tx, actor, 'merged', subjectOf(from), { into: into.number! })
        await people.agreeMerge(tx, fromId, intoId, actor.id, done.at)
        await tasks.dropOpen(tx, fromId)
        await store.setState(tx, fromId, 'merged', done.at, { mergedInto: intoId })
        await store.addAct(tx, ids.uuid(), fromId, 'merged', String(into.number), done)
        for (const author of await people.authors(tx, fromId)) await people.addAuthor(tx, intoId, author)
        await inner.tell(tx, from, 'merged')
      })
    },
    merges: (id: string) => people.merges(db, id),
  }
}

function demandMergeable(from: store.Kept, into: store.Kept): void {
  if (from.id === into.id) throw refuse.sameProposal()
  if (from.edition !== into.edition) throw refuse.otherEdition()
  rules.demandState(from.state, ...rules.MERGEABLE)
  rules.demandState(into.state, ...rules.MERGEABLE)
}
