/** The verbs on decisions: written down with what they rest on, read by everybody, later told what came true. */
import { createHash } from 'node:crypto'
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Ids } from '#platform/ids'
import { canonical, type Json, type Ledger } from '#platform/ledger'
import { dayAfter, zoneOf } from '#stats'
import type { Analysis } from '#analysis'
import type { Catalog } from '#catalog'
import type { Gate } from '#governance'
import type { Indicators } from '#indicators'
import * as projectStore from '../projects/store.ts'
import type { Strategies } from '../strategies/service.ts'
import { refuse } from './refusals.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { Asked, DecisionDraft, OutcomeDraft, OUTCOMES_MAX, type Came, type Decision, type Outcome, type Pinned } from './types.ts' // prettier-ignore

const LISTED_MAX = 1_000

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  gate: Pick<Gate, 'passWords' | 'orHold' | 'withdrawals' | 'demandPublic'>
  indicators: Pick<Indicators, 'moment'>
  analysis: Pick<Analysis, 'input'>
  catalog: Pick<Catalog, 'dataset'>
  strategies: Pick<Strategies, 'demandGoals'>
  timezone: string
}
export type Decisions = ReturnType<typeof createDecisions>
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json
const fingerprintOf = (words: Json): string => createHash('sha256').update(canonical(words)).digest('hex')
const shown = <T extends { releaseId: string }>({ releaseId: _, ...one }: T): Omit<T, 'releaseId'> => one

export function createDecisions(needs: Needs) {
  const reading = createReading(needs)
  return { ...reading, ...createWriting(needs, reading) }
}

function createReading({ db, gate, analysis }: Needs) {
  async function publicOnes<T extends { releaseId: string }>(all: T[]): Promise<T[]> {
    const gone = await gate.withdrawals(all.map(({ releaseId }) => releaseId))
    return all.filter(({ releaseId }) => !gone.has(releaseId))
  }

  return {
    /** The newest first, each with what was said of it last. */
    async list(asked: Asked = {}): Promise<(Decision & { last: Outcome | undefined })[]> {
      const all = await publicOnes(await store.list(db, Asked.parse(asked), LISTED_MAX))
      const outcomes = await publicOnes(
        await store.outcomes(
          db,
          all.map(({ id }) => id),
        ),
      )
      const last = new Map(outcomes.map(({ decisionId, ...one }) => [decisionId, shown(one)]))
      return all.map((one) => ({ ...shown(one), last: last.get(one.id) }))
    },

    /** With what was said of it since, and beside each expected effect the value that came. Throws `decisions.unknown`, `governance.withdrawn`. */
    async one(id: string): Promise<Decision & { outcomes: Outcome[]; came: Came[] }> {
      const found = await store.find(db, id)
      if (!found) throw refuse.unknown({ id })
      await gate.demandPublic(found.releaseId)
      const outcomes = await publicOnes(await store.outcomes(db, [id]))
      const known = found.effects.length > 0 ? (await analysis.input()).indicators : []
      return { ...shown(found), outcomes: outcomes.map(({ decisionId: _, ...one }) => shown(one)), came: rules.cameOfAll(found, known) } // prettier-ignore
    },
  }
}

function createWriting(needs: Needs, { one }: ReturnType<typeof createReading>) {
  const { db, clock, ids, ledger, gate, indicators, analysis, catalog, strategies } = needs
  const zone = zoneOf(needs.timezone)
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))

  /** Values as they were known before the end of a day, or as they are now. Throws `decisions.unknownIndicator`. */
  async function pinned(wanted: readonly string[], day?: string): Promise<Pinned[]> {
    if (wanted.length === 0) return []
    const then = day === undefined ? undefined : await indicators.moment(new Date(zone.startOf(dayAfter(day))))
    const moment = then ?? (await indicators.moment())
    const { home, indicators: known } = await analysis.input(moment?.seq)
    return wanted.map((id) => {
      const found = known.find((one) => one.id === id)
      if (!found) throw refuse.unknownIndicator({ id })
      return rules.pinOf(found, home, moment, then ? undefined : day)
    })
  }

  /** Throws `catalog.unknown`, `catalog.withdrawn`. */
  async function datasetsOf(slugs: readonly string[], day: string) {
    const before = new Date(zone.startOf(dayAfter(day)))
    return Promise.all(slugs.map(async (slug) => rules.pinDataset(await catalog.dataset(slug), before)))
  }

  async function demandProjects(wanted: readonly string[]): Promise<void> {
    for (const id of wanted) if (!(await projectStore.find(db, id))) throw refuse.unknownProject({ id })
  }

  type Said = { kind: 'taken' | 'outcome'; id: string; title: string; words: Json; content: object }
  /** Public at once, so that what a person typed passes the gate; by itself, so that what another person opened is known again. */
  async function write(tx: Tx, actor: Actor, { kind, id, title, words, content }: Said) {
    const entryId = await ledger.append(tx, { kind: `strategy.decision.${kind}`, actor: actor.id, subject: `decisions/${id}`, payload: asJson(content) }) // prettier-ignore
    const subject = kind === 'taken' ? 'decisions' : `decisions/${id}/outcomes`
    const { releaseId } = await gate.passWords(tx, actor, { module: 'strategy', id: subject, title, content: words, address: `/decisions/${id}` }) // prettier-ignore
    return { at: clock.now(), by: actor.id, entryId, releaseId }
  }

  return {
    /**
     * Writes a decision down; the same words sent twice are one. Throws what `rules.demandFit` throws,
     * `decisions.unknownIndicator`, `decisions.unknownProject`, `strategies.goalUnknown`, `catalog.unknown`, and
     * `governance.held` where another person must look at the words first.
     */
    async take(actor: Actor, given: DecisionDraft): Promise<{ id: string }> {
      demand(actor, 'strategy.edit')
      const draft = DecisionDraft.parse(given)
      rules.demandFit(draft, zone.dayOf(clock.now().getTime()))
      await strategies.demandGoals(draft.goals)
      await demandProjects(draft.projects)
      const content = {
        ...draft,
        indicators: await pinned(rules.indicatorsIn(draft), draft.decidedOn),
        datasets: await datasetsOf(draft.datasets, draft.decidedOn),
      }
      const words = asJson(rules.wordsOf(draft))
      const sha256 = fingerprintOf(asJson(draft))
      return inOne(async (tx) => {
        await store.lock(tx)
        const before = await store.sameWords(tx, sha256)
        if (before) return { id: before }
        const id = ids.uuid()
        const act = await write(tx, actor, { kind: 'taken', id, title: Object.values(draft.titles)[0]!, words, content }) // prettier-ignore
        await store.add(tx, { id, content, sha256, ...act })
        return { id }
      })
    },

    /**
     * What came true; added, never changed, with the values of the same indicators as they are known now. Sent twice, it
     * is said once. Throws `decisions.unknown`, `decisions.tooMany`, `governance.held`.
     */
    async tell(actor: Actor, id: string, given: OutcomeDraft): Promise<void> {
      demand(actor, 'strategy.edit')
      const draft = OutcomeDraft.parse(given)
      const decision = await one(id)
      const content = { ...draft, indicators: await pinned(decision.indicators.map(({ indicator }) => indicator)) }
      await inOne(async (tx) => {
        await store.lock(tx)
        const before = await store.outcomes(tx, [id])
        const last = before.at(-1)
        if (last?.truth === draft.truth && last.text === draft.text) return
        if (before.length >= OUTCOMES_MAX) throw refuse.tooMany({ most: OUTCOMES_MAX })
        const own = ids.uuid()
        const act = await write(tx, actor, { kind: 'outcome', id, title: Object.values(decision.titles)[0]!, words: asJson(draft), content }) // prettier-ignore
        await store.addOutcome(tx, id, { id: own, content, ...act })
      })
    },
  }
}
