/** Whether a strategy holds together, and what differs between two versions. Pure: no clock, no database. */
import { isDeepStrictEqual } from 'node:util'
import { refuse } from './refusals.ts'
import { goalKey, type Content, type Goal, type GoalOf, type Strategy } from './types.ts'

type Path = (string | number)[]
/** What is wrong, and where it stands: `goals[3].parent`. */
export type Fault = { path: Path } & (
  | { kind: 'years' }
  | { kind: 'twice'; code: string }
  | { kind: 'circle'; code: string; way: string[] }
  | { kind: 'unknownArea'; code: string; allowed: string[] }
  | { kind: 'unknownParent'; code: string }
  | { kind: 'otherArea'; code: string; parent: string }
  | { kind: 'unknownIndicator'; id: string }
  | { kind: 'moreThanAdopted'; adopted: number; count: number }
)
type Known = { indicators?: ReadonlySet<string> | undefined }

/** Everything that is wrong. Without `indicators` nothing is said of those that it names. */
export function faultsOf(draft: Content, { indicators }: Known): Fault[] {
  const { areas, goals, goalsAdopted } = draft
  const allowed = areas.map(({ code }) => code)
  const byCode = new Map(goals.map((goal) => [goal.code, goal]))
  return [
    ...(draft.from > draft.to ? [{ kind: 'years' as const, path: ['to'] }] : []),
    ...twice(['areas'], allowed),
    ...twice(['goals'], goals.map(({ code }) => code)), // prettier-ignore
    ...(goalsAdopted !== undefined && goals.length > goalsAdopted
      ? [{ kind: 'moreThanAdopted' as const, path: ['goalsAdopted'], adopted: goalsAdopted, count: goals.length }]
      : []),
    ...goals.flatMap((goal, i): Fault[] => [
      ...(allowed.includes(goal.area)
        ? []
        : [{ kind: 'unknownArea' as const, path: ['goals', i, 'area'], code: goal.area, allowed }]),
      ...ofParent(goal, ['goals', i, 'parent'], byCode),
      ...twice(['goals', i, 'directions'], goal.directions.map(({ code }) => code)), // prettier-ignore
      ...unknown(['goals', i, 'indicators'], goal.indicators, indicators),
      ...goal.directions.flatMap((direction, j) =>
        unknown(['goals', i, 'directions', j, 'indicators'], direction.indicators, indicators),
      ),
    ]),
  ]
}

/** Throws the first fault as `strategies.<kind>`, with the place. */
export function demandWhole(draft: Content, known: Known): void {
  const [fault] = faultsOf(draft, known)
  if (!fault) return
  const { kind, path, ...details } = fault
  throw refuse[kind]({ ...details, where: placeOf(path) })
}

export const placeOf = (path: Path): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`)).join('')

function twice(path: Path, codes: readonly string[]): Fault[] {
  const seen = new Set<string>()
  return codes.flatMap((code, i) => {
    if (seen.has(code)) return [{ kind: 'twice' as const, path: [...path, i, 'code'], code }]
    seen.add(code)
    return []
  })
}

function ofParent({ code, area, parent }: Goal, path: Path, goals: ReadonlyMap<string, Goal>): Fault[] {
  if (parent === undefined) return []
  const above = goals.get(parent)
  if (!above) return [{ kind: 'unknownParent', path, code: parent }]
  const way = [code]
  for (let next: string | undefined = parent; next !== undefined; next = goals.get(next)?.parent) {
    if (next === code) return [{ kind: 'circle', path, code, way: [...way, code] }]
    if (way.includes(next)) break
    way.push(next)
  }
  return above.area === area ? [] : [{ kind: 'otherArea', path, code, parent }]
}

const unknown = (path: Path, ids: readonly string[], known: Known['indicators']): Fault[] =>
  known ? ids.flatMap((id, i) => (known.has(id) ? [] : [{ kind: 'unknownIndicator', path: [...path, i], id }])) : []

/** By what one sees whether a goal is reached: its own indicators, then those of its directions, each once. */
export const indicatorsOf = ({ indicators, directions }: Goal): string[] => [
  ...new Set([...indicators, ...directions.flatMap((one) => one.indicators)]),
]

export const goalsOf = (strategies: readonly Strategy[]): GoalOf[] =>
  strategies.flatMap((strategy) => strategy.goals.map((goal) => ({ key: goalKey(strategy.id, goal.code), strategy, goal }))) // prettier-ignore

/** Does the strategy hold in that year? */
export const holdsIn = ({ from, to }: Pick<Content, 'from' | 'to'>, year: number): boolean => from <= year && year <= to

export const contentOf = ({ version: _v, at: _a, grounds: _g, entryId: _e, ...content }: Strategy): Content => content

export const same = (a: Content, b: Content): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)))

/** What another version says otherwise. */
export type Differences = { added: string[]; removed: string[]; changed: string[]; about: boolean }
export function differences(before: Content | undefined, after: Content): Differences {
  const [old, now] = [before?.goals ?? [], after.goals]
  const was = new Map(old.map((goal) => [goal.code, goal]))
  const is = new Set(now.map(({ code }) => code))
  const rest = ({ goals: _, ...content }: Content) => content
  return {
    added: now.filter(({ code }) => !was.has(code)).map(({ code }) => code),
    removed: old.filter(({ code }) => !is.has(code)).map(({ code }) => code),
    changed: now.filter((goal) => was.has(goal.code) && !isDeepStrictEqual(was.get(goal.code), goal)).map(({ code }) => code), // prettier-ignore
    about: before === undefined || !isDeepStrictEqual(rest(before), rest(after)),
  }
}
