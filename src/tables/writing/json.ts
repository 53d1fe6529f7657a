/** Rows as JSON: a list, an object a line, or the features of a GeoJSON document. Numbers leave as they are spelled, exact. */
import type { Type, TypedColumn } from '../types.ts'
import type { Batches, Cells } from './index.ts'

const NUMBERS = new Set<Type>(['integer', 'number', 'year', 'latitude', 'longitude'])
const RAW = new Set<Type>([...NUMBERS, 'boolean', 'geojson'])

/** A value is JSON already, or a text. */
const valueText = (type: Type, cell: string): string => (RAW.has(type) ? cell : JSON.stringify(cell))

function createRecords(columns: readonly TypedColumn[], places: readonly number[]) {
  const names = places.map((at) => `${JSON.stringify(columns[at]!.name)}:`)
  return (cells: Cells): string =>
    `{${places.map((at, i) => names[i]! + (cells[at] === null ? 'null' : valueText(columns[at]!.type, cells[at]!))).join(',')}}`
}

export async function* writeJson(columns: readonly TypedColumn[], rows: Batches): AsyncGenerator<string> {
  const record = createRecords(columns, [...columns.keys()])
  yield* list(rows, record, '[\n', '\n]\n')
}

export async function* writeNdjson(columns: readonly TypedColumn[], rows: Batches): AsyncGenerator<string> {
  const record = createRecords(columns, [...columns.keys()])
  for await (const batch of rows) yield batch.map((cells) => `${record(cells)}\n`).join('')
}

/**
 * The geometry is that of the first column of geometries, else a point of latitude and longitude, else none; `numberAt`: the
 * cell, past those of the columns, by which a feature is told from others.
 */
export async function* writeGeoJson(
  columns: readonly TypedColumn[],
  rows: Batches,
  numberAt = -1,
): AsyncGenerator<string> {
  const at = (type: Type) => columns.findIndex((column) => column.type === type)
  const [geometry, latitude, longitude] = [at('geojson'), at('latitude'), at('longitude')]
  const record = createRecords(columns, [...columns.keys()].filter((i) => i !== geometry)) // prettier-ignore
  const shape = (cells: Cells): string => {
    if (geometry >= 0) return cells[geometry] ?? 'null'
    const [x, y] = [cells[longitude] ?? null, cells[latitude] ?? null]
    return x === null || y === null ? 'null' : `{"type":"Point","coordinates":[${x},${y}]}`
  }
  const id = (cells: Cells): string => (cells[numberAt] ? `"id":${cells[numberAt]},` : '')
  const feature = (cells: Cells) =>
    `{"type":"Feature",${id(cells)}"geometry":${shape(cells)},"properties":${record(cells)}}`
  yield* list(rows, feature, '{"type":"FeatureCollection","features":[\n', '\n]}\n')
}

async function* list(rows: Batches, record: (cells: Cells) => string, open: string, close: string) {
  let piece = open
  let separator = ''
  for await (const batch of rows) {
    if (batch.length === 0) continue
    yield piece + separator + batch.map(record).join(',\n')
    piece = ''
    separator = ',\n'
  }
  yield piece + close
}
