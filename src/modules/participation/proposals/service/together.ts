/** With whom: co-authors by a link that is good once, supporters by one that may be passed on; two proposals that become one. */
import type { Actor } from '#platform/actor'
import { refuse } from '../refusals.ts'
import * as rules from '../rules/index.ts'
import * as people from '../store/people.ts'
import * as store from '../store/proposals.ts'
import * as tasks from '../store/tasks.ts'
import { AUTHORS_MAX, INVITED_A_DAY_MAX, InvitationDraft, LINK_DAYS, type State } from '../types.ts'
import { translate } from '#words'
import { hashOf, inEach, subjectOf, type Inner } from './inner.ts'

const DAY_MS = 86_400_000
/** While there is something that another author could still do. */
const JOINABLE: readonly State[] = ['draft', 'correction', 'formalCheck', 'opinions', 'accepted']

export function createTogether(inner: Inner) {
  const { db, clock, ids, mail, baseUrl, inOne, act, locked, lockedOwn, isAuthor, demandPerson } = inner

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
        rules.demandState(one.state, ...(kind === 'support' ? (['draft'] as const) : JOINABLE))
        const at = clock.now()
        await people.addLink(tx, { hash: hashOf(token), proposalId: id, kind, by: actor.id, at, until: new Date(at.getTime() + LINK_DAYS * DAY_MS), sentTo: null }) // prettier-ignore
      })
      return token
    },

    /**
     * Asks somebody by letter to become an author. Of the address only a hint is kept. Throws `proposals.tooManyAuthors`,
     * `proposals.tooManyInvited`.
     */
    async inviteByMail(actor: Actor, id: string, given: InvitationDraft): Promise<void> {
      const { email, language } = InvitationDraft.parse(given)
      demandPerson(actor)
      const token = ids.token()
      const before = await store.find(db, id)
      const edition = before && (await inner.budgets.edition(before.edition)).names[language]
      await inOne(async (tx) => {
        const one = await lockedOwn(tx, actor, id)
        rules.demandState(one.state, ...JOINABLE)
        const at = clock.now()
        const waiting = (await people.sentLinks(tx, id, at)).map(rules.invited).filter(({ state }) => state === 'waiting') // prettier-ignore
        if ((await people.authors(tx, id)).length + waiting.length >= AUTHORS_MAX) throw refuse.tooManyAuthors({ most: AUTHORS_MAX }) // prettier-ignore
        if ((await people.sentBy(tx, actor.id, new Date(at.getTime() - DAY_MS))) >= INVITED_A_DAY_MAX) throw refuse.tooManyInvited({ most: INVITED_A_DAY_MAX }) // prettier-ignore
        const until = new Date(at.getTime() + LINK_DAYS * DAY_MS)
        await people.addLink(tx, { hash: hashOf(token), proposalId: id, kind: 'author', by: actor.id, at, until, sentTo: rules.hinted(email) }) // prettier-ignore
        const link = `${baseUrl}/${language}/budget/${one.edition}/together/${token}`
        // Nothing that somebody else wrote: a letter in the city's name carries the city's words alone.
        await mail.send(tx, {
          ...{ to: email, subject: translate(language, 'proposals.letter.subject', { edition: edition! }) },
          text: translate(language, 'proposals.letter.text', { edition: edition!, link, days: LINK_DAYS }),
        })
      })
    },
    /** Takes an invitation back that nobody took up. */
    async uninvite(actor: Actor, id: string, invitation: string): Promise<void> {
      await inOne(async (tx) => {
        await lockedOwn(tx, actor, id)
        await people.endLink(tx, id, invitation, clock.now())
      })
    },
    /** Whoever holds the letter says no: the link is dead, and whoever asked hears of it. Throws `proposals.linkUsed`. */
    async decline(token: string): Promise<void> {
      const { link, one } = await opened(token)
      if (link.kind !== 'author') throw refuse.linkUnknown()
      await inOne(async (tx) => {
        const now = await people.lockLink(tx, link.hash)
        if (!now || now.usedBy !== null || now.refusedAt) throw refuse.linkUsed()
        await people.refuseLink(tx, link.hash, clock.now())
        await inner.tellOne(tx, link.by, {
          ...{ kind: 'proposals.declined', path: `/budget/${one.edition}/drafts/${one.id}` },
          title: inEach('proposals.told.declinedTitle', {}),
          body: inEach('proposals.told.declined', { who: link.sentTo ?? '' }),
        })
      })
    },

    /** What a link is to, for whoever holds it: the draft as it is now. Throws `proposals.linkUnknown`, `proposals.linkUsed`. */
    async behindLink(actor: Actor, token: string) {
      const { link, one } = await opened(token)
      const isOwn = actor.kind === 'person' && (await isAuthor(db, one.id, actor))
      if ((link.usedBy !== null || link.refusedAt) && !isOwn) throw refuse.linkUsed()
      const supporters = await people.supporters(db, one.id)
      return { kind: link.kind, one, isOwn, supporters: supporters.length, isSupporter: supporters.some(({ account }) => account === actor.id) } // prettier-ignore
    },

    /**
     * Throws `proposals.linkUsed` for the second who comes by a link to authors, `proposals.tooManyAuthors`, and for an author
     * who does not declare what the edition asks `proposals.residenceNotDeclared`, `proposals.ageNotDeclared`.
     */
    async join(actor: Actor, token: string, declared: rules.Declared = {}): Promise<string> {
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
        if (!now || now.usedBy !== null || now.refusedAt) throw refuse.linkUsed()
        rules.demandDeclared(await inner.budgets.demandUnsealed(tx, one.edition), declared)
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
