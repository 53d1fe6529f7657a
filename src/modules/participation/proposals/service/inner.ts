/** What proposals need from below, and what every verb of theirs does. */
import { createHash } from 'node:crypto'
import { demand, isSystem, type Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Events } from '#platform/events'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import type { Json, Ledger } from '#platform/ledger'
import type { Mail } from '#platform/mail'
import type { Identity, NoticeDraft } from '#identity'
import type { Places } from '#places'
import { LANGS, translate, type Key, type Texts } from '#words'
import type { Budgets } from '../../budgets/service.ts'
import { refuse } from '../refusals.ts'
import * as people from '../store/people.ts'
import * as store from '../store/proposals.ts'

export type ProposalNeeds = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  events: Pick<Events, 'on'>
  files: Files
  mail: Pick<Mail, 'send'>
  baseUrl: string
  places: Pick<Places, 'at'>
  identity: Pick<Identity, 'organisations'> & { notices: Pick<Identity['notices'], 'tell'> }
  budgets: Pick<Budgets, 'edition' | 'demandOpen' | 'demandUnsealed'>
}
export type Inner = ProposalNeeds & ReturnType<typeof createInner>

export const ANSWER = 'participation.answer'
export const ORGANISE = 'participation.organise'
export const MODERATE = 'participation.moderate'
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A sentence in every language, for people who are told. */
export const inEach = (key: Key, values: Record<string, string | number>): Texts =>
  Object.fromEntries(LANGS.map((lang) => [lang, translate(lang, key, values)])) as Texts

export function createInner(needs: ProposalNeeds) {
  const { db, clock, ledger, identity } = needs

  async function locked(tx: Tx, id: string): Promise<store.Kept> {
    const found = await store.lock(tx, id)
    if (!found) throw refuse.unknown({ id })
    return found
  }
  const isAuthor = async (tx: Db | Tx, id: string, actor: Actor): Promise<boolean> =>
    (await people.authors(tx, id)).some((author) => author.id === actor.id)

  async function tellOne(tx: Tx, accountId: string, notice: Omit<NoticeDraft, 'subject' | 'accountId'>): Promise<void> {
    if (store.isUuid(accountId)) await identity.notices.tell(tx, { accountId, ...notice })
  }

  return {
    locked,
    isAuthor,
    inOne: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction().execute(work),

    /** Only people write, support, answer for themselves. Throws `unauthenticated`, `forbidden`. */
    demandPerson(actor: Actor): void {
      if (actor.kind === 'visitor') throw new Refusal('unauthenticated', 401)
      if (actor.kind !== 'person' && !isSystem(actor.id)) throw new Refusal('forbidden', 403)
    },

    /** One's own proposal, locked. A draft is unknown to anybody else. Throws `proposals.unknown`, `proposals.notAuthor`. */
    async lockedOwn(tx: Tx, actor: Actor, id: string): Promise<store.Kept> {
      const own = await locked(tx, id)
      if (await isAuthor(tx, id, actor)) return own
      throw own.number === null ? refuse.unknown({ id }) : refuse.notAuthor({ number: own.number })
    },

    async act(
      tx: Tx,
      actor: Actor,
      kind: string,
      subject: string,
      payload: Json,
      grounds?: string,
    ): Promise<store.Done> {
      const entry = { kind: `proposals.${kind}`, actor: actor.id, subject, grounds, payload }
      return { at: clock.now(), by: actor.id, entryId: await ledger.append(tx, entry) }
    },

    /** Throws `proposals.unknownOrganisation`. */
    async demandOrganisations(ids: readonly string[]): Promise<void> {
      const known = new Set((await identity.organisations()).map(({ id }) => id))
      for (const id of ids) if (!known.has(id)) throw refuse.unknownOrganisation({ id })
    },
    async cityOrganisation(): Promise<string> {
      return (await identity.organisations()).find(({ kind }) => kind === 'city')!.id
    },

    /** The proposal's followers hear of it, and its authors, whether they follow it or not. */
    async tell(tx: Tx, one: store.Kept, what: string): Promise<void> {
      const values = { number: one.number!, title: one.content.title }
      const notice = {
        ...{ kind: `proposals.${what}`, path: pathOf(one), title: inEach('proposals.told.title', values) },
        body: inEach(`proposals.told.${what}` as Key, values),
      }
      await identity.notices.tell(tx, { subject: `proposal:${one.id}`, ...notice })
      for (const { id } of await people.authors(tx, one.id)) await tellOne(tx, id, notice)
    },
    tellOne,

    demandMay(actor: Actor, permission: string, organisationId?: string): void {
      demand(actor, permission, organisationId)
    },
  }
}
export const pathOf = ({ edition, number }: Pick<store.Kept, 'edition' | 'number'>): string =>
  `/budget/${edition}/proposals/${number}`
export const subjectOf = ({ edition, number, id }: Pick<store.Kept, 'edition' | 'number' | 'id'>): string =>
  `proposals/${edition}/${number ?? id}`
