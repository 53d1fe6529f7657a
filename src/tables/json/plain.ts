/** What JSON holds, as texts of cells. */
import { refuse } from '../refusals.ts'

export type Plain = Record<string, unknown>

export const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The own property, never one of every object. */
export const own = (object: Plain, name: string): unknown => (Object.hasOwn(object, name) ? object[name] : undefined)

/** Numbers as they are written shortest; '' for nothing. Throws `reading.nul`. */
export function textOf(value: unknown, line: number): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return JSON.stringify(value).slice(0, TEXT_CHARS_MAX)
  if (value.includes('\0')) throw refuse.nul({ line })
  return value.slice(0, TEXT_CHARS_MAX).toWellFormed()
}

const TEXT_CHARS_MAX = 10_000
