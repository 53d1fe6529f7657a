/** Rows as Parquet, a group of them at a time. */
import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Type, TypedColumn } from '../types.ts'
import type { Batches, Cells } from './index.ts'

const GROUP_ROWS = 20_000
const DAY_MS = 86_400_000
const INTEGER_DIGITS_MAX = 18

/** Numbers as doubles, whole ones in 64 bits; moments in milliseconds of UTC. */
const ELEMENTS: Record<Type, Omit<SchemaElement, 'name'>> = {
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  latitude: { type: 'DOUBLE' },
  longitude: { type: 'DOUBLE' },
  year: { type: 'INT32' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  datetime: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  time: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  geojson: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  code: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
}

export async function* writeParquet(columns: readonly TypedColumn[], rows: Batches): AsyncGenerator<Uint8Array> {
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }): SchemaElement => ({ name, repetition_type: 'OPTIONAL', ...ELEMENTS[type] })),
  ]
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({ writer, schema, createdBy: 'unia' })
  const taken = (): Uint8Array => {
    const bytes = writer.getBytes().slice()
    writer.index = 0
    return bytes
  }
  let group: Cells[] = []
  const flush = async () => {
    const columnData = columns.map(({ name, type }, at) => ({ name, data: group.map((cells) => valueOf(type, cells[at] ?? null)) })) // prettier-ignore
    await parquet.write({ columnData, rowGroupSize: group.length })
    group = []
  }
  for await (const batch of rows) {
    group.push(...batch)
    if (group.length < GROUP_ROWS) continue
    await flush()
    yield taken()
  }
  if (group.length > 0) await flush()
  await parquet.finish()
  yield taken()
}

function valueOf(type: Type, cell: string | null): unknown {
  if (cell === null) return null
  switch (type) {
    case 'integer':
      return cell.length <= INTEGER_DIGITS_MAX ? BigInt(cell) : null
    case 'number':
    case 'latitude':
    case 'longitude':
    case 'year':
      return Number(cell)
    case 'boolean':
      return cell === 'true'
    case 'date':
      return new Date(Math.floor(Date.parse(cell) / DAY_MS) * DAY_MS)
    case 'datetime':
      return new Date(/(Z|[+-]\d\d:\d\d)$/.test(cell) ? cell : `${cell}Z`)
    default:
      return cell
  }
}
