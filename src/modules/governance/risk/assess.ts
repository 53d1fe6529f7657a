/** A table judged as it is, and what could be done: drop a column, generalise, suppress; with what each loses. */
import { headerWords, type HeaderWord } from '../detectors/headers.ts'
import { baseOf, type Base } from './classes.ts'
import { numberOf } from './diversity.ts'
import { hierarchyFor, HIDDEN, levelsOf, type Hierarchy, type HierarchyKind } from './hierarchies.ts'
import { eachAlone, measureGroups } from './measure.ts'
import { refuse } from './refusals.ts'
import type { Population } from './reidentification.ts'
import { demandGoals, search, type Solution } from './search.ts'
import type { Coded, Goals, Loss, Measures, Sensitive } from './types.ts'

export const K_DEFAULT = 5
export const SUPPRESS_DEFAULT = 0.02
const PREVIEW_ROWS = 10

export type AssessOptions = Partial<Goals> & {
  suppress?: number
  minimise?: 'certainty' | 'entropy'
  population?: Population
  threshold?: number
  /** By the name of a column; else the one that fits it. */
  hierarchies?: Record<string, Hierarchy>
}

/** One column dropped. */
export type Drop = { column: string; k: number; average: number; highest: number }
export type Generalisation = {
  /** For each quasi-identifier how far up its hierarchy it goes: 0 is exact. */
  columns: {
    column: string
    hierarchy: HierarchyKind
    level: number
    levels: number
    /** The step of the hierarchy, from 1; 0 where it is exact. */
    step: number
    widths?: readonly number[]
    example: string
  }[]
  loss: Loss
  after: Measures
  /** Nothing loses less; false where there was too much to look at. */
  proven: boolean
  preview: { columns: string[]; rows: { before: string[]; after: string[] | null }[] }
}

export type Assessment = {
  goals: Goals & { suppress: number }
  now: Measures
  meets: boolean
  /** Rows that would have to go if nothing else were done. */
  suppressAlone: number
  drops: Drop[]
  generalise: Generalisation | null
}

/** Words of a hierarchy, which says how far apart they are. */
export const sensitiveBy = (column: Coded, hierarchy: Hierarchy): Sensitive => ({
  ...{ ...column, kind: 'categorical', levels: levelsOf(column, hierarchy) },
})

/** Numbers where nearly all values are: their order counts. */
export function sensitiveOf(column: Coded): Sensitive {
  const said = column.values.filter((value) => value !== '')
  const isNumbers = said.length > 0 && said.every((value) => Number.isFinite(numberOf(value)))
  return { ...column, kind: isNumbers ? 'ordered' : 'categorical' }
}

/** Throws `governance.risk.noQuasi`, `goal`, `notNested`, `populationSmaller`. */
export function assess(
  quasi: readonly Coded[],
  sensitive: readonly Sensitive[],
  options: AssessOptions = {},
): Assessment {
  if (quasi.length === 0) throw refuse.noQuasi()
  const { suppress = SUPPRESS_DEFAULT, minimise = 'certainty', hierarchies = {}, population, threshold } = options
  const { distinctL, entropyL, t, k = K_DEFAULT } = options
  const goals = { k, distinctL, entropyL, t, suppress }
  demandGoals(goals)
  const base = baseOf(quasi, sensitive, quasi[0]!.codes.length)
  const now = measureGroups(base, sensitive, eachAlone(base.sizes.length), { population, threshold })
  const chosen = quasi.map((column) => hierarchies[column.name] ?? hierarchyFor(column))
  const levels = quasi.map((column, i) => levelsOf(column, chosen[i]!))
  const found = meetsGoals(now, goals) ? undefined : search(base, sensitive, levels, { ...goals, minimise })
  return {
    ...{ goals, now, meets: meetsGoals(now, goals) },
    suppressAlone: now.sizes.reduce((sum, { size, rows }) => sum + (size < k ? rows : 0), 0),
    drops:
      quasi.length > 1 ? quasi.map((column, i) => dropped(column, quasi.toSpliced(i, 1), sensitive, threshold)) : [],
    generalise: found ? generalised({ base, quasi, sensitive, chosen, levels, found, threshold }) : null,
  }
}

export function meetsGoals({ k, sensitive }: Measures, goals: Goals): boolean {
  const { distinctL = 1, entropyL = 1, t = 1 } = goals
  return (
    k >= goals.k &&
    sensitive.every((own) => own.distinct >= distinctL && own.entropy >= entropyL - 1e-12 && own.t <= t + 1e-12)
  )
}

function dropped({ name }: Coded, rest: readonly Coded[], sensitive: readonly Sensitive[], threshold?: number): Drop {
  const base = baseOf(rest, sensitive, rest[0]!.codes.length)
  const { k, risk } = measureGroups(base, sensitive, eachAlone(base.sizes.length), { threshold })
  return { column: name, k, average: risk.prosecutor.average, highest: risk.prosecutor.highest }
}

type Ground = {
  base: Base
  quasi: readonly Coded[]
  sensitive: readonly Sensitive[]
  chosen: readonly Hierarchy[]
  levels: readonly ReturnType<typeof levelsOf>[]
  found: Solution
  threshold: number | undefined
}

function generalised(ground: Ground): Generalisation {
  const { base, quasi, sensitive, chosen, levels, found, threshold } = ground
  const kept = keptBase(base, found)
  return {
    columns: quasi.map(({ name }, i) => ({
      ...{ column: name, hierarchy: chosen[i]!.kind, level: found.levels[i]!, levels: levels[i]!.length - 1 },
      ...{ step: levels[i]![found.levels[i]!]!.step, widths: chosen[i]!.widths },
      // An exact value would be somebody's.
      example: found.levels[i] === 0 ? '' : (levels[i]![found.levels[i]!]!.values[0] ?? ''),
    })),
    ...{ loss: found.loss, proven: found.proven },
    // A population is known for exact values only: what is generalised is compared with itself.
    after: measureGroups(kept.base, sensitive, kept.groups, { threshold }),
    preview: previewOf(ground),
  }
}

/** The table without its suppressed classes. */
function keptBase({ sizes, sensitive, ...base }: Base, { groups, kept }: Solution) {
  const stays = (at: number) => kept[groups.of[at]!] === 1
  const number = new Int32Array(groups.count).fill(-1)
  let count = 0
  const of = groups.of.map((group) =>
    !kept[group] ? 0 : number[group]! >= 0 ? number[group]! : (number[group] = count++),
  )
  return {
    groups: { of, count },
    base: {
      ...base,
      sizes: sizes.map((size, at) => (stays(at) ? size : 0)),
      sensitive: sensitive.map((entries) => {
        const own = [...entries.classes.keys()].filter((i) => stays(entries.classes[i]!))
        const { different } = entries
        return {
          ...{ classes: Int32Array.from(own, (i) => entries.classes[i]!), different },
          ...{
            values: Int32Array.from(own, (i) => entries.values[i]!),
            counts: Float64Array.from(own, (i) => entries.counts[i]!),
          },
        }
      }),
    },
  }
}

/** The first rows before and after; null for one that goes. For who may see the table, and nobody else. */
function previewOf({ base, quasi, levels, found }: Ground): Generalisation['preview'] {
  const rows = Array.from({ length: Math.min(PREVIEW_ROWS, base.rows) }, (_, row) => {
    const before = quasi.map(({ values, codes }) => values[codes[row]!]!)
    const stays = found.kept[found.groups.of[base.of[row]!]!] === 1
    const after = quasi.map(({ codes }, i) => {
      const { codes: up, values } = levels[i]![found.levels[i]!]!
      return values[up[codes[row]!]!] ?? HIDDEN
    })
    return { before, after: stays ? after : null }
  })
  return { columns: quasi.map(({ name }) => name), rows }
}

const QUASI_WORDS: readonly HeaderWord[] = [
  'sex',
  'age',
  'birthDate',
  'postalCode',
  'place',
  'trait',
  'street',
  'address',
]
const IDENTIFIER_SHARE = 0.95
const ROWS_MIN = 20

export type Candidate = { column: string; as: 'identifier' | 'quasi'; why: 'name' | 'unique'; distinct: number }

/** Columns that may tell who somebody is: by their names, or because nearly every row has a value of its own. */
export function candidates(columns: readonly Coded[]): Candidate[] {
  return columns.flatMap(({ name, values, codes }): Candidate[] => {
    const words = headerWords(name)
    const isQuasi = QUASI_WORDS.some((word) => words.has(word))
    const own = { column: name, distinct: values.length }
    if (isQuasi) return [{ ...own, as: 'quasi', why: 'name' }]
    const alone = codes.length >= ROWS_MIN && values.length / codes.length >= IDENTIFIER_SHARE
    return alone ? [{ ...own, as: 'identifier', why: 'unique' }] : []
  })
}
