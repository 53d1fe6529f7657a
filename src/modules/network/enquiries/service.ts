/** The verbs on enquiries: asked without an account, answered by mail in so many working days, forgotten afterwards. */
import { demand, system, visitor, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { createReportCounts, FILLING_MS_MAX, FILLING_MS_MIN, workingDayAfter } from '#infrastructure'
import { zoneOf } from '#stats'
import { deskOf } from '../desk.ts'
import type { Needs } from '../needs.ts'
import type { Partners } from '../partners/service.ts'
import type { Promotion } from '../promotion/service.ts'
import * as letters from './letters.ts'
import { isPressing, refuse, stateOf } from './rules.ts'
import * as store from './store.ts'
import {
  Answer,
  Back,
  EnquiryDraft,
  KEPT_DAYS,
  LETTERS_MAX,
  OPEN_MAX,
  type Enquiry,
  type EnquiryState,
  type Letter,
} from './types.ts'

const TICK_JOB = 'network.enquiries'
/** In the morning, so that a day is left for it. */
export const ENQUIRIES_TICK = { job: TICK_JOB, cron: '11 7 * * *' } as const
const BY = system('enquiries')
const DAY_MS = 86_400_000
const SECRET_BYTES = 24
const LISTED_MAX = 500

export type Enquiries = ReturnType<typeof createEnquiries>
const MAY = 'network.answer'
export type ShownEnquiry = Enquiry & { state: EnquiryState; inTime?: boolean }
/** What whoever asked sees of it. */
export type FollowedEnquiry = Pick<ShownEnquiry, 'audience' | 'subject' | 'words' | 'at' | 'due' | 'state'> & { answer: string; answeredAt?: Date; letters: Letter[]; mayWrite: boolean; isForgotten: boolean } // prettier-ignore

export function createEnquiries(needs: Needs, promotion: Promotion, partners: Pick<Partners, 'one'>) {
  const {
    db,
    clock,
    ids,
    ledger,
    jobs,
    mail,
    identity,
    infrastructure,
    timezone,
    answersIn,
    onError = () => {},
  } = needs
  const zone = zoneOf(timezone)
  const today = () => zone.dayOf(clock.now().getTime())
  const counts = createReportCounts(clock)
  const isInTime = (at: Date, due: string) => zone.dayOf(at.getTime()) <= due
  const shown = (one: Enquiry): ShownEnquiry => ({
    ...{ ...one, state: stateOf(one, today()) },
    ...(one.answered && { inTime: isInTime(one.answered.at, one.due) }),
  })
  const workingTime = () => infrastructure.maintenance.orders.workingTime()

  /** Throws `enquiries.robot` for what no person fills in, or not so quickly. */
  function demandPerson({ website, begunAt }: ReturnType<typeof EnquiryDraft.parse>): void {
    const passed_ms = clock.now().getTime() - begunAt.getTime()
    if (website !== '' || !(passed_ms >= FILLING_MS_MIN && passed_ms <= FILLING_MS_MAX)) throw refuse.robot()
  }

  async function remind(): Promise<void> {
    const day = today()
    const next = workingDayAfter(await workingTime(), day, 1)
    const pressing = (await store.list(db, false, LISTED_MAX)).filter((one) => isPressing(one, next))
    if (pressing.length === 0) return
    for (const { id, due, organisationId } of pressing) {
      const people = await deskOf(identity, BY, organisationId)
      await db
        .transaction()
        .execute(async (tx) => {
          if (!(await store.remindOnce(tx, id, day))) return
          for (const person of people) await mail.send(tx, letters.reminder(person, { id, due }, due < day, needs))
        })
        // One that cannot be told of holds up no other.
        .catch(onError)
    }
  }

  async function tick(): Promise<void> {
    const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS)
    await db.transaction().execute((tx) => store.forget(tx, before, clock.now()))
    await remind()
  }
  jobs.define(TICK_JOB, tick)

  /** What is asked of a call goes there while it is open; other questions come from a page. */
  async function demandPlace({ audience, tie }: ReturnType<typeof EnquiryDraft.parse>): Promise<void> {
    if (audience !== 'partners') return void (await promotion.page(audience))
    const { kind, phase } = (await partners.one(tie ?? '')).tie
    if (kind !== 'call' || phase === 'over' || phase === 'off') throw refuse.callOver()
  }

  /** It, held until the transaction ends, for who may answer it. */
  async function held(tx: Tx, actor: Actor, id: string): Promise<Enquiry> {
    const found = await store.find(tx, id, true)
    if (!found) {
      demand(actor, MAY)
      throw refuse.unknown()
    }
    demand(actor, MAY, found.organisationId ?? undefined)
    return found
  }
  const note = (tx: Tx, kind: string, actor: string, id: string, payload: Record<string, string | boolean | null>) =>
    ledger.append(tx, { kind, actor, subject: `network/enquiries/${id}`, payload })

  return {
    tick,
    /** In how many working days the city answers. */
    answersIn,

    /** The last day to answer what is asked now. */
    dueIfAsked: async (): Promise<string> => workingDayAfter(await workingTime(), today(), answersIn),

    /**
     * Asks; gives the secret by which whoever asked sees what becomes of it. Throws `promotion.noPage`, `enquiries.robot`,
     * `enquiries.tooMany` (of one address), `enquiries.openAlready` (of one mailbox), `enquiries.callOver`, `mail.badAddress`.
     */
    async ask(address: string, given: EnquiryDraft): Promise<string> {
      const draft = EnquiryDraft.parse(given)
      const wait_s = counts.wait_s(address)
      if (wait_s > 0) throw refuse.tooMany({ minutes: Math.ceil(wait_s / 60) })
      demandPerson(draft)
      await demandPlace(draft)
      const { website: _website, begunAt: _begunAt, tie = null, ...said } = draft
      const due = workingDayAfter(await workingTime(), today(), answersIn)
      const [id, secret, at] = [ids.uuid(), ids.token(SECRET_BYTES), clock.now()]
      await db.transaction().execute(async (tx) => {
        const open = await store.countOpen(tx, draft.email.toLowerCase())
        if (open >= OPEN_MAX) throw refuse.openAlready({ count: open })
        await store.add(tx, { id, secret, at, due, tie: said.audience === 'partners' ? tie : null, ...said })
        await ledger.append(tx, { kind: 'network.enquiry', actor: visitor.id, subject: `network/enquiries/${id}`, payload: { audience: draft.audience, due } }) // prettier-ignore
        await mail.send(tx, letters.receipt({ ...said, due, secret }, needs))
      })
      counts.count(address)
      return secret
    },

    /** What became of it. Throws `enquiries.unknown`. */
    async follow(secret: string): Promise<FollowedEnquiry> {
      const found = await store.bySecret(db, secret)
      if (!found) throw refuse.unknown()
      const { id, audience, subject, words, at, due, answered, state, forgottenAt } = shown(found)
      const letters = await store.letters(db, id)
      const mayWrite = state === 'answered' && forgottenAt === null && letters.length < LETTERS_MAX * 2
      return { audience, subject, words, at, due, state, answer: answered?.answer ?? '', answeredAt: answered?.at, letters, mayWrite, isForgotten: forgottenAt !== null } // prettier-ignore
    },

    // For who answers.
    async list(actor: Actor): Promise<{ open: ShownEnquiry[]; answered: ShownEnquiry[] }> {
      const offices = await identity.organisations()
      if (!offices.some(({ id }) => actor.can(MAY, id))) demand(actor, MAY)
      const own = (all: Enquiry[]) => all.filter(({ organisationId }) => actor.can(MAY, organisationId ?? undefined))
      const [open, answered] = [await store.list(db, false, LISTED_MAX), await store.list(db, true, LISTED_MAX)]
      return { open: own(open).map(shown), answered: own(answered).map(shown) }
    },

    /** Throws `enquiries.unknown`. */
    one: (actor: Actor, id: string): Promise<ShownEnquiry & { letters: Letter[] }> =>
      db.transaction().execute(async (tx) => {
        const found = await held(tx, actor, id)
        return { ...shown(found), letters: await store.letters(tx, id) }
      }),

    /**
     * Whoever asked writes back; the city has as many working days again. Throws `enquiries.unknown`, `enquiries.closed`,
     * `enquiries.notAnswered`, `enquiries.tooLong`, `enquiries.tooMany`.
     */
    async writeBack(address: string, secret: string, given: string): Promise<void> {
      const words = Back.parse(given)
      const wait_s = counts.wait_s(address)
      if (wait_s > 0) throw refuse.tooMany({ minutes: Math.ceil(wait_s / 60) })
      const due = workingDayAfter(await workingTime(), today(), answersIn)
      await db.transaction().execute(async (tx) => {
        const known = await store.bySecret(tx, secret)
        const found = known && (await store.find(tx, known.id, true))
        if (!found) throw refuse.unknown()
        if (found.closedAt || found.forgottenAt) throw refuse.closed()
        if (!found.answered) throw refuse.notAnswered()
        const before = (await store.letters(tx, found.id)).length
        if (before >= LETTERS_MAX * 2) throw refuse.tooLong()
        await store.writeBack(tx, found, before, words, clock.now(), due)
        await note(tx, 'network.enquiryReturned', visitor.id, found.id, { due })
      })
      counts.count(address)
    },

    /** Whoever asked wants all of it deleted now. Throws `enquiries.unknown`. */
    async forget(secret: string): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const found = await store.bySecret(tx, secret)
        if (!found) throw refuse.unknown()
        if (found.forgottenAt) return
        await store.close(tx, found.id, clock.now())
        await store.forgetOne(tx, found.id, clock.now())
        await note(tx, 'network.enquiryForgotten', visitor.id, found.id, {})
      })
    },

    /** To a department, whose people are told; or back to the city. Its day stays. Throws `enquiries.unknown`, `enquiries.noDepartment`, `enquiries.closed`. */
    async hand(actor: Actor, id: string, organisationId: string | null): Promise<void> {
      const offices = await identity.organisations()
      if (organisationId !== null && !offices.some((one) => one.id === organisationId)) throw refuse.noDepartment()
      const people = await deskOf(identity, BY, organisationId)
      await db.transaction().execute(async (tx) => {
        const found = await held(tx, actor, id)
        if (found.closedAt) throw refuse.closed()
        if (found.organisationId === organisationId) return
        await store.hand(tx, id, organisationId)
        await note(tx, 'network.enquiryHanded', actor.id, id, { organisationId })
        for (const person of people) await mail.send(tx, letters.handed(person, found, needs))
      })
    },

    /** Nothing more is to be said: whoever asked cannot write back. Throws `enquiries.unknown`, `enquiries.notAnswered`. */
    async close(actor: Actor, id: string): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const found = await held(tx, actor, id)
        if (!found.answered) throw refuse.notAnswered()
        if (found.closedAt) return
        await store.close(tx, id, clock.now())
        await note(tx, 'network.enquiryClosed', actor.id, id, {})
      })
    },

    /** Goes by mail, and stands at the secret address. Throws `enquiries.unknown`, `enquiries.answered`, `enquiries.closed`. */
    async answer(actor: Actor, id: string, given: string): Promise<void> {
      const answer = Answer.parse(given)
      await db.transaction().execute(async (tx) => {
        const found = await held(tx, actor, id)
        if (found.closedAt) throw refuse.closed()
        if (found.answered) throw refuse.answered({ at: found.answered.at })
        const at = clock.now()
        await store.answer(tx, id, at, actor.id, answer)
        const payload = { due: found.due, inTime: isInTime(at, found.due) }
        await note(tx, 'network.enquiryAnswered', actor.id, id, payload)
        await mail.send(tx, letters.answered(found, answer, needs))
      })
    },
  }
}
