/** Which delimiter a text is cut by: how alike its records come out over the whole file, and how clean its cells in the first. */
import { DELIMITERS, type Delimiter, type Dialect } from '../types.ts'
import type { Cutting } from './cutting.ts'
import { createRecords } from './records.ts'

const SAMPLE_RECORDS = 200
const SHARE_MIN = 0.3
/** Closer than this two candidates are alike. */
const ALIKE = 0.1
const NUMBER = /^\s*[-+−–]?\d[\d\s.,'’]*\D{0,6}$/

/** The lines' own end, the most frequent. */
export function lineEndOf({ lineEnds }: Cutting): Dialect['lineEnd'] {
  const [first] = Object.entries(lineEnds).toSorted(([, a], [, b]) => b - a)
  return (first?.[1] ?? 0) > 0 ? (first![0] as Dialect['lineEnd']) : '\n'
}

/** `sample`: the beginning of the text; `last`: it is all of it. */
export function delimiterOf(cutting: Cutting, quote: Dialect['quote'], sample: string, last: boolean): Delimiter {
  const candidates = DELIMITERS.map((delimiter, order) => ({ delimiter, order, ...cutting.by(delimiter) }))
    .filter(({ fields, share }) => fields > 1 && share >= SHARE_MIN)
    .map((one) => ({ ...one, score: one.share * cleanness(one.delimiter, quote, sample, last) }))
  if (candidates.length === 0) return DELIMITERS.find((one) => cutting.by(one).marks === 0) ?? '|'
  const best = Math.max(...candidates.map(({ score }) => score))
  const [chosen] = candidates
    .filter(({ score }) => score > best - ALIKE)
    .toSorted((a, b) => position(a.first) - position(b.first) || a.order - b.order)
  return chosen!.delimiter
}

const position = (first: number): number => (first < 0 ? Infinity : first)

/** The share of cells without another delimiter in them; one in a number is its decimal comma. */
function cleanness(delimiter: Delimiter, quote: Dialect['quote'], sample: string, last: boolean): number {
  const others = DELIMITERS.filter((one) => one !== delimiter)
  let cells = 0
  let clean = 0
  let left = SAMPLE_RECORDS
  const records = createRecords(
    delimiter,
    (_, fields) => {
      if (left-- <= 0 || fields.length < 2) return
      for (const field of fields) {
        if (field === '') continue
        cells++
        if (!others.some((other) => field.includes(other)) || NUMBER.test(field)) clean++
      }
    },
    1,
    quote,
  )
  records.push(sample, last)
  return cells === 0 ? 0 : clean / cells
}
