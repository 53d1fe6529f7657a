/** What the formula engine says no to, each with the place in the text and what would be right. */
import { refusals } from '#platform/errors'

export const refuse = refusals('indicators.formula', {
  syntax: 422,
  tooLong: 422,
  tooDeep: 422,
  unknownMeasure: 422,
  unknownDimension: 422,
  unknownDimensionValue: 422,
  severalValues: 422,
  unknownIndicator: 422,
  unknownFunction: 422,
  arguments: 422,
  lagCount: 422,
  unit: 422,
  unitMismatch: 422,
  unitNotScalable: 422,
  cycle: 422,
  duplicate: 422,
})

/** From (inclusive) and to (exclusive), in UTF-16 units of the text. */
export type Span = { readonly start: number; readonly end: number }

/** Where a span of a text stands: offset from 0, line and column from 1, and what is written there. */
export type Place = { offset: number; length: number; line: number; column: number; text: string }

const SHOWN_CHARS_MAX = 120

export function placeOf(source: string, { start, end }: Span): Place {
  const before = source.slice(0, start)
  const lastBreak = before.lastIndexOf('\n')
  const text = source.slice(start, end)
  return {
    offset: start,
    length: end - start,
    line: before.split('\n').length,
    column: start - lastBreak,
    text: text.length > SHOWN_CHARS_MAX ? `${text.slice(0, SHOWN_CHARS_MAX)}…` : text,
  }
}

/** For a sentence with a suggestion: `hint` says whether there is one. */
export type Suggestion = { hint: 'nearest' | 'none'; nearest: string }

const COMPARED_CHARS_MAX = 80

/** The known name that a wrong one most likely meant: few letters apart, or one that it begins. */
export function nearest(name: string, known: Iterable<string>): Suggestion {
  const wanted = name.toLowerCase().slice(0, COMPARED_CHARS_MAX)
  let best = ''
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of known) {
    const other = candidate.toLowerCase()
    const distance =
      wanted.length >= 3 && other.startsWith(wanted)
        ? 1
        : Math.abs(other.length - wanted.length) >= bestDistance
          ? Infinity
          : editDistance(wanted, other.slice(0, COMPARED_CHARS_MAX))
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return { hint: best ? 'nearest' : 'none', nearest: best }
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1)
    }
    ;[beforeLast, last] = [last, row]
  }
  return last[b.length]!
}
