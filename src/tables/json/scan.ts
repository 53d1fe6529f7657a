/** JSON cut into the elements of its arrays as its bytes come: what is an element is told, what it says is for the caller. */
import { refuse } from '../refusals.ts'

const DEPTH_MAX = 64
/** Of one element. */
export const RECORD_BYTES_MAX = 50_000_000
/** Arrays are looked for no deeper than this. */
const PATH_MAX = 4
const NAME_CHARS_MAX = 200

const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT, COMMA, LF] = [34, 92, 91, 93, 123, 125, 44, 10] // prettier-ignore

export type JsonScan = {
  /** Throws `reading.jsonMalformed`, `reading.jsonTooDeep`, `reading.tooLarge`. */
  push(piece: Uint8Array): void
  /** Throws `reading.jsonMalformed` where something is still open. */
  end(): void
  /** The line that is being read. */
  line(): number
}

type TellText = (path: string, value: string) => void

/** The objects and arrays that are open outside of elements, by their names. */
function createOutside(malformed: () => Error, text?: TellText) {
  const names: string[] = []
  const kinds: number[] = []
  let arrays = 0
  let key = ''
  const path = () => names.slice(1).filter(Boolean).join('.')
  return {
    path,
    isOpen: () => kinds.length > 0,
    /** True where an element begins. */
    open(byte: number): boolean {
      const inArray = kinds.at(-1) === OPEN_ARRAY
      if (inArray && byte === OPEN_OBJECT && arrays === 1 && names.length <= PATH_MAX) return true
      if (kinds.length >= DEPTH_MAX) throw refuse.jsonTooDeep({ depthMax: DEPTH_MAX })
      if (byte === OPEN_ARRAY) arrays++
      kinds.push(byte)
      names.push(inArray ? '[]' : key)
      key = ''
      return false
    },
    close(byte: number): void {
      const opened = kinds.pop()
      names.pop()
      if (opened === OPEN_ARRAY) arrays--
      if (opened !== (byte === CLOSE_ARRAY ? OPEN_ARRAY : OPEN_OBJECT)) throw malformed()
    },
    /** A name, or what stands under one. */
    string(value: string): void {
      if (key !== '') text?.([path(), key].filter(Boolean).join('.'), value)
      key = value.slice(0, NAME_CHARS_MAX)
    },
    next: () => void (key = ''),
  }
}

/** Bytes that go on from piece to piece. */
function createHeld() {
  let held: Uint8Array[] = []
  let bytes = 0
  return {
    hold(rest: Uint8Array): void {
      held.push(new Uint8Array(rest))
      bytes += rest.length
      if (bytes > RECORD_BYTES_MAX) throw refuse.tooLarge({ bytesMax: RECORD_BYTES_MAX, megabytesMax: RECORD_BYTES_MAX / 1e6 }) // prettier-ignore
    },
    take(last: Uint8Array): Uint8Array {
      const all = bytes > 0 ? Buffer.concat([...held, last]) : last
      held = []
      bytes = 0
      return all
    },
  }
}

/**
 * `element`: an object in an array that itself is in no array, with the names on the way to it ('result.records', '' for
 * the document itself). `text`: a string that stands in the document or in an object of it, by the same names.
 */
export function createJsonScan(
  element: (path: string, bytes: Uint8Array, line: number) => void,
  text?: TellText,
): JsonScan {
  let line = 1
  let quoted = false
  let escaped = false
  /** The depth inside of an element; 0 outside of one. */
  let inside = 0
  let elementLine = 1
  /** Where in the piece the element or string began. */
  let from = 0
  const malformed = () => refuse.jsonMalformed({ line })
  const outside = createOutside(malformed, text)
  const held = createHeld()

  const opened = (byte: number, at: number): void => {
    if (inside > 0) {
      if (++inside > DEPTH_MAX) throw refuse.jsonTooDeep({ depthMax: DEPTH_MAX })
    } else if (outside.open(byte)) {
      inside = 1
      from = at
      elementLine = line
    }
  }
  const closed = (piece: Uint8Array, byte: number, at: number): void => {
    if (inside === 0) outside.close(byte)
    else if (--inside === 0) element(outside.path(), held.take(piece.subarray(from, at + 1)), elementLine)
  }
  const unquoted = (piece: Uint8Array, at: number): void => {
    quoted = false
    if (inside === 0) outside.string(Buffer.from(held.take(piece.subarray(from, at))).toString('utf8'))
  }

  return {
    line: () => line,
    push(piece) {
      from = 0
      for (let at = 0; at < piece.length; at++) {
        const byte = piece[at]!
        if (byte === LF) line++
        if (quoted) {
          if (escaped) escaped = false
          else if (byte === BACKSLASH) escaped = true
          else if (byte === QUOTE) unquoted(piece, at)
        } else if (byte === QUOTE) {
          quoted = true
          if (inside === 0) from = at + 1
        } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) opened(byte, at)
        else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) closed(piece, byte, at)
        else if (inside === 0 && byte === COMMA) outside.next()
      }
      if (inside > 0 || quoted) held.hold(piece.subarray(from))
    },
    end() {
      if (inside > 0 || quoted || outside.isOpen()) throw malformed()
    },
  }
}
