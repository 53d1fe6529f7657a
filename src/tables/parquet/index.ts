/** A Parquet file, a group of rows at a time; its values as texts, like those of any other table. */
import { open } from 'node:fs/promises'
import { parquetMetadataAsync, parquetRead, type AsyncBuffer, type FileMetaData } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { gathered, pieces, streamOf } from '../bytes.ts'
import { columnsApart } from '../header.ts'
import { refuse } from '../refusals.ts'
import { COLUMNS_MAX } from '../text/records.ts'
import type { Reading, ReadOptions, Row, Table, TableSource } from '../types.ts'
import { textOf } from './values.ts'

/** Of a file that comes as a stream: its end is needed before its beginning. */
export const PARQUET_BYTES_MAX = 200_000_000
/** Of a page, unpacked, and of a group of rows. */
const PAGE_BYTES_MAX = 128_000_000
const GROUP_CELLS_MAX = 50_000_000
const FOOTER_BYTES_MAX = 50_000_000
const BATCH_ROWS = 5_000

/** Throws `reading.parquetMalformed`, `reading.unpacksTooLarge`, `reading.tooManyColumns` and `reading.tooLarge`. */
export async function openParquet(source: TableSource, options: ReadOptions): Promise<Table> {
  const { bytes, metadata } = await withFile(source, options, async (file) => {
    demandFooter(file, await file.slice(file.byteLength - 8, file.byteLength))
    return { bytes: file.byteLength, metadata: await parquetMetadataAsync(file) }
  })
  const names = topNames(metadata)
  demandBounded(metadata, names)
  const header = { columns: columnsApart(names), firstLine: 0, lastLine: 0 }
  const reading: Reading = { format: 'parquet', encoding: null, mark: false, dialect: null, part: null, header }
  return {
    ...(options.as ?? reading),
    bytes,
    decimal: '.',
    remarks: [],
    problems: () => {},
    rows: () => rowsOf(source, options, metadata, names),
  }
}

async function* rowsOf(source: TableSource, options: ReadOptions, metadata: FileMetaData, names: readonly string[]) {
  let start = 0
  for (const { num_rows: count } of metadata.row_groups) {
    const end = start + Number(count)
    options.signal?.throwIfAborted()
    const rows = await withFile(source, options, (file) => groupOf(file, metadata, names, start, end))
    for (let from = 0; from < rows.length; from += BATCH_ROWS) {
      const first = start + from + 1
      yield rows.slice(from, from + BATCH_ROWS).map((cells, i): Row => ({ line: first + i, cells }))
    }
    start = end
  }
}

async function groupOf(file: AsyncBuffer, metadata: FileMetaData, names: readonly string[], rowStart: number, rowEnd: number) {
  let rows: string[][] = []
  const onComplete = (all: unknown[][]) => void (rows = all.map((cells) => cells.map(textOf)))
  await parquetRead({ file, metadata, columns: [...names], rowStart, rowEnd, compressors: bounded, parsers, onComplete })
  return rows
} // prettier-ignore

/** The columns of the table; what lies deeper in one is told as JSON. */
function topNames({ schema }: FileMetaData): string[] {
  const names: string[] = []
  let at = 1
  const skip = (): void => {
    const { num_children: children = 0 } = schema[at++] ?? {}
    for (let i = 0; i < children; i++) skip()
  }
  for (let i = 0; i < (schema[0]?.num_children ?? 0) && at < schema.length; i++) {
    // Of a damaged file it may be anything.
    names.push(String((schema[at] as { name?: unknown }).name ?? ''))
    skip()
  }
  return names
}

function demandBounded({ row_groups: groups }: FileMetaData, names: readonly string[]): void {
  if (names.length > COLUMNS_MAX) throw refuse.tooManyColumns({ columnsMax: COLUMNS_MAX, line: 1 })
  if (names.length === 0) throw refuse.empty()
  const cells = Math.max(0, ...groups.map(({ num_rows: rows }) => Number(rows) * names.length))
  if (cells > GROUP_CELLS_MAX) throw refuse.unpacksTooLarge({ part: 'row_groups', megabytesMax: GROUP_CELLS_MAX / 1e6 })
}

function demandFooter({ byteLength }: AsyncBuffer, tail: ArrayBuffer): void {
  const footer = byteLength < 12 ? -1 : new DataView(tail).getUint32(0, true)
  if (footer < 0 || footer > Math.min(byteLength, FOOTER_BYTES_MAX)) throw refuse.parquetMalformed({ cause: 'footer' })
}

const bounded = Object.fromEntries(
  Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, length: number) => {
      if (length > PAGE_BYTES_MAX) throw refuse.unpacksTooLarge({ part: codec, megabytesMax: PAGE_BYTES_MAX / 1e6 })
      return unpack(input, length)
    },
  ]),
)

const moment = (ms: number): string => new Date(ms).toISOString().replace(/(\.000)?Z$/, '')
const parsers = {
  dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().slice(0, 10),
  timestampFromMilliseconds: (ms: bigint) => moment(Number(ms)),
  timestampFromMicroseconds: (us: bigint) => moment(Number(us / 1000n)),
  timestampFromNanoseconds: (ns: bigint) => moment(Number(ns / 1_000_000n)),
  jsonFromBytes: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
}

/** The file for as long as something is read from it; what a library finds wrong is said in the house's terms. */
async function withFile<T>(source: TableSource, options: ReadOptions, read: (file: AsyncBuffer) => Promise<T>) {
  try {
    if (typeof source !== 'string') return await read(bufferOf(await bytesOf(source, options)))
    const handle = await open(source)
    try {
      const { size } = await handle.stat()
      return await read({
        byteLength: size,
        async slice(start, end = size) {
          const buffer = new Uint8Array(Math.max(0, Math.min(end, size) - start))
          await handle.read(buffer, 0, buffer.length, start)
          return buffer.buffer
        },
      })
    } finally {
      await handle.close()
    }
  } catch (error) {
    const { name, message } = error as Error
    if (name === 'Refusal' || name === 'AbortError' || 'syscall' in (error as Error)) throw error
    throw refuse.parquetMalformed({ cause: message.slice(0, 200) })
  }
}

async function bytesOf(source: Exclude<TableSource, string>, options: ReadOptions): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source
  return gathered(
    { bytes: new Uint8Array(0), whole: false, rest: pieces(streamOf(source), options) },
    PARQUET_BYTES_MAX,
  )
}

const bufferOf = (bytes: Uint8Array): AsyncBuffer => ({
  byteLength: bytes.length,
  slice: (start, end) => new Uint8Array(bytes.subarray(start, end)).buffer,
})
