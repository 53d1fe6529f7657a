/** Published rows on the way out, in the form that is asked for: as they come, however many there are. */
import { Readable } from 'node:stream'
import { MEDIA_TYPES, writeTable } from '#tables'
import type { Column } from '../deliveries/types.ts'
import { refuse } from '../refusals.ts'
import type { TextRow } from './types.ts'

export { MEDIA_TYPES }
export const EXPORT_FORMATS = ['csv', 'xlsx', 'json', 'ndjson', 'geojson', 'parquet'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** As a spreadsheet reads CSV where decimals have commas; without the mark it takes Polish letters for something else. */
const SPREADSHEET = { delimiter: ';', decimal: ',', mark: true } as const
type Named = { name: string; dialect?: 'spreadsheet' }
type Batches = AsyncIterable<TextRow[]>

/** Throws `catalog.noShapes` where GeoJSON is asked of a table without places. Formulas are neutralised in CSV and XLSX. */
export function exportRows(
  format: ExportFormat,
  { name, dialect }: Named,
  columns: readonly Column[],
  batches: Batches,
): Readable {
  if (format === 'geojson' && !hasPlaces(columns)) throw refuse.noShapes()
  const typed = columns.map(({ name, type }) => ({ name, title: name, type }))
  const options = { name, numberAt: columns.length, ...(dialect === 'spreadsheet' && SPREADSHEET) }
  return Readable.from(writeTable(format, typed, cellsOf(batches, format), options), { objectMode: false })
}

/** A feature goes by its row's number, the one by which a version's page shows the row. */
async function* cellsOf(batches: Batches, format: ExportFormat) {
  for await (const rows of batches)
    yield rows.map(({ id, cells }) => (format === 'geojson' && id !== undefined ? [...cells, String(id)] : cells))
}

function hasPlaces(columns: readonly Column[]): boolean {
  const has = (kind: Column['type']) => columns.some(({ type }) => type === kind)
  return has('geojson') || (has('latitude') && has('longitude'))
}
