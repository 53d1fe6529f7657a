/** The verbs on decisions: written down with what they rest on, read by everybody, later told what came true. */
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Ids } from '#platform/ids'
import type { Json, Ledger } from '#platform/ledger'
import { zoneOf } from '#stats'
import type { Analysis } from '#analysis'
import type { Catalog } from '#catalog'
import type { Gate } from '#governance'
import type { Strategies } from '../strategies/service.ts'
import { refuse } from './refusals.ts'
import * as store from './store.ts'
import { DecisionDraft, OutcomeDraft, OUTCOMES_MAX, type Decision, type Outcome, type Pinned, type PinnedDataset } from './types.ts' // prettier-ignore

const LISTED_MAX = 1_000

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  gate: Pick<Gate, 'passWords' | 'orHold' | 'withdrawals'>
  analysis: Pick<Analysis, 'input'>
  catalog: Pick<Catalog, 'dataset'>
  strategies: Pick<Strategies, 'demandGoals'>
  timezone: string
}
export type Decisions = ReturnType<typeof createDecisions>
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json

export function createDecisions(needs: Needs) {
  const { db, clock, ids, ledger, gate, analysis, catalog, strategies } = needs
  const zone = zoneOf(needs.timezone)
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))

  /** Values as they are known now, with the publication after which they were. Throws `decisions.unknownIndicator`. */
  async function pinned(indicators: readonly string[]): Promise<Pinned[]> {
    if (indicators.length === 0) return []
    const { home, seq, indicators: known } = await analysis.input()
    return indicators.map((id) => {
      const found = known.find((one) => one.id === id)
      if (!found) throw refuse.unknownIndicator({ id })
      const { version, names, unit, decimals, series } = found
      const [period, value] = series[home]?.at(-1) ?? [null, null]
      return { indicator: id, area: home, seq, version, names, unit, decimals, period, value }
    })
  }

  /** Throws `catalog.unknown`, `catalog.withdrawn`. */
  const pinnedDatasets = (slugs: readonly string[]): Promise<PinnedDataset[]> =>
    Promise.all(
      slugs.map(async (slug) => {
        const { description, distributions } = await catalog.dataset(slug)
        const versions = distributions.flatMap(({ slug, current }) => (current ? [{ distribution: slug, number: current.number, sha256: current.sha256 }] : [])) // prettier-ignore
        return { slug, title: description.title, versions }
      }),
    )

  async function publicOnes<T extends { releaseId: string }>(all: T[]): Promise<T[]> {
    const gone = await gate.withdrawals(all.map(({ releaseId }) => releaseId))
    return all.filter(({ releaseId }) => !gone.has(releaseId))
  }

  /** Public at once, so that its words pass the gate. */
  async function write(tx: Tx, actor: Actor, kind: 'taken' | 'outcome', id: string, title: string, content: object) {
    const subject = `decisions/${id}`
    const entryId = await ledger.append(tx, { kind: `strategy.decision.${kind}`, actor: actor.id, subject, payload: asJson(content) }) // prettier-ignore
    const about = { module: 'strategy', id: `${subject}/${kind}`, title, address: `/decisions/${id}` }
    const { releaseId } = await gate.passWords(tx, actor, { ...about, content: asJson({ id, ...content }) })
    return { at: clock.now(), by: actor.id, entryId, releaseId }
  }

  async function found(id: string): Promise<Decision> {
    const [one] = await publicOnes([await store.find(db, id)].flatMap((one) => one ?? []))
    if (!one) throw refuse.unknown({ id })
    return one
  }

  return {
    /** The newest first, each with what was said of it last. */
    async list(): Promise<(Decision & { last: Outcome | undefined })[]> {
      const [all, outcomes] = await Promise.all([publicOnes(await store.list(db, LISTED_MAX)), publicOnes(await store.outcomes(db))]) // prettier-ignore
      return all.map((one) => ({ ...one, last: outcomes.findLast(({ decisionId }) => decisionId === one.id) }))
    },

    /** Throws `decisions.unknown`. */
    async one(id: string): Promise<Decision & { outcomes: Outcome[] }> {
      return { ...(await found(id)), outcomes: await publicOnes(await store.outcomes(db, id)) }
    },

    /** Writes a decision down. Throws `decisions.notAnOption`, `decisions.future`, `decisions.unknownIndicator`, `strategies.goalUnknown`. */
    async take(actor: Actor, given: DecisionDraft): Promise<{ id: string }> {
      demand(actor, 'strategy.edit')
      const draft = DecisionDraft.parse(given)
      if (draft.chosen >= draft.options.length) throw refuse.notAnOption({ chosen: draft.chosen + 1, most: draft.options.length }) // prettier-ignore
      if (draft.decidedOn > zone.dayOf(clock.now().getTime())) throw refuse.future({ day: draft.decidedOn })
      await strategies.demandGoals(draft.goals)
      const rests = { indicators: await pinned(draft.indicators), datasets: await pinnedDatasets(draft.datasets) }
      const [id, content] = [ids.uuid(), { ...draft, ...rests }]
      await inOne(async (tx) => {
        const act = await write(tx, actor, 'taken', id, Object.values(draft.titles)[0]!, content)
        await store.add(tx, { id, content, ...act })
      })
      return { id }
    },

    /** What came true; added, never changed, with the values of the same indicators as they are known now. */
    async tell(actor: Actor, id: string, given: OutcomeDraft): Promise<void> {
      demand(actor, 'strategy.edit')
      const draft = OutcomeDraft.parse(given)
      const decision = await found(id)
      if ((await store.outcomes(db, id)).length >= OUTCOMES_MAX) throw refuse.tooMany({ most: OUTCOMES_MAX })
      const content = { ...draft, indicators: await pinned(decision.indicators.map(({ indicator }) => indicator)) }
      await inOne(async (tx) => {
        const own = ids.uuid()
        const act = await write(tx, actor, 'outcome', id, Object.values(decision.titles)[0]!, content)
        await store.addOutcome(tx, id, { id: own, content, ...act })
      })
    },
  }
}
