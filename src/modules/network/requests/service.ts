/** The verbs on requests: a city asks another for a value that it does not state, and is answered by a statement or told why not. */
import { demand, system, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import { didOf } from '#platform/integrity'
import { foreignText, foreignTexts } from '#platform/text'
import { zoneOf } from '#stats'
import { deskOf } from '../desk.ts'
import type { Keys } from '../keys/service.ts'
import type { Needs } from '../needs.ts'
import type { PeerState } from '../peers/types.ts'
import { standardsOf } from '../received/rules.ts'
import type { ReceivedRoom } from '../received/service.ts'
import type { Statements } from '../statements/service.ts'
import { createDelivering, type Outside } from './delivering.ts'
import * as letters from './letters.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { createTaking } from './taking.ts'
import * as types from './types.ts'

const { refuse } = rules
const BY = system('network')
const ANSWER_JOB = 'network.answerRequests'
const CATCH_UP_JOB = 'network.catchUpAnswered'
/** In the morning, so that a day is left. */
export const REQUESTS_TICK = { job: 'network.requests', cron: '17 7 * * *' } as const
const LISTED_MAX = 2_000
const DAY_MS = 86_400_000
/** Said in the list of whoever reads it. */
const HIDDEN: readonly PeerState[] = ['blocked', 'stopped']

export type Requests = ReturnType<typeof createRequests>

export function createRequests(
  needs: Needs,
  rooms: {
    keys: Pick<Keys, 'did' | 'sign'>
    peers: Outside
    statements: Pick<Statements, 'of' | 'addressOf'>
    received: Pick<ReceivedRoom, 'beside' | 'catchUp'>
  },
) {
  const { db, clock, ids, jobs, events, mail, gate, identity, indicators, timezone } = needs
  const { keys, peers, statements, received } = rooms
  const zone = zoneOf(timezone)
  const dayOf = (at: Date) => zone.dayOf(at.getTime())
  const today = () => dayOf(clock.now())
  const { write, deliver, addressOf } = createDelivering(needs, keys, peers)
  const take = createTaking(needs, peers, keys.did, async (tx, letter, domain) => {
    if (letter.type === types.REQUEST) await jobs.enqueue(tx, ANSWER_JOB, {}, { key: 'answer' })
    if (letter.type === types.ANSWER && letter.outcome === 'answered') await jobs.enqueue(tx, CATCH_UP_JOB, { domain }, { key: domain }) // prettier-ignore
  })
  jobs.define(ANSWER_JOB, () => answerByItself())
  jobs.define<{ domain: string }>(CATCH_UP_JOB, ({ data }) => received.catchUp(data.domain))
  jobs.define(REQUESTS_TICK.job, async () => {
    await answerByItself()
    await tick()
  })
  events.on('network.stated', ANSWER_JOB, () => answerByItself())

  /** The city's newest statement of what is asked; undefined while there is none that stands. */
  async function statementFor({ standards, period }: store.Row, definitions: Awaited<ReturnType<typeof indicators.definitions>>) {
    const asked = standards.split(' ')
    for (const { id, standards: own } of definitions.filter((one) => standardsOf(one.standards).some((each) => asked.includes(each)))) {
      const [newest] = await statements.of({ indicator: id, area: indicators.home, period })
      if (newest?.state === 'stands') return { id: newest.id, own }
    }
    return undefined
  } // prettier-ignore

  /** Answers whatever a statement answers by now. Safe to run twice. */
  async function answerByItself(): Promise<void> {
    const open = await store.answerable(db, clock.now(), LISTED_MAX)
    if (open.length === 0) return
    const definitions = await indicators.definitions()
    const accepted = new Set((await peers.list()).filter(({ state }) => state === 'accepted').map(({ domain }) => domain)) // prettier-ignore
    for (const one of open.filter(({ domain }) => accepted.has(domain))) {
      const found = await statementFor(one, definitions)
      if (found)
        await answer(one.id, BY.id, { outcome: 'answered', statement: statements.addressOf(found.id) }).catch(heldUp)
    }
  }

  /** One city had its letters of the day: it is answered another day, and the others now. */
  function heldUp(error: unknown): void {
    if (!(error instanceof Refusal && error.code === 'requests.tooManyToday')) throw error
  }

  type Answer = { outcome: 'answered'; statement: string } | { outcome: 'declined'; words: string }
  /** Gives whether it was open to this answer. */
  async function answer(id: string, by: string, said: Answer): Promise<boolean> {
    return db.transaction().execute(async (tx) => {
      const { domain } = await found(tx, id)
      await store.lock(tx, domain)
      const one = await found(tx, id)
      const isOpen = one.outcome === 'open' || (one.outcome === 'declined' && said.outcome === 'answered')
      if (one.own || !isOpen || one.validUntil <= clock.now()) return false
      const { outcome } = said
      const told = said.outcome === 'answered' ? { statement: said.statement } : { answer: said.words }
      await store.settle(tx, id, { outcome, at: clock.now(), ...told })
      await write(tx, didOf(domain), { domain, request: id, by, type: types.ANSWER, more: { request: one.address, ...said } }) // prettier-ignore
      return true
    })
  }

  async function found(within: typeof db | Tx, id: string): Promise<store.Row> {
    const one = await store.find(within, id)
    if (!one) throw refuse.unknown({ id })
    return one
  }

  /** What whoever answers is to be told of: what is new, due by tomorrow, or late; of each stage once, all in one letter. */
  async function tick(): Promise<void> {
    const [day, tomorrow] = [today(), dayOf(new Date(clock.now().getTime() + DAY_MS))]
    const shown = new Map((await peers.list()).map(({ domain, state }) => [domain, state]))
    const open = (await store.answerable(db, clock.now(), LISTED_MAX)).filter(({ outcome, domain }) => outcome === 'open' && shown.get(domain) === 'accepted') // prettier-ignore
    const stageOf = ({ respondBy }: store.Row) => (respondBy < day ? 'late' : respondBy <= tomorrow ? 'due' : 'new')
    const pressing = open.filter((one) => one.told !== stageOf(one))
    if (pressing.length === 0) return
    const people = await deskOf(identity, BY)
    const late = pressing.filter((one) => stageOf(one) === 'late').length
    await db.transaction().execute(async (tx) => {
      for (const one of pressing) await store.tell(tx, one.id, stageOf(one))
      for (const person of people) await mail.send(tx, letters.reminder(person, { count: pressing.length, late, due: pressing[0]!.respondBy }, needs)) // prettier-ignore
    })
  }

  function outlineOf(row: store.Row): types.Outline {
    const { id, domain, own, indicator, document, period, at, respondBy, statement } = row
    return { id, domain, isOwn: own, indicator: indicator ?? undefined, names: foreignTexts(document.indicator.names), period, at, respondBy, state: rules.stateOf(row, clock.now(), today()), statement: statement ?? undefined } // prettier-ignore
  }

  function deliveryOf(letter: store.LetterRow | undefined): types.Delivery | undefined {
    if (!letter) return undefined
    const { deliveredAt, nextAt, failure } = letter
    if (deliveredAt) return { state: 'delivered', at: deliveredAt }
    return { state: failure && !nextAt ? 'failed' : 'waiting', nextAt: nextAt ?? undefined, failure: failure ?? undefined } // prettier-ignore
  }

  /** Of cities from which something may be taken: a blocked one's are hidden. */
  async function shownRows() {
    const states = new Map((await peers.list()).map(({ domain, state }) => [domain, state]))
    const rows = (await store.list(db, LISTED_MAX)).filter(({ domain }) => !HIDDEN.includes(states.get(domain) ?? 'blocked')) // prettier-ignore
    return { rows, states }
  }

  const indicatorOf = async (id: string) => (await indicators.definitions()).find((one) => one.id === id)

  return {
    ...{ take, deliver, tick, answerByItself },

    /**
     * Asks a city that is believed. Throws `requests.notAccepted`, `requests.unknownIndicator`, `requests.noStandard`,
     * `requests.noOwnValue`, `requests.alreadyStated`, `requests.askedAlready`, `requests.badDay`, `requests.tooManyOpen`,
     * `requests.tooManyToday`.
     */
    async ask(actor: Actor, given: types.RequestDraft): Promise<string> {
      demand(actor, 'network.organise')
      const { domain, indicator, period, respondBy, words } = types.RequestDraft.parse(given)
      gate.demandFit({ words })
      rules.demandDay(respondBy, today())
      const definition = await indicatorOf(indicator)
      if (!definition) throw refuse.unknownIndicator({ indicator })
      if (definition.standards.length === 0) throw refuse.noStandard({ indicator })
      const { periods, others } = await received.beside(indicator)
      if (!periods.includes(period)) throw refuse.noOwnValue({ indicator, period })
      if (others.some((one) => isWhole(one, domain) && one.statement.credentialSubject.period === period)) throw refuse.alreadyStated({ domain, period }) // prettier-ignore
      const standards = definition.standards.map(({ standard, code }) => ({ standard, code }))
      const [id, at] = [ids.uuid(), clock.now()]
      const about = { indicator: { id: indicator, names: definition.names, unit: definition.unit, standards } }
      const more = { ...about, period, respondBy, validUntil: rules.validUntil(respondBy), ...(words && { words }) }
      const key = standardsOf(standards).join(' ')
      await db.transaction().execute(async (tx) => {
        if (!(await peers.isAccepted(tx, domain))) throw refuse.notAccepted({ domain })
        await store.lock(tx, domain)
        if ((await store.asked(tx, key, at)).some((one) => one.domain === domain && one.period === period))
          throw refuse.askedAlready({ domain, period })
        if ((await store.countOpen(tx, domain, true, at)) >= types.OPEN_MAX) throw refuse.tooManyOpen({ domain, most: types.OPEN_MAX }) // prettier-ignore
        const document = { type: types.REQUEST, format: types.REQUESTS_FORMAT, id: addressOf(id), issuer: keys.did, to: didOf(domain), issuedAt: at.toISOString(), ...more } as types.RequestLetter // prettier-ignore
        await store.add(tx, { id, domain, own: true, address: addressOf(id), indicator, standards: key, at, document })
        await write(tx, didOf(domain), { domain, request: id, by: actor.id, type: types.REQUEST, id, more })
      })
      return id
    },

    /** Throws `requests.unknown`, `requests.closed`. */
    async withdraw(actor: Actor, id: string): Promise<void> {
      demand(actor, 'network.organise')
      await db.transaction().execute(async (tx) => {
        const { domain } = await found(tx, id)
        await store.lock(tx, domain)
        const { own, outcome, address } = await found(tx, id)
        if (!own) throw refuse.unknown({ id })
        if (outcome !== 'open') throw refuse.closed({ outcome })
        await store.settle(tx, id, { outcome: 'withdrawn', at: clock.now() })
        await write(tx, didOf(domain), { domain, request: id, by: actor.id, type: types.WITHDRAWAL, more: { request: address } }) // prettier-ignore
      })
    },

    /** Says that the city will not answer, and why. Throws `requests.unknown`, `requests.closed`. */
    async decline(actor: Actor, id: string, given: string): Promise<void> {
      demand(actor, 'network.organise')
      const words = types.Words.min(1).parse(given)
      gate.demandFit({ words })
      if (!(await answer(id, actor.id, { outcome: 'declined', words }))) throw refuse.closed({ id })
    },

    /** What was asked and what came of it; of anybody's business no more. Newest first. */
    async outlines({ indicator, domain }: { indicator?: string; domain?: string } = {}): Promise<types.Outline[]> {
      const { rows, states } = await shownRows()
      // The words of a city that nobody believes yet are not published.
      const believed = rows.filter((row) => states.get(row.domain) === 'accepted')
      return believed.filter((row) => (indicator === undefined || row.indicator === indicator) && (domain === undefined || row.domain === domain)).map(outlineOf) // prettier-ignore
    },

    /** With all words, for who asks and answers. */
    async list(actor: Actor): Promise<types.Request[]> {
      demand(actor, 'network.organise')
      const { rows, states } = await shownRows()
      const last = await store.lastLetters(db, rows.map(({ id }) => id)) // prettier-ignore
      return rows.map((row) => ({
        ...outlineOf(row),
        ...{ unit: row.document.indicator.unit, standards: row.document.indicator.standards },
        ...{
          words: foreignText(row.document.words ?? ''),
          answer: foreignText(row.answer),
          answeredAt: row.outcomeAt ?? undefined,
        },
        ...{ delivery: deliveryOf(last.get(row.id)), isQuarantined: states.get(row.domain) === 'quarantined' },
      }))
    },

    /**
     * Of which periods the city has a value of this indicator, the newest first, and which accepted cities state none of each;
     * `isAsked`: one that waits for an answer already. Throws `received.unknown`.
     */
    async missing(indicator: string): Promise<Missing[]> {
      const definition = await indicatorOf(indicator)
      if ((definition?.standards ?? []).length === 0) return []
      const { periods, others } = await received.beside(indicator)
      const accepted = (await peers.list()).filter(({ state }) => state === 'accepted').map(({ domain }) => domain)
      const isThere = new Set(others.filter((one) => isWhole(one, one.domain)).map(({ domain, statement }) => `${domain} ${statement.credentialSubject.period}`)) // prettier-ignore
      const asked = new Set((await store.asked(db, standardsOf(definition!.standards).join(' '), clock.now())).map(({ domain, period }) => `${domain} ${period}`)) // prettier-ignore
      return periods.map((period) => ({
        period,
        cities: accepted
          .filter((domain) => !isThere.has(`${domain} ${period}`))
          .map((domain) => ({ domain, isAsked: asked.has(`${domain} ${period}`) })),
      }))
    },
  }
}

/** Of one period: the cities that state no value of it. */
export type Missing = { period: string; cities: { domain: string; isAsked: boolean }[] }

type Besides = Awaited<ReturnType<ReceivedRoom['beside']>>['others'][number]
function isWhole({ domain, statement: { credentialSubject } }: Besides, of: string): boolean {
  const { city, area } = credentialSubject
  return domain === of && (city.area === undefined || city.area === area.id)
}
