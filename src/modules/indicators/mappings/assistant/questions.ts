/** What has to be asked once the columns have their roles: their words, and what no column says. Pure. */
import { GUS_UNITS, plain, statusReader, type Column, type Format } from '../../reading/index.ts'
import type { Description } from '../types.ts'
import { isTidyDimension, type ColumnRole } from './roles.ts'
import type { Kind, World } from './world.ts'

export type AnswerKind = Kind | 'part' | 'unit' | 'status' | 'period'
export type Question = {
  /** The form's field. */
  field: string
  kind: AnswerKind
  /** The column's place and the word in it; without them it is asked for the whole file. */
  column?: number
  word?: string
  label?: string
  /** What was said before, else what is proposed. */
  answer: string
  /** It was proposed and nobody has said so yet. */
  proposed: boolean
}

/** Beyond so many words of a column only the first are asked for. */
const WORDS_ASKED_MAX = 200

export function questionsOf(
  columns: readonly Column[],
  roles: readonly ColumnRole[],
  { said, format }: { said: Description; format: Format | undefined },
  world: World,
): Question[] {
  const asked = columns.flatMap((column, i) => {
    const kind = isTidyDimension(column) ? undefined : kindOf(roles[i]!)
    return kind ? wordsOf(column, kind, said, world, format).map((one) => ({ ...one, field: `word-${i}-${one.at}`, column: i })) : [] // prettier-ignore
  })
  return [...constantsOf(roles, said, world), ...asked]
}

const kindOf = (role: ColumnRole): AnswerKind | undefined =>
  role === 'area' || role === 'measure' || role === 'dimension' || role === 'part' || role === 'unit' || role === 'status' ? role : undefined // prettier-ignore

const CONSTANTS = ['area', 'measure', 'period'] as const

/** What every figure has and no column says. */
function constantsOf(roles: readonly ColumnRole[], { constants = {}, mapping }: Description, world: World): Question[] {
  return CONSTANTS.filter((role) => !roles.includes(role)).map((role): Question => {
    const fixed = role === 'measure' && typeof mapping?.measure === 'string' ? mapping.measure : undefined
    const before = constants[role] ?? fixed
    const answer = before === undefined ? '' : role === 'period' ? before : world.shown(role, before)
    return { field: `constant-${role}`, kind: role, answer, proposed: false }
  })
}

type Asked = Omit<Question, 'field' | 'column'> & { at: number }

function wordsOf(
  { name, values, labels }: Column,
  kind: AnswerKind,
  said: Description,
  world: World,
  format: Format | undefined,
): Asked[] {
  const before = answersBefore(name, kind, said)
  return values
    .slice(0, WORDS_ASKED_MAX)
    .map((word, at) => ({ word, at }))
    .filter(({ word }) => before.has(word) || needsAnswer(word, kind, world, format))
    .map(({ word, at }): Asked => {
      const label = labels?.[word]
      const told = before.has(word) ? shownAs(kind, before.get(word), world) : undefined
      const answer = told ?? proposalFor(kind, word, label, world)
      return { kind, word, at, answer, proposed: told === undefined && answer !== '', ...(label && label !== word && { label }) } // prettier-ignore
    })
}

/** What is understood by itself is not asked for. */
function needsAnswer(word: string, kind: AnswerKind, { known, units }: World, format: Format | undefined): boolean {
  if (kind === 'area') return word !== '' && known.area(word) === undefined
  if (kind === 'measure') return known.measure(word) === undefined
  if (kind === 'unit') return word !== '' && word !== '-' && !units.has(word)
  if (kind === 'status') return word !== '' && statusReader(format ?? 'tidy')(word) === undefined
  return true
}

function answersBefore(name: string, kind: AnswerKind, { mapping = {} }: Description): Map<string, string | null> {
  const { measure, dimensions = {}, periods, areas = {}, units = {}, statuses = {} } = mapping
  const own = Object.entries(dimensions).find(([column]) => plain(column) === plain(name))?.[1]
  const said = {
    ...{ area: areas, unit: units, status: statuses, period: {}, dimension: own ?? {} },
    measure: typeof measure === 'object' ? measure.values : {},
    part: periods && plain(periods.column) === plain(name) ? periods.values : {},
  }[kind]
  return new Map(Object.entries(said))
}

function shownAs(kind: AnswerKind, meant: string | null | undefined, world: World): string {
  if (kind === 'area' || kind === 'measure' || kind === 'dimension') return world.shown(kind, meant)
  return meant === null ? world.shown('dimension', null) : meant === '' ? 'year' : (meant ?? '')
}

function proposalFor(kind: AnswerKind, word: string, label: string | undefined, world: World): string {
  if (kind === 'area' || kind === 'measure' || kind === 'dimension') return world.proposed(kind, word, label)
  if (kind === 'unit') return GUS_UNITS[word] ?? ''
  return kind === 'part' ? partOf(word) : ''
}

const ROMAN: Record<string, string> = { i: '1', ii: '2', iii: '3', iv: '4' }
const MONTHS = /^(stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paźdz|listop|grud)/i
const MONTH_NAMES = ['stycz', 'lut', 'mar', 'kwie', 'maj', 'czerw', 'lip', 'sierp', 'wrze', 'paźdz', 'listop', 'grud']

/** 'II kwartał' → 'Q2', 'styczeń' → 'M01', 'rok' → 'year'. */
export function partOf(word: string): string {
  const text = word.trim().toLowerCase()
  if (/^(rok|ogółem|year|rocznie)$/.test(text)) return 'year'
  const [, number = '', what = ''] = /^(iv|i{1,3}|[1-4])\.?\s*(kwart|półr)/.exec(text) ?? []
  if (what) return `${what === 'kwart' ? 'Q' : 'S'}${ROMAN[number] ?? number}`
  const month = MONTHS.exec(text)?.[1]
  return month ? `M${String(MONTH_NAMES.indexOf(month.toLowerCase()) + 1).padStart(2, '0')}` : ''
}
