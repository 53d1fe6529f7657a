/** A figure file from its first byte to its last row, in batches, in bounded memory. */
import { decimalOf, pieces, type Decimal, type Source } from '#tables'
import { createBatches } from './batches.ts'
import { createCensus, unmapped } from './census.ts'
import { unmappedColumns } from './mapping.ts'
import { openTable } from './open.ts'
import { refuse } from './refusals.ts'
import { assignColumns, demandColumns, isBlank, type Columns } from './roles.ts'
import { areas } from './resolve.ts'
import { createRows } from './rows.ts'
import type { Sink, Table } from './table.ts'
import type { Batch, Format, Inspection, Known, Layout, ReadOptions } from './types.ts'

export const BATCH_ROWS = 10_000
const PREVIEW_ROWS = 20
/** So many rows are looked through for what stands in the columns, when a person asks. */
const INSPECTED_ROWS = 50_000

/**
 * Yields batches of accepted and rejected rows as the file comes. What is wrong with a row is a rejection, what is wrong
 * with the file a `Refusal` ('reading.…'), thrown when it is seen: batches before it are to be forgotten then.
 */
export async function* readFigures(source: Source, options: ReadOptions, known: Known): AsyncGenerator<Batch> {
  const input = pieces(source, options)
  try {
    const { table, said } = await openTable(input, options)
    const { layout, lacking } = layoutOf(table, said, known)
    const batches = createBatches(options.batchRows ?? BATCH_ROWS)
    const rows = createRows(layout, said, known, batches, table.place)
    const census = lacking && createCensus(lacking)
    const sink: Sink = census ? { ...rows, row: (_, fields) => census.add(fields) } : rows
    let bytesRead = 0
    const batch = (gathered: Omit<Batch, 'layout' | 'bytesRead'>): Batch => ({ layout, ...gathered, bytesRead })
    for await (bytesRead of table.rows(sink)) {
      layout.encoding = table.encoding()
      options.onProgress?.(bytesRead)
      yield* batches.take(false).map(batch)
    }
    if (census) throw unmapped(layout.columns, lacking, census)
    if (rows.count() === 0) throw refuse.noRows({ columns: layout.columns.join(', ') })
    yield* batches.take(true).map(batch)
  } finally {
    await input.return(undefined)
  }
}

/** What a file is, for a person to look at before it is read: how it is written, its columns, its first rows. */
export async function inspect(source: Source, options: ReadOptions = {}): Promise<Inspection> {
  const input = pieces(source, options)
  try {
    const { table, said } = await openTable(input, options)
    const assigned = assignColumns(table, said)
    const columns = await columnsOf(table, assigned)
    const rows = table.sample.slice(0, PREVIEW_ROWS).map(({ line, fields }) => ({ line, fields: [...fields] }))
    return { ...described(table, assigned, said), format: assigned.format, ...pickMissing(assigned), columns, rows }
  } finally {
    await input.return(undefined)
  }
}

const pickMissing = ({ missing, twice }: Columns) => ({ missing, twice })

/** Each column with its role and with what stands in it, as far as was looked. */
async function columnsOf(table: Table, { roles, diagnostics }: Columns): Promise<Inspection['columns']> {
  const census = createCensus([...table.columns.keys()])
  let left = INSPECTED_ROWS
  const row = (_: number, fields: string[]) => {
    if (left-- > 0 && !isBlank(fields)) census.add(fields)
  }
  for await (const _ of table.rows({ row, skip: () => {}, doubt: () => {} })) if (left <= 0) break
  const roleOf = new Map(Object.entries(roles).map(([role, index]) => [index, role as keyof typeof roles]))
  const counted = census.columns()
  return table.columns.map((name, i) => ({
    ...{ name, index: i + 1, role: i < diagnostics ? undefined : roleOf.get(i), ...counted[i]! },
    more: counted[i]!.more || left <= 0,
    ...(table.labels?.has(i) && { labels: table.labels.get(i) }),
  }))
}

/** `lacking`: the columns that must be described before the figures can be read, where there are any. */
function layoutOf(table: Table, options: ReadOptions, known: Known): { layout: Layout; lacking: number[] | undefined } {
  const assigned = assignColumns(table, options)
  demandColumns(assigned, table.columns)
  const { format = 'tidy' } = assigned
  const layout: Layout = { ...described(table, assigned, options), format, columns: table.columns }
  const columns = unmappedColumns(layout, options.mapping)
  const { area, measure } = layout.roles
  const { areas: words = {}, measure: meant } = options.mapping ?? {}
  const areaOf = areas(known, layout.areaScheme)
  const isArea = (word: string) => Object.hasOwn(words, word) || areaOf(word).problem === undefined
  const isMeasure = (word: string) => known.measure(word) !== undefined
  if (measure !== undefined && meant === undefined && speaksOtherwise(table, format, measure, isMeasure))
    columns.push(measure)
  if (area !== undefined && speaksOtherwise(table, format, area, isArea)) columns.push(area)
  const noMeasure = assigned.missing.includes('measure')
  return { layout, lacking: noMeasure || columns.length > 0 ? columns : undefined }
}

/** No word of a column is known: codes of somebody else's format, or words in more than the one row that is sooner corrected. */
function speaksOtherwise(
  { sample }: Table,
  format: Format,
  column: number,
  isKnown: (word: string) => boolean,
): boolean {
  const words = sample.map(({ fields }) => (fields[column] ?? '').trim()).filter((word) => word !== '')
  if (format !== 'tidy') return words.length > 0 && !words.some(isKnown)
  return words.length > 1 && !words.some(isKnown) && words.some((word) => WORD.test(word))
}
const WORD = /\p{L}{3}/u

function described(table: Table, assigned: Columns, options: ReadOptions) {
  const { roles, areaScheme, diagnostics, dimensionColumns } = assigned
  const { container, delimiter, headerLine, remarks, action } = table
  return {
    ...{ container, delimiter, headerLine, remarks, roles, areaScheme, diagnostics, dimensionColumns },
    encoding: table.encoding(),
    decimal: decimalFor(table, assigned, options),
    ...(action !== undefined && { action }),
  }
}

/** GUS writes decimal commas, unless this copy of its export says otherwise; JSON knows only points. */
function decimalFor(
  { container, sample }: Table,
  { roles, format }: Columns,
  options: ReadOptions,
): Decimal | undefined {
  if (options.decimal) return options.decimal
  if (container === 'json') return '.'
  const column = roles.value
  if (column === undefined) return undefined
  const cells = sample.filter(({ fields }) => column < fields.length).map(({ fields }) => fields[column]!)
  return decimalOf(cells) ?? (format === 'bdl' && container === 'text' ? ',' : undefined)
}
