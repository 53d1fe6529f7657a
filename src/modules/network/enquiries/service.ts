/** The verbs on enquiries: asked without an account, answered by mail in so many working days, forgotten afterwards. */
import { demand, system, visitor, type Actor } from '#platform/actor'
import { createReportCounts, FILLING_MS_MAX, FILLING_MS_MIN, workingDayAfter } from '#infrastructure'
import { GRANTED } from '#identity'
import { zoneOf } from '#stats'
import type { Needs } from '../needs.ts'
import type { Promotion } from '../promotion/service.ts'
import * as letters from './letters.ts'
import { isPressing, refuse, stateOf } from './rules.ts'
import * as store from './store.ts'
import { Answer, EnquiryDraft, KEPT_DAYS, OPEN_MAX, type Enquiry, type EnquiryState } from './types.ts'

const TICK_JOB = 'network.enquiries'
/** In the morning, so that a day is left for it. */
export const ENQUIRIES_TICK = { job: TICK_JOB, cron: '11 7 * * *' } as const
const BY = system('enquiries')
const DAY_MS = 86_400_000
const SECRET_BYTES = 24
const LISTED_MAX = 500

export type Enquiries = ReturnType<typeof createEnquiries>
export type ShownEnquiry = Enquiry & { state: EnquiryState }
/** What whoever asked sees of it. */
export type FollowedEnquiry = Pick<ShownEnquiry, 'audience' | 'subject' | 'words' | 'at' | 'due' | 'state'> & { answer: string; answeredAt?: Date; isForgotten: boolean } // prettier-ignore

export function createEnquiries(needs: Needs, promotion: Promotion) {
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
  const shown = (one: Enquiry): ShownEnquiry => ({ ...one, state: stateOf(one, today()) })
  const workingTime = () => infrastructure.maintenance.orders.workingTime()

  /** Throws `enquiries.robot` for what no person fills in, or not so quickly. */
  function demandPerson({ website, begunAt }: ReturnType<typeof EnquiryDraft.parse>): void {
    const passed_ms = clock.now().getTime() - begunAt.getTime()
    if (website !== '' || !(passed_ms >= FILLING_MS_MIN && passed_ms <= FILLING_MS_MAX)) throw refuse.robot()
  }

  /** Who answers for enquiries: whoever may in the name of the whole city. */
  async function desk() {
    const city = (await identity.organisations()).find(({ kind }) => kind === 'city')
    const members = city ? await identity.members(BY, city.id) : []
    const meant = members.filter(({ role }) => GRANTED[role].includes('network.organise'))
    return [...new Map(meant.map((one) => [one.accountId, one])).values()]
  }

  async function remind(): Promise<void> {
    const day = today()
    const next = workingDayAfter(await workingTime(), day, 1)
    const pressing = (await store.list(db, false, LISTED_MAX)).filter((one) => isPressing(one, next))
    if (pressing.length === 0) return
    const people = await desk()
    for (const { id, due } of pressing)
      await db
        .transaction()
        .execute(async (tx) => {
          if (!(await store.remindOnce(tx, id, day))) return
          for (const person of people) await mail.send(tx, letters.reminder(person, { id, due }, due < day, needs))
        })
        // One that cannot be told of holds up no other.
        .catch(onError)
  }

  async function tick(): Promise<void> {
    await store.forget(db, new Date(clock.now().getTime() - KEPT_DAYS * DAY_MS), clock.now())
    await remind()
  }
  jobs.define(TICK_JOB, tick)

  return {
    tick,
    /** In how many working days the city answers. */
    answersIn,

    /**
     * Asks; gives the secret by which whoever asked sees what becomes of it. Throws `promotion.noPage`, `enquiries.robot`,
     * `enquiries.tooMany` (of one address), `enquiries.openAlready` (of one mailbox), `mail.badAddress`.
     */
    async ask(address: string, given: EnquiryDraft): Promise<string> {
      const draft = EnquiryDraft.parse(given)
      const wait_s = counts.wait_s(address)
      if (wait_s > 0) throw refuse.tooMany({ minutes: Math.ceil(wait_s / 60) })
      demandPerson(draft)
      await promotion.page(draft.audience)
      const { website: _website, begunAt: _begunAt, ...said } = draft
      const due = workingDayAfter(await workingTime(), today(), answersIn)
      const [id, secret, at] = [ids.uuid(), ids.token(SECRET_BYTES), clock.now()]
      await db.transaction().execute(async (tx) => {
        const open = await store.countOpen(tx, draft.email.toLowerCase())
        if (open >= OPEN_MAX) throw refuse.openAlready({ count: open })
        await store.add(tx, { id, secret, at, due, ...said })
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
      const { audience, subject, words, at, due, answered, state, forgottenAt } = shown(found)
      return { audience, subject, words, at, due, state, answer: answered?.answer ?? '', answeredAt: answered?.at, isForgotten: forgottenAt !== null } // prettier-ignore
    },

    // For who answers.
    async list(actor: Actor): Promise<{ open: ShownEnquiry[]; answered: ShownEnquiry[] }> {
      demand(actor, 'network.organise')
      const [open, answered] = [await store.list(db, false, LISTED_MAX), await store.list(db, true, LISTED_MAX)]
      return { open: open.map(shown), answered: answered.map(shown) }
    },

    /** Throws `enquiries.unknown`. */
    async one(actor: Actor, id: string): Promise<ShownEnquiry> {
      demand(actor, 'network.organise')
      const found = await store.find(db, id)
      if (!found) throw refuse.unknown()
      return shown(found)
    },

    /** Goes by mail, and stands at the secret address. Throws `enquiries.unknown`, `enquiries.answered`. */
    async answer(actor: Actor, id: string, given: string): Promise<void> {
      demand(actor, 'network.organise')
      const answer = Answer.parse(given)
      await db.transaction().execute(async (tx) => {
        const found = await store.find(tx, id, true)
        if (!found) throw refuse.unknown()
        if (found.answered) throw refuse.answered({ at: found.answered.at })
        const at = clock.now()
        await store.answer(tx, id, at, actor.id, answer)
        const payload = { due: found.due, inTime: zone.dayOf(at.getTime()) <= found.due }
        await ledger.append(tx, { kind: 'network.enquiryAnswered', actor: actor.id, subject: `network/enquiries/${id}`, payload }) // prettier-ignore
        await mail.send(tx, letters.answered(found, answer, needs))
      })
    },
  }
}
