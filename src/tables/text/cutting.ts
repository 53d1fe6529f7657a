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

/** The fields of records, by each delimiter. */
function createCounts() {
  const counts = DELIMITERS.map(() => new Uint32Array(COLUMNS_MAX + 1))
  const head: number[][] = []
  const current = new Uint32Array(DELIMITERS.length)
  const marks = new Float64Array(DELIMITERS.length)
  let records = 0
  return {
    mark: (delimiter: number) => void current[delimiter]!++,
    records: () => records,
    end(): void {
      records++
      if (head.length < HEAD_RECORDS) head.push([...current])
      for (let i = 0; i < current.length; i++) {
        const count = current[i]!
        counts[i]![count < COLUMNS_MAX ? count : COLUMNS_MAX]!++
        marks[i]! += count
      }
      current.fill(0)
    },
    by(delimiter: Delimiter): ReturnType<Cutting['by']> {
      const i = DELIMITERS.indexOf(delimiter)
      let most = 0
      for (let count = 1; count <= COLUMNS_MAX; count++) if (counts[i]![count]! > counts[i]![most]!) most = count
      const share = records === 0 ? 0 : counts[i]![most]! / records
      return { fields: most + 1, share, first: head.findIndex((record) => record[i] === most), marks: marks[i]! }
    },
  }
}

export function createCutting(quote: '"' | "'"): Cutting {
  const sign = quote.charCodeAt(0)
  const counts = createCounts()
  const lineEnds = { '\r\n': 0, '\n': 0, '\r': 0 }
  const quoted = { '"': 0, "'": 0 }
  /** Something stands in the record. */
  let filled = false
  /** Bytes of a quoted field that goes on from block to block. */
  let open = 0

  const end = () => {
    if (filled) counts.end()
    filled = false
  }
  /** Where the quoted field that begins here ends, or here; -1 where it goes on in the next block. */
  const quotedEnd = (block: Uint8Array, at: number): number => {
    const opening = block[at]!
    const closed = closing(block, at + 1, opening)
    if (closed < 0 && opening === sign && block.length - at <= QUOTED_CHARS_MAX) {
      open = block.length - at
      return -1
    }
    if (closed < 0 || !endsField(block[closed + 1])) return at
    quoted[opening === 34 ? '"' : "'"]++
    return opening === sign ? closed : at
  }
  /** Behind the field that was open when the block began; the block's end where it still is. */
  const resumed = (block: Uint8Array): number => {
    if (open === 0) return 0
    const closed = closing(block, 0, sign)
    if (closed < 0) open += block.length
    const goesOn = closed < 0 && open <= QUOTED_CHARS_MAX
    if (!goesOn) open = 0
    return goesOn ? block.length : closed + 1
  }

  return {
    lineEnds,
    quoted,
    records: counts.records,
    by: counts.by,
    take(block) {
      let at = resumed(block)
      // The sign before the block ends a line, which any field may follow.
      let before: number = FEED
      for (const length = block.length; at < length; at++) {
        let kind = KINDS[block[at]!]!
        if (kind === ORDINARY) {
          // Most bytes are; one behind the block is none.
          while (++at < length && KINDS[block[at]!] === ORDINARY);
          filled = true
          before = ORDINARY
          if (at === length) break
          kind = KINDS[block[at]!]!
        }
        if (kind >= FIRST_DELIMITER) {
          counts.mark(kind - FIRST_DELIMITER)
          filled = true
        } else if (kind === FEED || kind === RETURN) {
          const both = kind === RETURN && block[at + 1] === LF
          lineEnds[both ? '\r\n' : kind === FEED ? '\n' : '\r']++
          if (both) at++
          end()
        } else if (before !== ORDINARY) {
          filled = true
          at = quotedEnd(block, at)
          if (at < 0) return
        }
        before = kind
      }
      if (open === 0 && block.length > 0 && block.at(-1) !== LF && block.at(-1) !== CR) end()
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
