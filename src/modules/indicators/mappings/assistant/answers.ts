/** Answers become a description of the columns, or problems at their fields. Pure. */
import { readDimension, readPeriod, type Column } from '../../reading/index.ts'
import type { Description } from '../types.ts'
import type { Question } from './questions.ts'
import { isTidyDimension, spreadOf, type ColumnRole } from './roles.ts'
import type { World } from './world.ts'

/** What is wrong with an answer: it is none of its kind, it lacks, a role is given twice, no column holds figures. */
export type Problem = { field: string; code: Question['kind'] | 'lacking' | 'twice' | 'valueless' }
type Words = Record<string, string | null>
type Said = { description: Description; problems: Problem[] }

/** `before`: the columns as they were before figures of several things in a row were told apart. */
export function describedBy(
  columns: readonly Column[],
  roles: readonly ColumnRole[],
  answers: readonly Question[],
  world: World,
  before: { columns: readonly Column[]; roles: readonly ColumnRole[] } = { columns, roles },
): Said {
  const problems: Problem[] = []
  const meant = new Map(answers.map((one) => [one, meaningOf(one, world, problems)]))
  const words = (kind: Question['kind'], column?: number): Words =>
    Object.fromEntries(
      answers
        .filter((one) => one.kind === kind && one.word !== undefined && (column === undefined || one.column === column))
        .map((one) => [one.word!, meant.get(one)] as const)
        .filter((entry): entry is [string, string | null] => entry[1] !== undefined),
    )
  const constant = (kind: 'area' | 'measure' | 'period') => {
    const one = answers.find((question) => question.kind === kind && question.column === undefined)
    if (one && meant.get(one) === undefined && one.answer.trim() === '') problems.push({ field: one.field, code: 'lacking' }) // prettier-ignore
    return (one && meant.get(one)) ?? undefined
  }
  const spread = spreadOf(before.columns, before.roles)
  const description: Description = {
    columns: namesByRole(columns, roles, spread),
    ...entries('constants', { area: constant('area'), measure: constant('measure'), period: constant('period') }),
    ...entries('mapping', mappingOf(columns, roles, words, world)),
    ...(spread && { spread }),
  }
  return { description, problems }
}

/** The columns that play one role each; a spread table names its own. */
function namesByRole(columns: readonly Column[], roles: readonly ColumnRole[], spread: string[] | undefined) {
  const named = columns.flatMap(({ name }, i) => {
    const role = roles[i]!
    if (role === 'part' || role === 'ignore' || (role === 'dimension' && !isTidyDimension(columns[i]!))) return []
    return spread && role === 'value' ? [] : [[role, name] as const]
  })
  return Object.fromEntries(named)
}

function mappingOf(
  columns: readonly Column[],
  roles: readonly ColumnRole[],
  words: (kind: Question['kind'], column?: number) => Words,
  world: World,
) {
  const at = (role: ColumnRole) => roles.indexOf(role)
  const measures = measureWords(columns[at('measure')], words('measure'), world)
  const dimensions = columns.flatMap((column, i) =>
    roles[i] === 'dimension' && !isTidyDimension(column) ? [[column.name, words('dimension', i)] as const] : [],
  )
  const ignored = columns.filter(({ name }, i) => roles[i] === 'ignore' && name !== '').map(({ name }) => name)
  return {
    measure: Object.keys(measures).length > 0 ? { column: columns[at('measure')]!.name, values: measures } : undefined,
    dimensions: dimensions.length > 0 ? Object.fromEntries(dimensions) : undefined,
    periods: at('part') >= 0 ? { column: columns[at('part')]!.name, values: words('part') } : undefined,
    areas: some(words('area')),
    units: some(words('unit')),
    statuses: some(words('status')),
    ignored: ignored.length > 0 ? ignored : undefined,
  }
}

/** Where some words had to be asked for, those that are ids already mean themselves. */
function measureWords(column: Column | undefined, asked: Words, { known }: World): Words {
  if (!column || Object.keys(asked).length === 0) return {}
  const ids = column.values.filter((value) => known.measure(value) !== undefined)
  return { ...Object.fromEntries(ids.map((id) => [id, id])), ...asked }
}

const some = (all: Words): Record<string, string> | undefined =>
  Object.keys(all).length > 0 ? (all as Record<string, string>) : undefined

/** `{ [name]: what }` without what is undefined in it; nothing where nothing is left. */
function entries<const Name extends string, T extends object>(name: Name, what: T) {
  const kept = Object.entries(what).filter(([, value]) => value !== undefined)
  return kept.length > 0 ? ({ [name]: Object.fromEntries(kept) } as Record<Name, T>) : {}
}

/** An empty answer leaves the word undecided: its rows are rejected, and it is asked again. */
function meaningOf(question: Question, world: World, problems: Problem[]): string | null | undefined {
  const { kind, field } = question
  const answer = question.answer.trim()
  if (answer === '') return undefined
  const wrong = () => void problems.push({ field, code: kind })
  if (kind === 'area' || kind === 'measure') return world.meant(kind, answer) ?? (world.meant(kind, answer) === null ? null : wrong()) // prettier-ignore
  if (kind === 'dimension') {
    const meant = world.meant(kind, answer)
    return meant !== undefined ? meant : (readDimension(answer)?.text ?? wrong())
  }
  if (kind === 'period') return readPeriod(answer) ?? wrong()
  if (kind === 'part') return answer === 'year' ? '' : /^(S[12]|Q[1-4]|M(0[1-9]|1[0-2]))$/.test(answer) ? answer : wrong() // prettier-ignore
  if (kind === 'unit') return world.known.unitFactor(answer, answer) === undefined ? wrong() : answer
  return answer.length > 20 ? wrong() : answer
}
