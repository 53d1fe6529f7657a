/** The objects of a JSON document, or of its lines, one after another. */
import { pieces, streamOf } from '../bytes.ts'
import { refuse } from '../refusals.ts'
import { createBlocks } from '../text/blocks.ts'
import type { ReadOptions, TableSource } from '../types.ts'
import { isObject, type Plain } from './plain.ts'
import { createJsonScan } from './scan.ts'

export type Read = {
  element(path: string, record: Plain, at: { line: number; text: string }): void
  text?(path: string, value: string): void
  /** A line that is no object. */
  unreadable?(line: number, text: string): void
}

const MARK = [0xef, 0xbb, 0xbf]
const LF = 10

/** Yields the bytes read so far, piece by piece. */
export async function* records(
  source: TableSource,
  options: ReadOptions,
  byLines: boolean,
  read: Read,
): AsyncGenerator<number> {
  const take = byLines ? lineTaker(read) : documentTaker(read)
  let bytes = 0
  for await (const piece of pieces(streamOf(source), options)) {
    const hasMark = bytes === 0 && MARK.every((byte, i) => piece[i] === byte)
    bytes += piece.length
    take(hasMark ? piece.subarray(MARK.length) : piece, false)
    yield bytes
  }
  take(new Uint8Array(0), true)
  yield bytes
}

type Take = (piece: Uint8Array, last: boolean) => void

function documentTaker(read: Read): Take {
  const decoder = new TextDecoder('utf-8')
  const element = (path: string, bytes: Uint8Array, line: number) => {
    const text = decoder.decode(bytes)
    read.element(path, parsed(text) ?? refuseLine(line), { line, text })
  }
  const scan = createJsonScan(element, read.text)
  return (piece, last) => {
    scan.push(piece)
    if (last) scan.end()
  }
}

function lineTaker(read: Read): Take {
  const decoder = new TextDecoder('utf-8')
  const blocks = createBlocks()
  let line = 0
  let good = 0
  return (piece, last) => {
    const block = blocks.push(piece, last)
    for (let from = 0; from < block.length;) {
      const feed = block.indexOf(LF, from)
      const to = feed < 0 ? block.length : feed
      line++
      const text = decoder.decode(block.subarray(from, to)).trim()
      from = to + 1
      if (text === '') continue
      const record = parsed(text)
      if (record) {
        good++
        read.element('', record, { line, text })
      } else read.unreadable?.(line, text)
    }
    if (last && good === 0 && line > 0) throw refuse.jsonMalformed({ line: 1 })
  }
}

function parsed(text: string): Plain | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function refuseLine(line: number): never {
  throw refuse.jsonMalformed({ line })
}
