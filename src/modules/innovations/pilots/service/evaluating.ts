/** What came of it: figures frozen, the sealed method run, another person who looks, and what the city does then. */
import type { Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import type { Proof } from '#platform/ledger'
import { columnsOf, columnsOfCsv, csvOfColumns, demandAnswerable, type EffectPlan } from '#stats'
import { bundleOf, bundleText, comparedIn, sha256Of, verifyEvaluation, type EvaluationBundle, type EvaluationInput } from '#verify/evaluation' // prettier-ignore
import * as rules from '../rules.ts'
import { refuse } from '../rules.ts'
import * as store from '../store.ts'
import { DecisionDraft, EvaluationDraft, type Pilot, type Plan } from '../types.ts'
import { addressOf, textOf, titleOf, type Inner } from './inner.ts'

type Figures = {
  name: string
  rows: readonly { area: string; period: string; value: number | null }[]
  from: string
}
type In<Schema extends { _zod: { input: unknown } }> = Schema['_zod']['input']
const PROGRAM = 'unia'
const MINOR = 100
/** How a workbook begins that was given another name, or was taken for text. */
const WORKBOOK = /^PK|\0/
/** Of these a row tells of a single one. */
const PERSONAL = ['person', 'household']

export function createEvaluating(inner: Inner) {
  const { db, clock, gate, own, enter, note, inOne, dayOf, today } = inner

  /** An entry's proof; undefined while the entry waits for its place. */
  async function proofOf(entryId: string): Promise<{ entry: string; proof?: Proof }> {
    try {
      return { entry: entryId, proof: await inner.ledger.proof(entryId) }
    } catch (error) {
      if (error instanceof Refusal && error.code === 'ledger.pending') return { entry: entryId }
      throw error
    }
  }

  /** An indicator's values as they are published now. */
  async function published(indicator: string, areas?: string[]): Promise<Figures> {
    const moment = await inner.indicators.moment()
    const series = moment && (await inner.indicators.asOf(moment.seq).series([indicator], areas)).get(indicator)
    const rows = (series ?? []).flatMap(({ area, points }) => points.map(({ period, value }) => ({ area, period, value }))) // prettier-ignore
    return { name: indicator, rows, from: `${inner.baseUrl}/indicators/${indicator} (publication ${moment?.seq})` }
  }

  /** What readings add up to, as far as it is open; each figure keeps the fingerprint of its readings. */
  async function read(feed: string, areas?: string[]): Promise<Figures> {
    const figures = await inner.infrastructure.feeds.figures(feed)
    const periods = (figures?.periods ?? []).filter(({ area }) => !areas || areas.includes(area))
    const prints = periods.map(({ area, period, revision, fingerprint }) => ({ area, period, revision, fingerprint }))
    return { name: feed, rows: periods, from: `${inner.baseUrl}/feeds/${feed} (readings ${sha256Of(textOf(prints))})` }
  }

  /** By area and period. Throws `pilots.noValues`. */
  async function valuesOf(
    source: Exclude<Plan['source'], { kind: 'table' }>,
  ): Promise<Omit<EvaluationInput, 'sha256'>> {
    const { areas, treated } = source
    const found = source.kind === 'feed' ? await read(source.feed, areas) : await published(source.indicator, areas)
    const { name, from } = found
    const rows = found.rows.flatMap(({ area, period, value }) => (value === null ? [] : [{ area, period, value }]))
    if (rows.length === 0) throw refuse.noValues({ name })
    const columns = {
      area: rows.map(({ area }) => area),
      period: rows.map(({ period }) => period),
      value: rows.map(({ value }) => value),
      ...(treated ? { treated: rows.map(({ area }) => (treated.includes(area) ? 1 : 0)) } : {}),
    }
    return { name: `${name}.csv`, csv: csvOfColumns(columns), from }
  }

  /** Of a table that was brought only the columns that the method names are kept. Throws `pilots.notCsv`, `stats.effects.…`. */
  function tableOf(design: EffectPlan, csv: string, from: string): Omit<EvaluationInput, 'sha256'> {
    const { numbers, names, gaps } = columnsOf(design)
    if (WORKBOOK.test(csv)) throw refuse.notCsv()
    const columns = columnsOfCsv(csv, numbers)
    demandAnswerable(design, Object.keys(columns))
    const used = [...new Set([...numbers, ...names, ...gaps])]
    return { name: 'table.csv', csv: csvOfColumns(columns, used), from }
  }

  async function inputOf({ source }: Plan, design: EffectPlan, { csv, from }: { csv?: string; from: string }) {
    if (source.kind !== 'table') {
      if (csv !== undefined) throw refuse.tableUnasked()
      return valuesOf(source)
    }
    if (csv === undefined) throw refuse.tableMissing()
    return tableOf(design, csv, from || source.what)
  }

  async function bundleFor(pilot: Pilot, given: In<typeof EvaluationDraft>): Promise<EvaluationBundle> {
    const draft = EvaluationDraft.parse(given)
    const amendments = await store.amendments(db, pilot.id)
    const plan = rules.planNow(pilot.plan, amendments)
    const method = draft.design ?? plan.design
    const bundle = bundleOf({
      title: titleOf(pilot),
      plan: { text: pilot.sealed!.text, ...(await proofOf(pilot.sealed!.entryId)) },
      amendments: await inTurn(amendments, async ({ text, entryId }) => ({ text, ...(await proofOf(entryId)) })),
      inputs: [await inputOf(plan, method, draft)],
      ...{ method, program: PROGRAM },
      cost: { cost: (draft.cost_minor ?? plan.cost_minor) / MINOR, currency: plan.currency },
    })
    const violations = rules.violationsOf({
      plan: pilot.plan,
      amendments: amendments.map(({ text, at }) => ({ text, day: dayOf(at) })),
      sealedOn: dayOf(pilot.sealed!.at),
      startedOn: pilot.startedOn!,
      ...{ evaluatedOn: today(), used: method },
      units: comparedIn(method, bundle.effect),
    })
    return { ...bundle, violations }
  }

  return {
    /**
     * Freezes the figures and runs the method. Inside until another person published it; a later evaluation takes its
     * place. Throws `pilots.state`, `pilots.tableMissing`, `pilots.tableUnasked`, `pilots.noValues`, `stats.effects.…`.
     */
    async evaluate(actor: Actor, id: string, given: In<typeof EvaluationDraft>): Promise<void> {
      const pilot = await store.find(db, id)
      if (!pilot || !actor.can('innovations.organise', pilot.organisationId)) throw refuse.unknown({ id })
      rules.demandState(pilot, 'running', 'evaluated')
      const bundle = bundleText(await bundleFor(pilot, given))
      const sha256 = sha256Of(bundle)
      await inOne(async (tx) => {
        const found = await own(tx, actor, id)
        rules.demandState(found, 'running', 'evaluated')
        const number = ((await store.evaluation(tx, id))?.number ?? 0) + 1
        const entryId = await enter(tx, actor, id, 'evaluated', { number, sha256 })
        await store.evaluate(tx, id, { number, bundle, sha256 }, { at: clock.now(), by: actor.id, entryId })
        await store.change(tx, id, { state: 'evaluated' })
      })
    },

    /**
     * Another person runs it once more and lets it out, with grounds. A table of single persons waits at the gate. Throws
     * `pilots.ownEvaluation`, `pilots.doesNotHold`, `governance.held`.
     */
    async publish(actor: Actor, id: string, grounds: string): Promise<void> {
      const before = await store.evaluation(db, id)
      if (!before) throw refuse.unknown({ id })
      if (before.by === actor.id) throw refuse.ownEvaluation()
      const bundle = JSON.parse(before.bundle) as EvaluationBundle
      const { ok, checks } = await verifyEvaluation(bundle)
      if (!ok) throw refuse.doesNotHold({ check: checks.find((check) => !check.ok)!.name })
      const findings = await findingsIn(bundle)
      await inOne(async (tx) => {
        const pilot = await own(tx, actor, id, 'innovations.verify')
        rules.demandState(pilot, 'evaluated')
        const { number, sha256, by } = (await store.evaluation(tx, id))!
        if (sha256 !== before.sha256) throw refuse.state({ state: pilot.state, allowed: ['evaluated'] })
        const subject = { module: 'innovations', kind: 'table' as const, id: `pilots/${id}/evaluations/${number}`, title: titleOf(pilot) } // prettier-ignore
        const aggregate = pilot.plan.source.kind !== 'table' || !PERSONAL.includes(pilot.plan.unit)
        const { releaseId } = await gate.passClear(tx, { id: by }, { subject, fingerprint: sha256, findings, aggregate, address: addressOf(id) }) // prettier-ignore
        const violations = bundle.violations.map((violation) => violation.id)
        const entryId = await note(tx, actor, pilot, 'published', { number, sha256, violations, grounds }, grounds)
        await store.publish(tx, id, number, { at: clock.now(), by: actor.id, entryId }, releaseId)
        await store.change(tx, id, { state: 'published' })
        await inner.events.emit(tx, 'pilots.published', { id })
      })
    },

    /** What the city does now, and what others should know; what is done everywhere it fits becomes a project. Throws `pilots.state`, `pilots.scalePlan`. */
    async decide(actor: Actor, id: string, given: In<typeof DecisionDraft>): Promise<void> {
      const decision = DecisionDraft.parse(given)
      await inOne(async (tx) => {
        const pilot = await own(tx, actor, id)
        rules.demandState(pilot, 'published')
        await note(tx, actor, pilot, 'decided', decision, decision.reasons)
        await store.change(tx, id, { state: 'decided', decision })
        await inner.events.emit(tx, 'pilots.decided', { id })
        const project = rules.projectOf(pilot, decision)
        if (project) await inner.strategy.projects.addIn(tx, actor, project)
      })
    },
  }

  async function findingsIn({ inputs }: EvaluationBundle) {
    const columns = columnsOfCsv(inputs[0]!.csv)
    const names = Object.keys(columns)
    const rows = Array.from(columns[names[0]!]!, (_, i) => names.map((name) => columns[name]![i] as string | null))
    return gate.examineTable({ columns: names.map((name) => ({ name })), rows: oneBatch(rows) })
  }
}

async function* oneBatch(rows: (string | null)[][]) {
  yield rows
}

async function inTurn<T, U>(all: readonly T[], work: (one: T) => Promise<U>): Promise<U[]> {
  const done: U[] = []
  for (const one of all) done.push(await work(one))
  return done
}
