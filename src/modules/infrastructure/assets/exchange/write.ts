/** Things as a file that can be read again: the same columns, whatever is missing empty. */
import { writeTable, type OutFormat, type TypedColumn } from '#tables'
import { KINDS } from '../kinds/index.ts'
import type { Thing } from '../types.ts'
import type { Office } from './row.ts'
import { COLUMNS, type ColumnName } from './types.ts'

export const THING_FORMATS = ['csv', 'xlsx', 'geojson'] as const
export type ThingFormat = (typeof THING_FORMATS)[number] & OutFormat

const TYPES: Partial<Record<ColumnName, TypedColumn['type']>> = {
  ...{ lon: 'number', lat: 'number', cost_pln: 'number', life_years: 'number', demo: 'boolean' },
  ...{ geometry: 'geojson', installed: 'date', warranty_until: 'date' },
}

/** The fields of the kinds that are there, each code once. */
export function columnsFor(kinds: ReadonlySet<string>, format: ThingFormat): TypedColumn[] {
  const base = COLUMNS.filter((name) => format !== 'geojson' || (name !== 'lon' && name !== 'lat'))
  const own = KINDS.filter(({ code }) => kinds.has(code)).flatMap(({ fields }) => fields)
  const typed = { number: 'number', integer: 'integer', date: 'date', boolean: 'boolean', choice: 'code', text: 'string' } as const // prettier-ignore
  const fields = new Map(own.map(({ code, type }) => [code, { name: code, title: code, type: typed[type] }]))
  return [...base.map((name) => ({ name, title: name, type: TYPES[name] ?? ('string' as const) })), ...fields.values()]
}

/** A coordinate as it is kept, never as 1e-7. */
const degrees = (value: number | undefined): string | null =>
  value === undefined ? null : value.toFixed(7).replace(/\.?0+$/, '')

const text = (value: unknown): string | null => (value === undefined || value === null ? null : String(value))

export function rowOf(
  thing: Thing,
  columns: readonly TypedColumn[],
  offices: ReadonlyMap<string, string>,
  format: ThingFormat,
): (string | null)[] {
  const { location, details } = thing
  const point = location?.type === 'Point' ? (location.coordinates as number[]) : undefined
  const own: Record<ColumnName, string | null> = {
    ...{ code: thing.code, kind: thing.kind, name: thing.name, parent: thing.parent, state: thing.state },
    ...{ organisation: offices.get(thing.organisationId) ?? thing.organisationId, area: thing.area, entity: thing.entityId }, // prettier-ignore
    ...{ lon: degrees(point?.[0]), lat: degrees(point?.[1]), demo: String(thing.demo) },
    geometry: location && (format === 'geojson' || !point) ? JSON.stringify(location) : null,
    ...{ address: text(details.address), maker: text(details.maker), model: text(details.model), serial: text(details.serial) }, // prettier-ignore
    ...{ installed: text(details.installed), warranty_until: text(details.warrantyUntil), note: text(details.note) },
    ...{ cost_pln: zloty(details.cost_grosze), life_years: text(details.life_years) },
  }
  return columns.map(({ name }) => (name in own ? own[name as ColumnName] : text(details.fields[name])))
}

const zloty = (grosze: number | null | undefined): string | null =>
  typeof grosze === 'number' ? `${Math.trunc(grosze / 100)}.${String(grosze % 100).padStart(2, '0')}` : null

/** Names that two offices share are no names; such are told by their ids. */
export function officeNames(organisations: readonly Office[]): Map<string, string> {
  const shared = (name: string) => organisations.filter(({ names }) => Object.values(names).includes(name)).length > 1
  return new Map(organisations.map(({ id, names }) => [id, shared(names.pl) ? id : names.pl]))
}

export function writeThings(
  format: ThingFormat,
  batches: AsyncIterable<readonly Thing[]>,
  kinds: ReadonlySet<string>,
  organisations: readonly Office[],
): AsyncGenerator<Uint8Array> {
  const columns = columnsFor(kinds, format)
  const offices = officeNames(organisations)
  async function* rows() {
    for await (const batch of batches) yield batch.map((thing) => rowOf(thing, columns, offices, format))
  }
  return writeTable(format, columns, rows(), { mark: true, name: 'things' })
}
