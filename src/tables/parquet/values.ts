/** What a Parquet column holds, as the text of a cell. */
import { numberText } from '../values/number-text.ts'

const CELL_CHARS_MAX = 1_000_000

export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value.replaceAll('\0', '')
  if (typeof value === 'number') return Number.isFinite(value) ? numberText(value) : ''
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  const text = JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one)) as string | undefined // prettier-ignore
  return (text ?? '').slice(0, CELL_CHARS_MAX)
}
