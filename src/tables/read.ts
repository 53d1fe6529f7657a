/** Any table file, by what its first bytes say it is. */
import { gathered, pieces, readHead, streamOf } from './bytes.ts'
import { openJson } from './json/index.ts'
import { binaryKind } from './magic.ts'
import { openOds } from './ods/index.ts'
import { PACKAGE_BYTES_MAX } from './package/zip.ts'
import { openParquet } from './parquet/index.ts'
import { refuse } from './refusals.ts'
import { openText } from './text/index.ts'
import type { Format, ReadOptions, Table, TableSource } from './types.ts'
import { openXlsx } from './xlsx/index.ts'

const HEAD_BYTES = 2 ** 16
const EMPTY = /^[\s\ufeff]*$/

/** Throws refusals `reading.…` for what is no table. */
export async function readTable(source: TableSource, options: ReadOptions = {}): Promise<Table> {
  const format = options.as?.format ?? (await formatOf(source, options))
  switch (format) {
    case 'xlsx':
      return openXlsx(await wholeOf(source, options), options)
    case 'ods':
      return openOds(await wholeOf(source, options), options)
    case 'parquet':
      return openParquet(source, options)
    case 'json':
    case 'ndjson':
    case 'geojson':
      return openJson(source, options)
    case 'csv':
    case 'tsv':
      return openText(source, options)
  }
}

async function formatOf(source: TableSource, options: ReadOptions): Promise<Format> {
  const input = pieces(streamOf(source), options)
  const { bytes, whole } = await readHead(input, HEAD_BYTES)
  await input.return(undefined)
  if (whole && EMPTY.test(Buffer.from(bytes).toString('utf8'))) throw refuse.empty()
  const kind = binaryKind(bytes)
  if (kind === undefined) return 'csv'
  if (kind === 'package') return 'xlsx'
  if (kind === 'ods' || kind === 'parquet' || kind === 'json') return kind
  throw refuse.binary({ kind })
}

/** A package's index stands at its end, so its bytes are held whole. */
async function wholeOf(source: TableSource, options: ReadOptions): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source
  return gathered(
    { bytes: new Uint8Array(0), whole: false, rest: pieces(streamOf(source), options) },
    PACKAGE_BYTES_MAX,
  )
}
