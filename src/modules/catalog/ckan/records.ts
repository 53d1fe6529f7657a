/** Records as publishers' clients change them: put in, changed by their key, taken out. Pure. */
import { invalid } from './errors.ts'

/** What is changed record by record is held in memory; larger tables come as files. */
export const RECORDS_MAX = 200_000
export const RECORDS_BYTES_MAX = 50_000_000
/** How records are kept as a delivery. */
export const RECORDS_FILE = { fileName: 'records.ndjson', mediaType: 'application/x-ndjson' } as const

export type Row = Record<string, unknown>
export type Table = { names: readonly string[]; rows: readonly Row[] }
export const METHODS = ['upsert', 'insert', 'update'] as const
export type Method = (typeof METHODS)[number]

export const linesOf = ({ names, rows }: Table): string =>
  rows.map((row) => `${JSON.stringify(Object.fromEntries(names.map((name) => [name, row[name] ?? null])))}\n`).join('')

export function tableOf(lines: string): Table {
  const rows = lines.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Row) // prettier-ignore
  return { names: Object.keys(rows[0] ?? {}), rows }
}

const said = (value: unknown): string | undefined =>
  value === null || value === undefined || value === '' ? undefined : typeof value === 'object' ? JSON.stringify(value) : String(value) // prettier-ignore

/** Throws a validation error where a column of the key is missing from a record, or none tells records apart. */
function keyIn(row: Row, key: readonly string[], at: number): string {
  const values = key.map((name) => said(row[name]))
  const missing = key.filter((_, i) => values[i] === undefined)
  if (missing.length > 0) throw invalid({ records: [`row ${at + 1} has no value of the key: ${missing.join(', ')}`] })
  return JSON.stringify(values)
}

function placesOf(rows: readonly Row[], key: readonly string[]): Map<string, number> {
  const places = new Map<string, number>()
  rows.forEach((row, at) => {
    const id = keyIn(row, key, at)
    if (places.has(id)) throw invalid({ primary_key: [`row ${at + 1} has the key of row ${places.get(id)! + 1}`] })
    places.set(id, at)
  })
  return places
}

export type Changed = { records: readonly Row[]; method: Method; key: readonly string[] }

/**
 * The table after the change. An update leaves what it does not name; what is put in has nothing there. Throws validation errors
 * that name the record, as CKAN does: nothing of a change is done where a part of it cannot be.
 */
export function changed({ names, rows }: Table, { records, method, key }: Changed): Table {
  const known = names.length > 0 ? names : Object.keys(records[0] ?? {})
  records.forEach((record, at) => {
    const extra = Object.keys(record).filter((name) => name !== '_id' && !known.includes(name))
    if (extra.length > 0) throw invalid({ records: [`row ${at + 1} has extra keys: ${extra.join(', ')}`] })
  })
  const unknown = key.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw invalid({ primary_key: unknown.map((name) => `field "${name}" not in table`) })
  if (key.length === 0 && method !== 'insert') throw invalid({ primary_key: ['table does not have a unique key defined'] }) // prettier-ignore
  const next = [...rows]
  const places = key.length > 0 ? placesOf(rows, key) : undefined
  records.forEach((record, at) => {
    const id = places && keyIn(record, key, at)
    const place = id === undefined ? undefined : places!.get(id)
    if (place === undefined && method === 'update') throw invalid({ key: [`row ${at + 1}: no record has this key`] })
    if (place !== undefined && method === 'insert') throw invalid({ records: [`row ${at + 1}: a record has this key already`] }) // prettier-ignore
    if (id !== undefined && place === undefined) places!.set(id, next.length)
    if (place === undefined) next.push(record)
    else next[place] = { ...next[place], ...record }
  })
  if (next.length > RECORDS_MAX) throw invalid({ records: [`a table that is changed by records has at most ${RECORDS_MAX} of them; deliver a file`] }) // prettier-ignore
  return { names: known, rows: next }
}

/** The table without the records that have, of each column that is named, one of the values. */
export function without({ names, rows }: Table, filters: Record<string, unknown>): Table {
  const unknown = Object.keys(filters).filter((name) => !names.includes(name))
  if (unknown.length > 0) throw invalid({ filters: unknown.map((name) => `field "${name}" not in table`) })
  const wanted = Object.entries(filters).map(([name, values]) => [name, new Set((Array.isArray(values) ? values : [values]).map(said))] as const) // prettier-ignore
  const kept = rows.filter((row) => !wanted.every(([name, values]) => values.has(said(row[name]))))
  if (kept.length === 0) throw invalid({ filters: ['no record would be left; without filters the whole table is taken back'] }) // prettier-ignore
  return { names, rows: kept }
}
