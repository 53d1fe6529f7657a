/** How the lines of a text are cut into fields, by each delimiter that it may have; counted over the whole file. */
import { DELIMITERS, type Delimiter } from '../types.ts'
import { COLUMNS_MAX, QUOTED_CHARS_MAX } from './records.ts'

export type Cutting = {
  /** Bytes that are the next of the text, at the end of a line each time. */
  take(block: Uint8Array): void
  records(): number
  /** The number of fields that most records have, the share of records that do, and which of the first has it first. */
  by(delimiter: Delimiter): { fields: number; share: number; first: number; marks: number }
  lineEnds: Record<'\r\n' | '\n' | '\r', number>
  /** Fields that begin and end with each sign. */
  quoted: Record<'"' | "'", number>
}

const [LF, CR] = [10, 13]
const ORDINARY = 0
const FEED = 1
const RETURN = 2
const DOUBLE = 3
const SINGLE = 4
const FIRST_DELIMITER = 5
const KINDS = new Uint8Array(256)
KINDS[LF] = FEED
KINDS[CR] = RETURN
KINDS[34] = DOUBLE
KINDS[39] = SINGLE
for (const [i, delimiter] of DELIMITERS.entries()) KINDS[delimiter.charCodeAt(0)] = FIRST_DELIMITER + i
const HEAD_RECORDS = 40

export function createCutting(quote: '"' | "'"): Cutting {
  const mark = quote.charCodeAt(0)
  const counts = DELIMITERS.map(() => new Uint32Array(COLUMNS_MAX + 1))
  const head: number[][] = []
  const current = new Uint32Array(DELIMITERS.length)
  const marks = new Float64Array(DELIMITERS.length)
  const lineEnds = { '\r\n': 0, '\n': 0, '\r': 0 }
  const quoted = { '"': 0, "'": 0 }
  let records = 0
  /** Something stands in the record. */
  let filled = false
  /** Bytes of a quoted field that goes on from block to block. */
  let open = 0

  const endRecord = () => {
    if (filled) {
      records++
      if (head.length < HEAD_RECORDS) head.push([...current])
      for (let i = 0; i < current.length; i++) {
        const count = current[i]!
        counts[i]![count < COLUMNS_MAX ? count : COLUMNS_MAX]!++
        marks[i]! += count
      }
    }
    current.fill(0)
    filled = false
  }

  return {
    lineEnds,
    quoted,
    records: () => records,
    take(block) {
      let at = 0
      if (open > 0) {
        const end = closing(block, 0, mark)
        if (end < 0) {
          open += block.length
          if (open > QUOTED_CHARS_MAX) open = 0
          if (open > 0) return
        } else at = end + 1
        open = 0
      }
      // The sign before the block ends a line, which any field may follow.
      let before: number = FEED
      for (const length = block.length; at < length; at++) {
        const kind = KINDS[block[at]!]!
        if (kind === ORDINARY) {
          before = ORDINARY
          filled = true
          continue
        }
        if (kind >= FIRST_DELIMITER) {
          current[kind - FIRST_DELIMITER]!++
          filled = true
        } else if (kind === FEED || kind === RETURN) {
          const both = kind === RETURN && block[at + 1] === LF
          lineEnds[both ? '\r\n' : kind === FEED ? '\n' : '\r']++
          if (both) at++
          endRecord()
        } else if (before !== ORDINARY) {
          filled = true
          const sign = block[at]!
          const end = closing(block, at + 1, sign)
          if (end < 0 && sign === mark && block.length - at <= QUOTED_CHARS_MAX) {
            open = block.length - at
            return
          }
          if (end >= 0 && endsField(block[end + 1])) {
            quoted[sign === 34 ? '"' : "'"]++
            if (sign === mark) at = end
          }
        }
        before = kind
      }
      if (block.length > 0 && block.at(-1) !== LF && block.at(-1) !== CR) endRecord()
    },
    by(delimiter) {
      const i = DELIMITERS.indexOf(delimiter)
      let most = 0
      for (let count = 1; count <= COLUMNS_MAX; count++) if (counts[i]![count]! > counts[i]![most]!) most = count
      return {
        fields: most + 1,
        share: records === 0 ? 0 : counts[i]![most]! / records,
        first: head.findIndex((record) => record[i] === most),
        marks: marks[i]!,
      }
    },
  }
}

/** The sign that closes a field opened before `from`; doubled ones do not. Looked for no further than a field may be long. */
function closing(block: Uint8Array, from: number, sign: number): number {
  for (let at = from; ;) {
    const found = block.indexOf(sign, at)
    if (found < 0 || found - from > QUOTED_CHARS_MAX) return -1
    if (block[found + 1] !== sign) return found
    at = found + 2
  }
}

const endsField = (byte: number | undefined): boolean =>
  byte === undefined || KINDS[byte]! >= FIRST_DELIMITER || byte === LF || byte === CR
