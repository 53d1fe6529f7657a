/** An object as cells: what is nested becomes columns with the names joined, what is a list its own JSON. */
import { numberText } from '../values/number-text.ts'
import { isObject, type Plain } from './plain.ts'

/** So deep objects become columns of their own. */
const DEPTH_MAX = 3

export function flat(record: Plain, add: (name: string, value: unknown) => void, prefix = '', depth = 1): void {
  for (const [name, value] of Object.entries(record)) {
    if (isObject(value) && depth < DEPTH_MAX && !isGeometry(value)) flat(value, add, `${prefix}${name}.`, depth + 1)
    else add(prefix + name, value)
  }
}

const isGeometry = (value: Plain): boolean =>
  typeof value.type === 'string' && (Array.isArray(value.coordinates) || Array.isArray(value.geometries))

export function textOfValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '') : value
  if (typeof value === 'number') return Number.isFinite(value) ? numberText(value) : ''
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}
