/** Tables as JSON: a list of objects, wherever in the document it stands; one object a line; the features of a GeoJSON document. */
import { pieces, readHead, streamOf } from '../bytes.ts'
import { columnsApart } from '../header.ts'
import { refuse } from '../refusals.ts'
import { COLUMNS_MAX } from '../text/records.ts'
import type { Format, Problems, Reading, ReadOptions, Remark, Row, Table, TableSource } from '../types.ts'
import { flat, textOfValue } from './flat.ts'
import { records, type Read } from './records.ts'
import { isObject, own, type Plain } from './plain.ts'

/** Names that services give to the list, where several are equally long. */
const LISTS = ['records', 'data', 'result', 'results', 'items', 'rows', 'value', 'features']
const BATCH_ROWS = 1000
const HEAD_BYTES = 2 ** 16

type Found = { path: string; count: number; names: Map<string, number> }

/** Throws `reading.jsonMalformed`, `reading.jsonTooDeep`, `reading.tooLarge`, `reading.tooManyColumns` and `reading.empty`. */
export async function openJson(source: TableSource, options: ReadOptions): Promise<Table> {
  if (options.as) return tableOf(source, options, options.as, new Map(options.as.header.columns.map((name, i) => [name, i])), [], 0) // prettier-ignore
  const byLines = options.format === 'ndjson' || (options.format === undefined && (await isByLines(source, options)))
  const seen = await surveyOf(source, options, byLines)
  // An object without a list in it is a table of one row.
  const lines = byLines || seen.lists.size === 0
  const { lists, isGeo, bytes } = lines === byLines ? seen : await surveyOf(source, options, lines).catch(noList)
  const list = chosen([...lists.values()], options.part)
  const format: Format = lines ? 'ndjson' : isGeo && list.path === 'features' ? 'geojson' : 'json'
  const names = format === 'geojson' ? geoNames(list.names) : list.names
  const header = { columns: columnsApart([...names.keys()]), firstLine: 0, lastLine: 0 }
  if (header.columns.length > COLUMNS_MAX) throw refuse.tooManyColumns({ columnsMax: COLUMNS_MAX, line: 1 })
  const part = lines ? null : list.path
  const others = lists.size - 1
  const remarks: Remark[] = others > 0 ? [{ code: 'otherParts', details: { name: list.path, others } }] : []
  const reading: Reading = { format, encoding: 'utf-8', mark: false, dialect: null, part, header }
  return tableOf(source, options, reading, names, remarks, bytes)
}

/** Over several lines an object without a list is nothing that has rows. */
function noList(error: Error): never {
  throw 'code' in error && error.code === 'reading.jsonMalformed' ? refuse.jsonNoList() : error
}

/** The lists of objects in the document, with the names that their objects have. */
async function surveyOf(source: TableSource, options: ReadOptions, lines: boolean) {
  const lists = new Map<string, Found>()
  let isGeo = false
  const read: Read = {
    element(path, record) {
      const list = lists.get(path) ?? { path, count: 0, names: new Map<string, number>() }
      lists.set(path, list)
      list.count++
      flat(record, (name) => list.names.has(name) || list.names.set(name, list.names.size))
      if (list.names.size > COLUMNS_MAX * 2) throw refuse.tooManyColumns({ columnsMax: COLUMNS_MAX, line: list.count })
    },
    text: (path, value) => void (isGeo ||= path === 'type' && value === 'FeatureCollection'),
  }
  let bytes = 0
  for await (bytes of records(source, options, lines, read));
  return { lists, isGeo, bytes }
}

function tableOf(source: TableSource, options: ReadOptions, reading: Reading, names: Map<string, number>, remarks: Remark[], bytes: number): Table {
  const rows = (problems?: Problems) => rowsOf(source, options, reading, names, problems)
  return { ...reading, bytes, decimal: '.', remarks, problems: () => {}, rows }
} // prettier-ignore

async function* rowsOf(
  source: TableSource,
  options: ReadOptions,
  { format, part, header }: Reading,
  names: Map<string, number>,
  problems?: Problems,
) {
  const width = header.columns.length
  let batch: Row[] = []
  let count = 0
  const read: Read = {
    element(path, record, { line, text }) {
      if (part !== null && path !== part) return
      count++
      const cells = Array<string>(width).fill('')
      const put = (name: string, value: unknown) => {
        const at = names.get(name)
        if (at !== undefined) cells[at] = textOfValue(value)
      }
      flat(format === 'geojson' ? geoRecord(record) : record, put)
      const place = format === 'ndjson' ? line : count
      if (text.includes('\ufffd')) problems?.add('encodingBroken', { line: place, found: text, expected: 'utf-8' })
      batch.push({ line: place, cells })
    },
    unreadable: (line, text) => problems?.add('rowUnreadable', { line, found: text, expected: '{"…": …}' }),
  }
  for await (const bytes of records(source, options, format === 'ndjson', read)) {
    options.onProgress?.(bytes)
    if (batch.length < BATCH_ROWS) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** A feature's properties as its columns, with its own id and its geometry. */
function geoRecord(feature: Plain): Plain {
  const properties = own(feature, 'properties')
  const flatter: Plain = isObject(properties) ? { ...properties } : {}
  const id = own(feature, 'id')
  if (id !== undefined && !Object.hasOwn(flatter, 'id')) flatter.id = id
  return { ...flatter, [GEOMETRY]: own(feature, 'geometry') }
}
const GEOMETRY = 'geometry'

/** The names of the features' parts as those of columns; the geometry last. */
function geoNames(names: Map<string, number>): Map<string, number> {
  const found = [...names.keys()].flatMap((name) => {
    if (name.startsWith('properties.')) return [name.slice('properties.'.length)]
    return name === 'id' ? ['id'] : []
  })
  const all = new Set([...found.filter((name) => name !== GEOMETRY), GEOMETRY])
  return new Map([...all].map((name, i) => [name, i]))
}

function chosen(lists: Found[], asked: string | undefined): Found {
  if (asked !== undefined) {
    const named = lists.find(({ path }) => path === asked)
    if (!named) throw refuse.sheetUnknown({ sheet: asked, names: lists.map(({ path }) => path).join(' | ') })
    return named
  }
  const order = (path: string) => LISTS.indexOf(path.split('.').at(-1)!) + 1 || Infinity
  const [best] = lists.toSorted((a, b) => b.count - a.count || order(a.path) - order(b.path))
  if (!best) throw refuse.jsonNoList()
  return best
}

/** The first line is an object by itself, and another follows it. */
async function isByLines(source: TableSource, options: ReadOptions): Promise<boolean> {
  const input = pieces(streamOf(source), options)
  const { bytes } = await readHead(input, HEAD_BYTES)
  await input.return(undefined)
  const [first, second = ''] = Buffer.from(bytes).toString('utf8').replace(/^\ufeff/, '').trimStart().split(/\r?\n/, 2) // prettier-ignore
  if (!first!.startsWith('{') || !second.trimStart().startsWith('{')) return false
  try {
    return isObject(JSON.parse(first!))
  } catch {
    return false
  }
}
