/** A text file as blocks of whole lines, so that each can be looked at, and decoded, by itself. */
import { refuse } from '../refusals.ts'
import { LINE_CHARS_MAX } from './records.ts'

const LF = 10
const CR = 13
/** In any encoding a character has at most four bytes. */
const LINE_BYTES_MAX = LINE_CHARS_MAX * 4

export type Blocks = {
  /** The whole lines so far; with `last`, all there is. Throws `reading.lineTooLong`. */
  push(piece: Uint8Array, last: boolean): Uint8Array
}

/** `line`: the one that is to come, for who is told that it is too long. */
export function createBlocks(line = () => 1): Blocks {
  let held: Uint8Array[] = []
  let heldBytes = 0
  return {
    push(piece, last) {
      const end = last ? piece.length : lineEnd(piece)
      if (end === 0 && !last) {
        // Copied: a stream may use its buffer again.
        if (piece.length > 0) held.push(new Uint8Array(piece))
        heldBytes += piece.length
        if (heldBytes > LINE_BYTES_MAX) throw refuse.lineTooLong({ line: line(), charsMax: LINE_CHARS_MAX })
        return new Uint8Array(0)
      }
      const block = heldBytes > 0 ? Buffer.concat([...held, piece.subarray(0, end)]) : piece.subarray(0, end)
      held = end < piece.length ? [new Uint8Array(piece.subarray(end))] : []
      heldBytes = piece.length - end
      return block
    },
  }
}

/** Behind the last line's end; a return at the very end may have its other half in the next piece. */
function lineEnd(piece: Uint8Array): number {
  const feed = piece.lastIndexOf(LF)
  if (feed >= 0) return feed + 1
  const back = piece.lastIndexOf(CR, piece.length - 2)
  return back + 1
}
