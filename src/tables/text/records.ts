/**
 * RFC 4180 records out of streamed text. Our own, not csv-parse: there a quote left open takes the rest of the file with it,
 * here it costs its line; and next to COPY its 0.35 to 0.6 million rows a second are too few (here 1.3 to 2.2, measured alike).
 */
import { createSigns } from '#platform/text'
import { withoutApostrophe } from '../neutral.ts'
import { refuse } from '../refusals.ts'
import type { Delimiter, Dialect } from '../types.ts'
import { cellOf, cellsOf, roomFor, type Cells } from './cells.ts'

/** Of one line, and of one record. */
export const LINE_CHARS_MAX = 1_000_000
/** Of one quoted field; where no quote closes it within these, the quote is taken for broken. */
export const QUOTED_CHARS_MAX = 400_000
export const COLUMNS_MAX = 500

const LF = 10
const CR = 13
const APOSTROPHE = 39

/**
 * The fields are good only during the call. `broken`: a quote does not close; the fields are the line cut at delimiters.
 * `from`: the column where the figure stands, in a table that has several in a row.
 */
export type RecordSink = (line: number, fields: string[], broken: boolean, from?: number) => void
/** The same of fields that are not cut out of their text: `count` of the cells, from the `first`. */
export type CellSink = (line: number, cells: Cells, first: number, count: number, broken: boolean) => void

export type Records = {
  /** Takes the next text; `last` says that no more comes. Throws `reading.lineTooLong`. */
  push(text: string, last: boolean): void
  /** The line where the next record begins, from 1. */
  line(): number
}

/** The text at hand and the records read from it. */
type Reader = {
  delimiter: Delimiter
  quote: Dialect['quote']
  /** No more text comes. */
  last: boolean
  cells: Cells
  /** The text's, and more behind its end. */
  signs: Uint16Array
  /** Cells of the records that were read, and of the one being read as far as it came. */
  count: number
  /** Lines that the record takes. */
  lines: number
  /** A quote that was found to close a field stands behind others that are doubled. */
  doubled: boolean
}

const INCOMPLETE = -1
const BROKEN = -2

export function createRecords(
  delimiter: Delimiter,
  sink: RecordSink,
  firstLine = 1,
  quote: Dialect['quote'] = '"',
): Records {
  const fields: string[] = []
  const take: CellSink = (line, cells, first, count, broken) => {
    fields.length = count
    for (let i = 0; i < count; i++) fields[i] = cellOf(cells, first + i)
    sink(line, fields, broken)
  }
  return cutRecords(delimiter, take, firstLine, quote)
}

/** The cells that the sink is told of are good until more text is pushed. */
export function cutRecords(
  delimiter: Delimiter,
  sink: CellSink,
  firstLine = 1,
  quote: Dialect['quote'] = '"',
): Records {
  const reader: Reader = { delimiter, quote, last: false, cells: cellsOf(''), signs: new Uint16Array(0), count: 0, lines: 1, doubled: false } // prettier-ignore
  const signsOf = createSigns()
  let carry = ''
  let line = firstLine
  const bounded = (chars: number) => {
    if (chars > LINE_CHARS_MAX) throw refuse.lineTooLong({ line, charsMax: LINE_CHARS_MAX })
  }
  return {
    line: () => line,
    push(more, last) {
      const text = carry + more
      reader.cells = cellsOf(text, reader.cells)
      reader.signs = signsOf(text)
      reader.count = 0
      reader.last = last
      let at = 0
      while (at < text.length) {
        const first = reader.count
        let next = readRecord(reader, at)
        const broken = next === BROKEN
        if (broken) next = readBrokenLine(reader, at, first)
        if (next === INCOMPLETE) break
        bounded(next - at)
        sink(line, reader.cells, first, reader.count - first, broken)
        line += reader.lines
        at = next
      }
      carry = text.slice(at)
      bounded(carry.length)
    },
  }
}

/** Reads one record into the cells; where the next begins, or that it is incomplete or broken. */
function readRecord(reader: Reader, start: number): number {
  const { cells, signs, last, delimiter, quote } = reader
  roomFor(cells, reader.count + COLUMNS_MAX + 1)
  const { text, from: begins, to: ends } = cells
  const first = reader.count
  const cut = delimiter.charCodeAt(0)
  const mark = quote === null ? -1 : quote.charCodeAt(0)
  // Most characters are beyond all that end a field: one look tells.
  const highest = cut > CR ? cut : CR
  const end = text.length
  let count = 0
  let at = start
  reader.lines = 1
  for (;;) {
    let from = at
    let to: number
    let said: string | undefined
    if (at < end && signs[at] === mark) {
      from++
      to = closingQuote(reader, at, mark)
      if (to < 0) {
        reader.count = first + count
        return to
      }
      if (reader.doubled) said = text.slice(from, to).replaceAll(quote! + quote!, quote!)
      reader.lines += lineEnds(signs, from, to)
      at = to + 1
    } else {
      for (; at < end; at++) {
        const code = signs[at]!
        if (code <= highest && (code === cut || code === LF || code === CR)) break
      }
      to = at
    }
    if (from < to && signs[from] === APOSTROPHE) {
      const bare = withoutApostrophe(said ?? text.slice(from, to))
      if (said === undefined) from = to - bare.length
      else said = bare
    }
    // One more than may be, so that it shows that there are too many.
    if (count <= COLUMNS_MAX) {
      begins[first + count] = from
      ends[first + count] = to
      if (said !== undefined) cells.said.set(first + count, said)
      count++
    }
    if (at >= end) {
      if (!last) return INCOMPLETE
      break
    }
    const code = signs[at++]
    if (code === cut) continue
    if (code === LF) break
    if (code !== CR) {
      reader.count = first + count
      return BROKEN
    }
    if (at === end && !last) return INCOMPLETE
    if (at < end && signs[at] === LF) at++
    break
  }
  reader.count = first + count
  return at
}

/** The quote that closes the one at `open`. */
function closingQuote(reader: Reader, open: number, mark: number): number {
  const { cells, last, quote: sign } = reader
  const { text } = cells
  reader.doubled = false
  for (let from = open + 1; ;) {
    const quote = text.indexOf(sign!, from)
    if (quote < 0) return last || text.length - open > QUOTED_CHARS_MAX ? BROKEN : INCOMPLETE
    if (quote - open > QUOTED_CHARS_MAX) return BROKEN
    if (quote + 1 === text.length && !last) return INCOMPLETE
    if (text.charCodeAt(quote + 1) !== mark) return quote
    reader.doubled = true
    from = quote + 2
  }
}

function lineEnds(signs: Uint16Array, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    const code = signs[at]
    if (code === LF || (code === CR && (at + 1 === to || signs[at + 1] !== LF))) count++
  }
  return count
}

/** A record with a broken quote ends with its line; its fields are what a person would see in it. */
function readBrokenLine(reader: Reader, start: number, first: number): number {
  const { cells, last, delimiter, quote } = reader
  const { text, said } = cells
  for (let cell = first; cell < reader.count; cell++) said.delete(cell)
  const found = text.slice(start).search(/[\r\n]/)
  const at = found < 0 ? text.length : start + found
  const returns = text.charCodeAt(at) === CR
  if (!last && (found < 0 || (returns && at + 1 === text.length))) return INCOMPLETE
  reader.count = first
  for (const part of text.slice(start, at).split(delimiter, COLUMNS_MAX + 1)) {
    const field = quote === null ? part : unquoted(part, quote)
    cells.from[reader.count] = cells.to[reader.count] = at
    said.set(reader.count++, field)
  }
  reader.lines = 1
  return returns && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1
}

const unquoted = (part: string, quote: string): string =>
  part.slice(part.startsWith(quote) ? 1 : 0, part.length > 1 && part.endsWith(quote) ? -1 : undefined)
