/** Whether a row has the header's columns, and text that could be read. */
import type { Fault } from './cells.ts'
import type { Layout } from './types.ts'

export type Shape = {
  /** The columns that a row must have; empty ones beyond them do no harm. */
  needed: number
  /** From now on rows may hold characters that the decoder could not read. */
  doubt(): void
  fault(fields: readonly string[], broken: boolean): Fault | undefined
}

export function createShape(layout: Layout): Shape {
  const needed = layout.columns.findLastIndex((name) => name !== '') + 1
  let doubtful = false
  const fits = (fields: readonly string[]): boolean => {
    if (fields.length < needed) return false
    for (let at = needed; at < fields.length; at++) if (fields[at] !== '' && fields[at]!.trim() !== '') return false
    return true
  }
  return {
    needed,
    doubt: () => void (doubtful = true),
    fault(fields, broken) {
      if (broken) return { code: 'rowQuote', expected: '"…"', at: undefined, found: fields.join(layout.delimiter) }
      if (!fits(fields)) {
        return { code: 'rowRagged', expected: String(needed), at: undefined, found: String(fields.length) }
      }
      if (layout.action !== undefined && fields[layout.action]!.trim() === 'D')
        return { code: 'rowDeletes', expected: 'I, A, M, R', at: layout.action, found: 'D' }
      const at = doubtful ? fields.findIndex((text) => text.includes('\ufffd')) : -1
      return at < 0 ? undefined : { code: 'rowEncoding', expected: layout.encoding, at, found: fields[at]! }
    },
  }
}
