/** What columns are called and what they are to the database. Pure. */
import { hierarchies } from '#governance'
import type { ColumnProfile, Dictionary, Type } from '#tables'
import { refuse } from '../refusals.ts'
import type { Column, ColumnStatistics, ColumnTreat, Figures, FoundColumn } from './types.ts'

/** PostgreSQL's names are no longer. */
const NAME_BYTES_MAX = 63
/** Larger whole numbers may not fit into eight bytes. */
const BIGINT_DIGITS_MAX = 18
const RESERVED = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid', 'oid'])

const isFit = (name: string): boolean =>
  Buffer.byteLength(name) <= NAME_BYTES_MAX && !/^_|["\p{Cc}]/u.test(name) && !RESERVED.has(name) && name.trim() !== ''

/** Throws `catalog.badColumnName` for what the database could not have, or has itself. */
export function demandNames({ fields, primaryKey = [] }: Dictionary): void {
  const names = fields.map(({ name }) => name)
  const wrong = names.find((name, i) => !isFit(name) || names.indexOf(name) !== i)
  if (wrong !== undefined) throw refuse.badColumnName({ name: wrong, bytesMax: NAME_BYTES_MAX })
  const unknown = primaryKey.find((name) => !names.includes(name))
  if (unknown !== undefined) throw refuse.unknownColumn({ name: unknown })
}

/** The dictionary with names that the database can have, and what was said of them; the file's own words stay as the source. */
export function withFitNames(dictionary: Dictionary, said: Figures['fields'] = {}): Dictionary {
  const taken = new Set<string>()
  const fields = dictionary.fields.map((found, i) => {
    const field = { ...found, ...said[found.name] }
    let name = isFit(field.name) ? field.name : shortened(field.name, i)
    for (let n = 2; taken.has(name); n++) name = `${shortened(field.name, i).slice(0, 50)}_${n}`
    taken.add(name)
    return name === field.name ? field : { ...field, name, source: field.source ?? field.name }
  })
  return { ...dictionary, fields }
}

function shortened(name: string, i: number): string {
  let text = name.replace(/["\p{Cc}]/gu, ' ').replace(/^[_\s]+/, '').trim() // prettier-ignore
  while (Buffer.byteLength(text) > NAME_BYTES_MAX) text = [...text].slice(0, -1).join('').trim()
  return text === '' || RESERVED.has(text) ? `column_${i + 1}` : text
}

const SQL: Record<Type, string> = {
  ...{ integer: 'bigint', number: 'numeric', boolean: 'boolean', date: 'date', datetime: 'timestamp', time: 'time' },
  ...{
    year: 'integer',
    latitude: 'double precision',
    longitude: 'double precision',
    geojson: 'geometry(Geometry,4326)',
  },
  ...{ code: 'text', string: 'text' },
}
const OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/

export function sqlTypeOf(type: Type, found: ColumnProfile | undefined): string {
  if (type === 'integer' && (found?.longest ?? 0) > BIGINT_DIGITS_MAX) return 'numeric'
  if (type === 'datetime' && [found?.min, found?.max].some((value) => OFFSET.test(value ?? ''))) return 'timestamptz'
  return SQL[type]
}

/** What is left of a value. Rules are kept to by what they make of a missing value: nothing. */
export function treating(rules: readonly ColumnTreat[]): (value: string | null) => string | null {
  const each = rules.map(treatOf)
  return (value) => each.reduce<string | null>((text, rule) => (text === null ? null : rule(text)), value)
}

function treatOf(treat: ColumnTreat): (text: string) => string | null {
  switch (treat.rule) {
    case 'drop':
      return () => null
    case 'round':
      return (text) => (Number.isFinite(Number(text)) ? roundTo(Number(text), treat.to) : null)
    case 'period':
      return (text) => (/^\d{4}-\d\d/.test(text) ? (treat.to === 'year' ? text.slice(0, 4) : text.slice(0, 7)) : null)
    case 'beginning':
      return (text) => [...text].slice(0, treat.chars).join('')
    case 'generalise':
      return hierarchies.generalising(treat.by, treat.step, treat.widths)
    case 'map':
      return (text) => (Object.hasOwn(treat.values, text) ? treat.values[text]! : null)
  }
}

/** To the nearest multiple, with no more decimals than that has. */
function roundTo(value: number, to: number): string {
  const decimals = String(to).split('.')[1]?.length ?? 0
  return (Math.round(value / to) * to).toFixed(decimals)
}

/** What a column is once it is treated: beginnings and periods are no numbers and days any more. */
const TEXTS: readonly ColumnTreat['rule'][] = ['period', 'beginning', 'map', 'generalise']
export const typeAfter = (type: Type, rules: readonly ColumnTreat[]): Type =>
  rules.some(({ rule }) => TEXTS.includes(rule)) ? 'string' : type

/** The part of a dictionary that says what the public columns are. */
export function publicDictionary(dictionary: Dictionary, columns: readonly Column[]): Dictionary {
  const byName = new Map(dictionary.fields.map((field) => [field.name, field]))
  const { title, description, primaryKey } = dictionary
  const names = new Set(columns.map(({ name }) => name))
  const key = primaryKey?.every((name) => names.has(name)) ? primaryKey : undefined
  return {
    ...(title && { title }),
    ...(description && { description }),
    fields: columns.map(({ name, type }) => {
      const field: Partial<Dictionary['fields'][number]> = byName.get(name) ?? {}
      const { unit, constraints, codes } = type === field.type ? field : {}
      return {
        ...{ name, type },
        ...(field.title && { title: field.title }),
        ...(field.description && { description: field.description }),
        ...(unit !== undefined && { unit }),
        ...(constraints && { constraints }),
        ...(codes && { codes }),
      }
    }),
    ...(key && { primaryKey: key }),
  }
}

export const statisticsOf = (found: ColumnProfile, name: string): ColumnStatistics => {
  const { type, count, missing, distinct, min, max, mean, quantiles, histogram, top, longest } = found
  return { name, type, count, missing, distinct, min, max, mean, quantiles, histogram, top, longest }
}

const EXAMPLES = 3
const EXAMPLE_CHARS_MAX = 80

/** What is kept of how a column was told, for those who mend. */
export const foundOf = (column: ColumnProfile): FoundColumn => {
  const { name, index, type, format, unit, decimalChar, missingValues, evidence, count, missing } = column
  return {
    ...{ name, index, type, format, unit, decimalChar, missingValues, count, missing },
    evidence: evidence.map((one) => ({ ...one, places: one.places.slice(0, EXAMPLES) })),
    distinct: column.distinct.count,
    examples: column.top.values.slice(0, EXAMPLES).map(({ value }) => value.slice(0, EXAMPLE_CHARS_MAX)),
  }
}

/** The same for those who are not shown what stands in the file. */
export const withoutValues = (column: FoundColumn): FoundColumn => ({
  ...column,
  missingValues: [],
  evidence: column.evidence.map((one) => ({ ...one, places: [] })),
  examples: [],
})
