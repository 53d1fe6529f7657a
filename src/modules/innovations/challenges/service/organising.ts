/** What the department that has the problem does: writes it down, calls, puts off, chooses, or says that nothing was good. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { DEMONSTRATION_AREA, isDemonstration } from '#platform/demonstration'
import { canonical } from '#platform/ledger'
import * as rules from '../rules.ts'
import { refuse } from '../rules.ts'
import * as applications from '../store/applications.ts'
import * as store from '../store/challenges.ts'
import {
  AmendmentDraft,
  AMENDMENTS_MAX,
  CallDraft,
  EndDraft,
  ProblemDraft,
  SelectionDraft,
  type Gap,
} from '../types.ts'
import type { Inner } from './inner.ts'

type In<Schema extends { _zod: { input: unknown } }> = Schema['_zod']['input']

export function createOrganising(inner: Inner) {
  const { ids, clock, own, note, enter, inOne, today, analysis } = inner

  /** The gap of an indicator by the house's own rules, as it is now. Throws `challenges.noGap` where there is none. */
  async function gapOf(indicator: string): Promise<Gap> {
    const parameters = analysis.parameters(isDemonstration(indicator) ? { area: DEMONSTRATION_AREA } : {})
    const [{ gaps, seq, day }, { indicators }] = await Promise.all([
      analysis.directions(parameters),
      analysis.input(undefined, parameters.area),
    ])
    const gap = gaps.find((one) => one.indicator === indicator)
    const [unit, closing] = [indicators.find(({ id }) => id === indicator)?.unit, gap?.closing[gap.by]]
    const { comparison, latest } = gap?.evidence ?? {}
    const [value, period] = comparison?.value !== undefined ? [comparison.value, comparison.period] : [latest?.value, latest?.period] // prettier-ignore
    if (!gap || !closing || unit === undefined || value === undefined || !period) throw refuse.noGap({ indicator })
    return { indicator, area: parameters.area, value, period, unit, to: closing.to, by: gap.by, day, seq }
  }

  async function demandIndicators(indicators: readonly string[]): Promise<void> {
    const known = new Set((await inner.indicators.definitions()).map(({ id }) => id))
    const unknown = indicators.find((id) => !known.has(id))
    if (unknown) throw refuse.unknownIndicator({ indicator: unknown })
  }
  async function demandKnown(organisationId: string, indicators: readonly string[], area?: string): Promise<void> {
    await demandIndicators(indicators)
    if (area !== undefined && !(await inner.places.areas()).some(({ id }) => id === area)) throw refuse.unknownArea({ area }) // prettier-ignore
    if (!(await inner.identity.organisations()).some(({ id }) => id === organisationId))
      throw refuse.unknownOrganisation({ id: organisationId })
  }

  return {
    gapOf,

    /** The problem, not yet public. Throws `challenges.noGap`, `challenges.unknownIndicator`, `challenges.unknownArea`, `challenges.unknownOrganisation`. */
    async add(actor: Actor, given: ProblemDraft): Promise<{ id: string }> {
      const { organisationId, indicator, ...draft } = ProblemDraft.parse(given)
      demand(actor, 'innovations.organise', organisationId)
      const gap = draft.origin === 'gap' ? await gapOf(indicator ?? '') : undefined
      const indicators = [...new Set([...(gap ? [gap.indicator] : []), ...draft.indicators])]
      await demandKnown(organisationId, indicators, draft.area)
      const problem = { ...draft, indicators, ...(gap && { gap }) }
      const id = ids.uuid()
      await inOne(async (tx) => {
        const entryId = await enter(tx, actor, id, 'drafted', problem)
        await store.add(tx, { id, organisationId, problem, madeAt: clock.now(), by: actor.id, entryId })
      })
      return { id }
    },

    /** Everybody can read the problem, before anybody speaks of solutions. Throws `challenges.state`. */
    async publish(actor: Actor, id: string): Promise<void> {
      await inOne(async (tx) => {
        const challenge = await own(tx, actor, id)
        rules.demandState(challenge, 'draft')
        await note(tx, actor, challenge, 'published', challenge.problem)
        await store.change(tx, id, { state: 'problem' })
      })
    },

    /**
     * The published problem in other words, with the reason: what was said before stays readable, and whoever follows or has
     * applied is told. Throws `challenges.state`, `challenges.past`, `challenges.tooLittleTime` where a call ends too soon
     * for it, `challenges.changedMeanwhile`, `challenges.nothingChanged`, `challenges.unknownIndicator`.
     */
    async amend(actor: Actor, id: string, given: AmendmentDraft): Promise<void> {
      const { reason, version: seen, ...draft } = AmendmentDraft.parse(given)
      await demandIndicators(draft.indicators)
      await inOne(async (tx) => {
        const challenge = await own(tx, actor, id)
        rules.demandAmendable(challenge, today())
        const { gap } = challenge.problem
        const indicators = [...new Set([...(gap ? [gap.indicator] : []), ...draft.indicators])]
        const version = 1 + (await store.countOf(tx, id, 'amended'))
        if (version !== seen) throw refuse.changedMeanwhile({ version })
        if (version > AMENDMENTS_MAX) throw refuse.tooMany({ most: AMENDMENTS_MAX })
        const amended = { titles: draft.titles, problem: draft.problem, indicators }
        const { titles, problem, indicators: before } = challenge.problem
        if (canonical(amended) === canonical({ titles, problem, indicators: before })) throw refuse.nothingChanged()
        const changed = { ...challenge, problem: { ...challenge.problem, ...amended } }
        const body = await note(tx, actor, changed, 'amended', { version: version + 1, ...amended, reason }, reason)
        await store.change(tx, id, { problem: changed.problem })
        for (const { account } of await applications.list(tx, inner.gate, id))
          await inner.tell(tx, changed, { accountId: account, kind: 'challenge.amended', body })
      })
    },

    /** Opens the call. Throws `challenges.state`, `challenges.daysBackward`, `challenges.past`. */
    async call(actor: Actor, id: string, given: CallDraft): Promise<void> {
      const call = CallDraft.parse(given)
      rules.demandDays(call, today())
      await inOne(async (tx) => {
        const challenge = await own(tx, actor, id)
        rules.demandState(challenge, 'problem')
        await note(tx, actor, challenge, 'called', call)
        await store.change(tx, id, { state: 'call', call })
      })
    },

    /** More time for all. Throws `challenges.daysBackward` for less. */
    async extend(actor: Actor, id: string, to: string, reviewedBy: string, reason: string): Promise<void> {
      await inOne(async (tx) => {
        const challenge = await own(tx, actor, id)
        rules.demandState(challenge, 'call')
        const call = CallDraft.parse({ ...challenge.call!, to, reviewedBy })
        if (to <= challenge.call!.to) throw refuse.daysBackward({ from: challenge.call!.to, to })
        rules.demandDays(call, today())
        await note(tx, actor, challenge, 'extended', { from: challenge.call!.to, to, reviewedBy, reason }, reason)
        await store.change(tx, id, { call })
      })
    },

    /**
     * A person chooses, with reasons; where the choice is not what the scores say, the reasons say why. Nobody chooses their
     * own team. Throws `challenges.state`, `challenges.tooFewReviews`, `challenges.departure`, `challenges.tooManyChosen`,
     * `challenges.ownTeam`.
     */
    async select(actor: Actor, id: string, given: In<typeof SelectionDraft>): Promise<void> {
      const { chosen, reasons, departure } = SelectionDraft.parse(given)
      await inOne(async (tx) => {
        const challenge = await own(tx, actor, id)
        rules.demandState(challenge, 'review')
        const { all, ranking } = await judged(tx, id, challenge.call!)
        const mine = all.find((one) => rules.isOfTeam(one, { account: actor.id }))
        if (mine) throw refuse.ownTeam({ team: mine.team })
        const ranked = rules.demandChoice(challenge.call!, ranking, chosen, departure)
        const teams = all.filter((one) => chosen.includes(one.id)).map(({ id: applicationId, team }) => ({ applicationId, team })) // prettier-ignore
        const outcome = { chosen, reasons, departure, ranked }
        await note(tx, actor, challenge, 'selected', { teams, reasons, ...(departure && { departure }) }, reasons)
        await store.change(tx, id, { state: 'selected', outcome })
        await inner.events.emit(tx, 'challenges.selected', { challengeId: id, applications: chosen })
      })
    },

    /** Ends without anybody chosen: nothing was good enough, or it is called off. What was learned stays. */
    async end(actor: Actor, id: string, given: In<typeof EndDraft>): Promise<void> {
      const { outcome, lesson } = EndDraft.parse(given)
      await inOne(async (tx) => {
        const challenge = await own(tx, actor, id)
        rules.demandState(challenge, ...(outcome === 'noSolution' ? (['review', 'selected', 'pilot'] as const) : (['problem', 'call', 'review'] as const))) // prettier-ignore
        await note(tx, actor, challenge, outcome, { lesson }, lesson)
        await store.change(tx, id, { state: outcome })
      })
    },

    /** For the room of pilots, in its transaction: what was chosen is tried. Throws `challenges.unknown`, `challenges.state`. */
    async handOver(tx: Tx, actor: Actor, id: string, pilot: { id: string; title: string }): Promise<void> {
      const challenge = await own(tx, actor, id)
      rules.demandState(challenge, 'selected')
      await note(tx, actor, challenge, 'pilot', { pilot: pilot.id, title: pilot.title })
      await store.change(tx, id, { state: 'pilot', pilotId: pilot.id })
    },
  }

  async function judged(tx: Tx, id: string, call: CallDraft) {
    const all = await applications.list(tx, inner.gate, id)
    return { all, ranking: rules.standings(call, all, await applications.reviews(tx, id)) }
  }
}
