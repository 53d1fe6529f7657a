/** One row of a file laid over the thing that has its code: what the file does not speak of stays as it is. Pure. */
import { shown, type Decimal } from '#tables'
import { geometryOf } from '../../context/index.ts'
import { KINDS, kindOf, type Kind } from '../kinds/index.ts'
import { detailsOf, fieldProblems } from '../rules.ts'
import { placed } from '../location.ts'
import {
  Code,
  NAME_CHARS_MAX,
  STATES,
  ThingDraft,
  type Details,
  type Geometry,
  type State,
  type Thing,
} from '../types.ts'
import { dayIn, fieldIn, groszeIn, namedIn, numberIn, textIn, Unread, yesNoIn } from './cells.ts'
import type { FileRow } from './read.ts'
import type { ColumnName, Reason, Rejection } from './types.ts'

export type Office = { id: string; names: { pl: string; en: string; uk: string } }
export type Known = {
  organisations: readonly Office[]
  /** Whose a new thing is where the file does not say. */
  organisationId?: string
  decimal?: Decimal
}
/** What a row says of its thing; the area only where the row or the thing says one. */
export type Laid = Pick<Thing, 'code' | 'kind' | 'name' | 'parent' | 'state' | 'organisationId' | 'location' | 'area' | 'entityId' | 'demo'> & { details: Details; areaSaid: boolean } // prettier-ignore

const NOTE_CHARS_MAX = 2_000

/** Throws nothing: what is wrong is told to `reject`, and then there is no result. */
export function layOver(
  row: FileRow,
  own: Thing | undefined,
  known: Known,
  reject: (rejection: Rejection) => void,
): Laid | undefined {
  let wrong = false
  const tell = (column: string, reason: Reason, right: string, found = row.cells.get(column) ?? '') => {
    wrong = true
    reject({ line: row.line, column, reason, found: shown(found), right })
  }
  /** What the cell says; what is there where the file lacks the column; null where the cell is empty. */
  function said<T>(column: ColumnName, before: T | null | undefined, read: (text: string) => T): T | null {
    const text = row.cells.get(column)
    if (text === undefined) return before ?? null
    if (text === '') return null
    try {
      return read(text)
    } catch (error) {
      if (!(error instanceof Unread)) throw error
      tell(column, error.reason, error.right)
      return null
    }
  }
  const short = (text: string) => textIn(text, NAME_CHARS_MAX)
  const before = own?.details
  const kind = kindIn(row, own, tell)
  const organisationId = organisationIn(row, own, known, tell)
  const location = locationIn(row, own, tell)
  const details = {
    address: said('address', before?.address, short),
    maker: said('maker', before?.maker, short),
    model: said('model', before?.model, short),
    serial: said('serial', before?.serial, short),
    installed: said('installed', before?.installed, dayIn),
    warrantyUntil: said('warranty_until', before?.warrantyUntil, dayIn),
    cost_grosze: said('cost_pln', before?.cost_grosze, (text) => groszeIn(text, known.decimal)),
    life_years: said('life_years', before?.life_years, (text) => lifeIn(text, known.decimal)),
    note: said('note', before?.note, (text) => textIn(text, NOTE_CHARS_MAX)),
    fields: kind ? fieldsIn(row, kind, own, known.decimal, tell) : {},
  }
  const { installed, warrantyUntil } = details
  if (installed && warrantyUntil && warrantyUntil < installed) tell('warranty_until', 'order', `≥ ${installed}`)
  const parent = said('parent', own?.parent, (text) => text.toUpperCase())
  const laid = {
    ...{ code: codeOf(row), name: said('name', own?.name, short), parent, organisationId: organisationId!, location },
    ...{ kind: kind?.code ?? '', state: said('state', own?.state, stateIn) ?? 'inUse', demo: said('demo', own?.demo, yesNoIn) ?? false }, // prettier-ignore
    area: row.cells.get('area') === undefined ? areaKept(own, location) : said('area', null, (text) => text),
    areaSaid: Boolean(row.cells.get('area')),
    entityId: said('entity', own?.entityId, (text) => textIn(text, 500)),
  }
  return wrong ? undefined : { ...laid, details: detailsOf(ThingDraft.parse({ ...details, kind: laid.kind, organisationId })) } // prettier-ignore
}

/** A thing that did not move stays in its area. */
const areaKept = (own: Thing | undefined, location: Geometry | null): string | null =>
  own && JSON.stringify(own.location) === JSON.stringify(location) ? own.area : null

export const codeOf = ({ cells }: FileRow): string => (cells.get('code') ?? '').toUpperCase()
export const isCode = (code: string): boolean => Code.safeParse(code).success

type Tell = (column: string, reason: Reason, right: string, found?: string) => void

function stateIn(text: string): State {
  const state = STATES.find((one) => one.toLowerCase() === text.toLowerCase())
  if (!state) throw new Unread('state', STATES.join(', '))
  return state
}

function lifeIn(text: string, decimal?: Decimal): number {
  const years = numberIn(text, decimal, '25')
  if (years < 0 || years > 200) throw new Unread('number', '0–200')
  return years
}

function kindIn({ cells }: FileRow, own: Thing | undefined, tell: Tell): Kind | undefined {
  const text = cells.get('kind')
  const kind = text ? namedIn(KINDS, text) : own && kindOf(own.kind)
  if (!kind) tell('kind', text ? 'kind' : 'missing', KINDS.map(({ code }) => code).join(', '))
  return kind
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
function organisationIn({ cells }: FileRow, own: Thing | undefined, known: Known, tell: Tell): string | undefined {
  const text = cells.get('organisation')
  if (!text) {
    const id = own?.organisationId ?? known.organisationId
    if (!id) tell('organisation', 'missing', known.organisations.map(({ names }) => names.pl).join(', '))
    return id
  }
  const byName = namedIn(
    known.organisations.map((one) => ({ ...one, code: one.id })),
    text,
  )
  if (!byName || (UUID.test(text) && byName.id !== text.toLowerCase()))
    tell('organisation', 'organisation', known.organisations.map(({ names }) => names.pl).join(', '))
  return byName?.id
}

function locationIn({ cells }: FileRow, own: Thing | undefined, tell: Tell): Geometry | null {
  const [geometry, lon, lat] = [cells.get('geometry'), cells.get('lon'), cells.get('lat')]
  if (geometry) {
    try {
      const { type, coordinates, geometries } = geometryOf(JSON.parse(geometry), 'geometry')
      if (!geometries) return placed({ type, coordinates })
    } catch {
      // Told below: not JSON, or no geometry.
    }
    tell('geometry', 'shape', '{"type":"Point","coordinates":[22.5684,51.2465]}')
    return null
  }
  if (geometry === undefined && lon === undefined && lat === undefined) return own?.location ?? null
  if (!lon && !lat) return null
  const read = (column: 'lon' | 'lat', most: number, right: string): number => {
    const text = cells.get(column) ?? ''
    // A coordinate of a file with commas is still unambiguous with a point, and the other way about.
    const value = /^-?\d{1,3}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : NaN
    if (!(Math.abs(value) <= most)) tell(column, text === '' ? 'missing' : 'lonLat', right)
    return value
  }
  const coordinates = [read('lon', 180, '22.5684'), read('lat', 90, '51.2465')]
  return coordinates.some(Number.isNaN) ? null : placed({ type: 'Point', coordinates })
}

function fieldsIn(
  { cells }: FileRow,
  kind: Kind,
  own: Thing | undefined,
  decimal: Decimal | undefined,
  tell: Tell,
): Details['fields'] {
  const fields: Details['fields'] = own?.kind === kind.code ? { ...own.details.fields } : {}
  const told = new Set<string>()
  for (const field of kind.fields) {
    const text = cells.get(field.code)
    if (text === undefined) continue
    delete fields[field.code]
    if (text === '') continue
    try {
      fields[field.code] = fieldIn(field, text, decimal)
    } catch (error) {
      if (!(error instanceof Unread)) throw error
      told.add(field.code)
      tell(field.code, error.reason, error.right)
    }
  }
  for (const [column, text] of cells)
    if (text !== '' && isFieldOfOthers(column, kind)) tell(column, 'foreign', kind.fields.map(({ code }) => code).join(', ')) // prettier-ignore
  for (const { field, right } of fieldProblems(kind, fields))
    if (!told.has(field)) tell(field, cells.get(field) ? 'field' : 'missing', right)
  return fields
}

const ALL_FIELDS = new Set(KINDS.flatMap(({ fields }) => fields.map(({ code }) => code)))
const isFieldOfOthers = (column: string, kind: Kind): boolean =>
  ALL_FIELDS.has(column) && !kind.fields.some(({ code }) => code === column)
