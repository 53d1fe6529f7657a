/**
 * SDMX-CSV, 1.0 and 2.0: codes instead of "code: name", values as they are without their multiplier, one column for each
 * component. A row that only attaches attributes to a part of a key has no figure and is left out.
 */
import { plain } from './roles.ts'
import type { Table } from './table.ts'

/** What says nothing about which figure it is. */
const TECHNICAL = ['structure', 'structureid', 'structurename', 'dataflow', 'action', 'serieskey', 'obskey', 'lastupdate', 'freq', 'frequency', 'timeformat', 'decimals', 'unitmult'] // prettier-ignore
const ROLES = /^(refarea|geo|area|cities|indicator|measure|breakdown|dimension|timeperiod|time|unitmeasure|unit|obsstatus|obsflag|reason|comment|commentobs|obscom)$/ // prettier-ignore
/** Texts of their own, which may hold ': '. */
const FREE = /^(comment|commentobs|obscom|reason)$/

export const isSdmx = ([first = '', second = '']: readonly string[]): boolean =>
  (/^STRUCTURE(\[.\])?$/.test(first) && second === 'STRUCTURE_ID') || /^DATAFLOW(:|$)/.test(first)

const idOf = (name: string): string =>
  name
    .split(': ')[0]!
    .replace(/\[.*\]$/, '')
    .trim()

export function sdmxTable(table: Table): Table {
  const names = table.columns
  const ids = names.map(idOf)
  const plains = ids.map(plain)
  const value = plains.indexOf('obsvalue')
  const multiplier = plains.indexOf('unitmult')
  const both = names.some((name) => name.includes(': '))
  const kept = columnsKept(plains).filter((i) => i !== multiplier)
  const action = kept.findIndex((i) => plains[i] === 'action')
  const dimensions = kept.flatMap((i, at) =>
    i < value && !TECHNICAL.includes(plains[i]!) && !ROLES.test(plains[i]!) ? [at] : [],
  )
  const keys = kept.filter((i) => i < value && !TECHNICAL.includes(plains[i]!))

  const cellOf = (fields: readonly string[], i: number): string => {
    const text = fields[i] ?? ''
    if (i === value) return multiplied(text, fields[multiplier])
    if (FREE.test(plains[i]!)) return text
    const code = both ? text.split(': ')[0]! : text
    return plains[i] === 'breakdown' && code === SDMX_TOTAL ? '' : fromSdmxId(code)
  }
  const short = (length: number) => Math.max(0, length - names.length + kept.length)
  const taken = (fields: readonly string[]) => kept.map((i) => cellOf(fields, i))
  const hasNoFigure = (fields: readonly string[]): boolean => {
    if (value < 0 || (fields[value] ?? '').trim() !== '') return false
    const verb = fields[plains.indexOf('action')]?.trim()
    return verb !== 'D' && (verb === 'M' || keys.some((i) => (fields[i] ?? '').trim() === ''))
  }
  return {
    ...table,
    format: 'sdmx-csv',
    columns: kept.map((i) => ids[i]!),
    dimensions,
    ...(action >= 0 && { action }),
    sample: table.sample.map(({ line, fields }) => ({ line, fields: taken(fields) })),
    rows: (sink) =>
      table.rows({
        ...sink,
        row(line, fields, broken) {
          if (broken) return sink.row(line, fields, broken)
          // As much too short as it was.
          if (fields.length < names.length) return sink.row(line, fields.slice(0, short(fields.length)), broken)
          if (hasNoFigure(fields)) return sink.skip()
          sink.row(line, [...taken(fields), ...fields.slice(names.length)], broken)
        },
      }),
  }
}

/** With labels=name each component's column is followed by one of names. */
function columnsKept(plains: readonly string[]): number[] {
  const all = [...plains.keys()]
  if (!plains.includes('structurename')) return all
  const first = plains.findLastIndex((name) => ['structurename', 'action', 'serieskey', 'obskey'].includes(name)) + 1
  return all.filter((i) => (i < first ? plains[i] !== 'structurename' : (i - first) % 2 === 0))
}

/** UNIT_MULT says how many zeros were left out. */
function multiplied(value: string, multiplier: string | undefined): string {
  const power = Number(multiplier?.split(': ')[0] ?? '')
  const number = value.trim()
  if (!Number.isInteger(power) || power === 0 || !/^[+-]?\d+([.,]\d+)?$/.test(number)) return value
  return `${number}e${power}`
}

/** The code of what is not broken down. */
export const SDMX_TOTAL = '_T'

const ESCAPED = /\$([0-9A-F]{2})/g

/** What stands in the house's own codes for characters that SDMX does not allow in one: '$2E' for a point. */
export function fromSdmxId(id: string): string {
  if (!id.includes('$')) return id
  try {
    return decodeURIComponent(id.replaceAll('%', '%25').replace(ESCAPED, '%$1'))
  } catch {
    return id
  }
}

/** A code of the letters, digits, '-' and '_' that SDMX allows, from which `fromSdmxId` gives the same back. */
export function toSdmxId(text: string): string {
  return encodeURIComponent(text).replace(/[^A-Za-z0-9_%-]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%', '$') // prettier-ignore
}
