/** Compiles a city's definitions once: names and units checked, references ordered, cycles named. */
import { Refusal } from '#platform/errors'
import type { Expression, Formula } from './ast.ts'
import { checkFormula, type Scope } from './check.ts'
import type { MeasureType } from './dimensions.ts'
import { leavesOf, type Input, type Leaf, type Plan, type Reference } from './plan.ts'
import { parseFormula } from './parser.ts'
import { placeOf, refuse } from './refusals.ts'
import { parseUnit } from './unit-text.ts'
import type { Ratio, Unit } from './unit.ts'

/** How many definitions may stand on one another. */
export const REFERENCE_DEPTH_MAX = 32

export type FormulaDefinition = { readonly id: string; readonly formula: string; readonly unit: string }

export type Compiled = {
  readonly id: string
  readonly formula: Formula
  readonly unit: Unit
  /** Gives values in `unit`. */
  readonly plan: Plan
  /** From the unit that the formula's own text gives to the declared one. */
  readonly conversion: Ratio
  readonly inputs: readonly Input[]
  readonly references: readonly Reference[]
  /** What each name in the formula's tree reads, and what each call computes. */
  readonly leaves: ReadonlyMap<Expression, readonly Leaf[]>
  readonly calls: ReadonlyMap<Expression, { readonly plan: Plan; readonly unit: Unit }>
}

/** Compiled definitions, each after those it refers to. */
export type Formulas = { readonly definitions: ReadonlyMap<string, Compiled> }

/** All definitions compiled. Throws the first refusal; `details.definition` says whose formula it is. */
export function compileFormulas(definitions: Iterable<FormulaDefinition>, measures: Iterable<MeasureType>): Formulas {
  const { formulas, refusals } = checkFormulas(definitions, measures)
  if (refusals[0]) throw refusals[0]
  return formulas
}

/** Every refusal, at most one a definition, and what can be computed in spite of them. */
export function checkFormulas(
  definitions: Iterable<FormulaDefinition>,
  measures: Iterable<MeasureType>,
): { formulas: Formulas; refusals: Refusal[] } {
  const refusals: Refusal[] = []
  const report: Report = (definition, { code, status, details }) =>
    void refusals.push(new Refusal(code, status, { definition, ...details }))
  const byId = new Map<string, FormulaDefinition>()
  for (const definition of definitions) {
    const { id, formula } = definition
    const place = placeOf(formula, { start: 0, end: formula.length })
    if (byId.has(id)) report(id, refuse.duplicate({ ...place, what: 'indicator', name: id }))
    else byId.set(id, definition)
  }
  const units = new Map([...byId.values()].map(({ id, unit }) => [id, attempt(id, report, () => parseUnit(unit))]))
  const scope = scopeOf(measures, units)
  const compiled = new Map<string, Compiled>()
  for (const { id, formula: text } of byId.values()) {
    const unit = units.get(id)
    const one = unit && attempt(id, report, () => compileOne(id, text, unit, scope))
    if (one) compiled.set(id, one)
  }
  return { formulas: { definitions: inOrder(compiled, report) }, refusals }
}

type Report = (definition: string, refusal: Refusal) => void

function attempt<T>(definition: string, report: Report, work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    report(definition, error)
    return undefined
  }
}

function scopeOf(measures: Iterable<MeasureType>, indicators: ReadonlyMap<string, Unit | undefined>): Scope {
  const byId = new Map([...measures].map((measure) => [measure.id, measure]))
  return {
    measures: byId,
    indicators,
    measureUnit: (id) => {
      try {
        return parseUnit(byId.get(id)!.unit)
      } catch (error) {
        throw error instanceof Refusal
          ? new Refusal(error.code, error.status, { ...error.details, measure: id })
          : error
      }
    },
  }
}

function compileOne(id: string, text: string, unit: Unit, scope: Scope): Compiled {
  const formula = parseFormula(text)
  const checked = checkFormula(formula, unit, scope)
  return { id, formula, unit, ...checked, ...leavesOf(checked.plan) }
}

/** Kahn's order: a definition comes when all it refers to have come. What never comes is on a cycle, or behind one. */
function inOrder(compiled: Map<string, Compiled>, report: Report): Map<string, Compiled> {
  const waitingFor = new Map<string, Set<string>>()
  const usedBy = new Map<string, string[]>()
  for (const { id, references } of compiled.values()) {
    const needed = new Set(references.map((reference) => reference.id))
    waitingFor.set(id, needed)
    for (const other of needed) {
      const users = usedBy.get(other)
      if (users) users.push(id)
      else usedBy.set(other, [id])
    }
  }
  const order = new Map<string, Compiled>()
  const depths = new Map<string, number>()
  const ready = [...compiled.keys()].filter((id) => waitingFor.get(id)!.size === 0)
  for (const id of ready) {
    const one = compiled.get(id)!
    const depth = Math.max(0, ...one.references.map((reference) => depths.get(reference.id)! + 1))
    waitingFor.delete(id)
    if (depth > REFERENCE_DEPTH_MAX) {
      const place = referencePlace(one, one.references[0]!.id)
      report(id, refuse.tooDeep({ ...place, max: REFERENCE_DEPTH_MAX, what: 'references' }))
      continue
    }
    depths.set(id, depth)
    order.set(id, one)
    for (const user of usedBy.get(id) ?? []) {
      const needed = waitingFor.get(user)
      if (needed?.delete(id) && needed.size === 0) ready.push(user)
    }
  }
  refuseCycles(compiled, waitingFor, report)
  return order
}

/** Follows references among what could not be ordered until one repeats: that is a cycle, told once. */
function refuseCycles(compiled: Map<string, Compiled>, waitingFor: Map<string, Set<string>>, report: Report): void {
  dropThoseBehindRefused(waitingFor)
  const followed = new Set<string>()
  for (const start of waitingFor.keys()) {
    const path: string[] = []
    let at = start
    while (!followed.has(at)) {
      followed.add(at)
      path.push(at)
      at = [...waitingFor.get(at)!].find((next) => waitingFor.has(next))!
    }
    const [first, second, ...rest] = [...path.slice(path.indexOf(at)), at]
    if (first === undefined || second === undefined || !path.includes(at)) continue
    const cycle = [first, second, ...rest]
    const place = referencePlace(compiled.get(first)!, second)
    report(first, refuse.cycle({ ...place, path: cycle, way: cycle.map((id) => `@${id}`).join(' → ') }))
  }
}

/** What waits only for refused definitions is on no cycle. Afterwards every one left waits for another one left. */
function dropThoseBehindRefused(waitingFor: Map<string, Set<string>>): void {
  for (let dropped = true; dropped;) {
    dropped = false
    for (const [id, needed] of waitingFor) {
      if ([...needed].some((other) => waitingFor.has(other))) continue
      dropped = waitingFor.delete(id)
    }
  }
}

function referencePlace({ formula, leaves }: Compiled, id: string) {
  const node = [...leaves.keys()].find((expression) => expression.kind === 'indicator' && expression.id === id)
  return placeOf(formula.text, node?.span ?? { start: 0, end: formula.text.length })
}
