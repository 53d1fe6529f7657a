/** Data of the oracles as columns; ../shared/oracles is only on developers' machines, and what needs it is skipped without. */
import { parse } from 'csv-parse/sync'
import { existsSync, readFileSync } from 'node:fs'

export const ORACLES = ['../shared/oracles/effects', '/work/shared/oracles/effects'].find((path) => existsSync(path))

type Value = number | string | null
export type Sheet = Record<string, Value[]>

/** Empty fields are null, what looks like a number is one. */
export function sheetOf(file: string, delimiter = ','): Sheet {
  const rows = parse(readFileSync(`${ORACLES}/${file}`), { delimiter, bom: true }) as string[][]
  const [names = [], ...data] = rows
  const valueOf = (text: string): Value => (text === '' || text === 'NA' ? null : Number.isNaN(Number(text)) ? text : Number(text)) // prettier-ignore
  return Object.fromEntries(names.map((name, i) => [name, data.map((row) => valueOf(row[i]!))]))
}

export const expected = (): any => JSON.parse(readFileSync(`${ORACLES}/expected.json`, 'utf8')) // eslint-disable-line @typescript-eslint/no-explicit-any

/** To so many significant digits. */
export const closeTo = (found: number, right: number, digits = 9): boolean =>
  Math.abs(found - right) <= Math.abs(right) * 10 ** -digits + 1e-15
