/** Published rows on the way out, in the form that is asked for: as they come, however many there are. */
import { Readable } from 'node:stream'
import type { Column } from '../deliveries/types.ts'
import { writeCsvOf, writeXlsx, type Cell } from '#tables'
import { refuse } from '../refusals.ts'
import { jsonOf } from './rules.ts'
import type { TextRow } from './types.ts'

export const EXPORT_FORMATS = ['csv', 'xlsx', 'json', 'ndjson', 'geojson'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
export const MEDIA_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
}

type Batches = AsyncIterable<TextRow[]>
const SHEET_CHARS_MAX = 31
const WIDTH = 18

/** Throws `catalog.noShapes` where GeoJSON is asked of a table without places. Formulas are neutralised in CSV and XLSX. */
export function exportRows(format: ExportFormat, name: string, columns: readonly Column[], batches: Batches): Readable {
  const names = columns.map((column) => column.name)
  switch (format) {
    case 'csv':
      return Readable.from(
        writeCsvOf(
          names,
          each(batches, ({ cells }) => cells),
        ),
        { objectMode: false },
      )
    case 'xlsx': {
      const rows = each(batches, ({ cells }) => cells.map((cell, i) => sheetCell(cell, columns[i]!)))
      const sheet = { name: name.slice(0, SHEET_CHARS_MAX), columns: names.map((one) => ({ name: one, width: WIDTH })) }
      return writeXlsx([{ ...sheet, rows }])
    }
    case 'json':
      return Readable.from(
        listed(
          each(batches, (row) => objectText(row, columns)),
          '[',
          ']',
        ),
        { objectMode: false },
      )
    case 'ndjson':
      return Readable.from(lines(batches, columns), { objectMode: false })
    case 'geojson':
      return Readable.from(
        listed(each(batches, featureOf(columns)), '{"type":"FeatureCollection","features":[', ']}'),
        { objectMode: false },
      )
  }
}

async function* each<T>(batches: Batches, make: (row: TextRow) => T): AsyncGenerator<T> {
  for await (const rows of batches) for (const row of rows) yield make(row)
}

async function* lines(batches: Batches, columns: readonly Column[]): AsyncGenerator<string> {
  for await (const rows of batches) yield rows.map((row) => objectText(row, columns) + '\n').join('')
}

async function* listed(items: AsyncIterable<string>, open: string, close: string): AsyncGenerator<string> {
  const PIECE_CHARS = 65_536
  let piece = open
  let isFirst = true
  for await (const item of items) {
    piece += (isFirst ? '' : ',\n') + item
    isFirst = false
    if (piece.length < PIECE_CHARS) continue
    yield piece
    piece = ''
  }
  yield piece + close
}

/** A number's digits go out as they are kept, since a reader may hold more of them than this program. */
function valueText(text: string | null, type: Column['type']): string {
  const value = jsonOf(text, type)
  return typeof value === 'number' && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text!) ? text! : JSON.stringify(value)
}

const membersOf = ({ cells }: TextRow, columns: readonly Column[]): string =>
  columns.map(({ name, type }, i) => `${JSON.stringify(name)}:${valueText(cells[i]!, type)}`).join(',')
const objectText = (row: TextRow, columns: readonly Column[]): string => `{${membersOf(row, columns)}}`

function sheetCell(cell: string | null, { type }: Column): Cell {
  const value = type === 'geojson' ? cell : jsonOf(cell, type)
  return typeof value === 'number' || typeof value === 'string' ? value : value === null ? null : String(value)
}

/** Rows as features: by their shape, or by latitude and longitude. */
function featureOf(columns: readonly Column[]): (row: TextRow) => string {
  const shape = columns.findIndex(({ type }) => type === 'geojson')
  const [lat, lon] = (['latitude', 'longitude'] as const).map((kind) => columns.findIndex(({ type }) => type === kind)) as [number, number] // prettier-ignore
  if (shape < 0 && (lat < 0 || lon < 0)) throw refuse.noShapes()
  const others = columns.filter((_, i) => i !== shape)
  return ({ id, cells }) => {
    const isPlaced = cells[lat] !== null && cells[lon] !== null
    const point = isPlaced ? `{"type":"Point","coordinates":[${cells[lon]},${cells[lat]}]}` : 'null'
    const rest = { cells: cells.filter((_, i) => i !== shape) }
    const geometry = shape >= 0 ? (cells[shape] ?? 'null') : point
    return `{"type":"Feature","id":${id ?? 'null'},"geometry":${geometry},"properties":${objectText(rest, others)}}`
  }
}
