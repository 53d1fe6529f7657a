/** What may be said of a thing, and who sees it. Pure. */
import { kindOf, type Kind, type KindField } from './kinds/index.ts'
import { refuse } from './refusals.ts'
import type { Details, FieldValue, ReadDraft, Shown, State, Thing } from './types.ts'

/** What is wrong with one field: `right` says what would do. */
export type FieldProblem = { field: string; found: string; right: string }

const DAY = /^\d{4}-\d\d-\d\d$/
const isDay = (value: string): boolean => DAY.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value) // prettier-ignore
const isMissing = (value: unknown): boolean => value === undefined || value === null || value === ''

/** What would do in this field, without words where there are none needed. */
export function rightFor({ type, choices = [], min, max }: KindField): string {
  switch (type) {
    case 'choice':
      return choices.map(({ code }) => code).join(', ')
    case 'boolean':
      return 'true, false'
    case 'date':
      return '2026-12-31'
    case 'text':
      return 'abc'
    default:
      return `${type === 'integer' ? '1' : '1.5'}${min === undefined ? '' : `, ≥ ${min}`}${max === undefined ? '' : `, ≤ ${max}`}`
  }
}

function fits({ type, choices = [], min = -Infinity, max = Infinity }: KindField, value: FieldValue): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'choice':
      return choices.some(({ code }) => code === value)
    case 'date':
      return typeof value === 'string' && isDay(value)
    case 'text':
      return typeof value === 'string'
    default:
      return typeof value === 'number' && value >= min && value <= max && (type === 'number' || Number.isInteger(value))
  }
}

export function fieldProblems(kind: Kind, given: Details['fields']): FieldProblem[] {
  const known = new Map(kind.fields.map((field) => [field.code, field]))
  const strange = Object.keys(given)
    .filter((code) => !known.has(code))
    .map((field) => ({ field, found: field, right: [...known.keys()].join(', ') }))
  const wrong = kind.fields.flatMap((field) => {
    const value = given[field.code]
    const isWrong = isMissing(value) ? field.required : !fits(field, value!)
    return isWrong ? [{ field: field.code, found: String(value ?? ''), right: rightFor(field) }] : []
  })
  return [...strange, ...wrong]
}

/** Throws `things.kindUnknown`. */
export function demandKind(code: string): Kind {
  const kind = kindOf(code)
  if (!kind) throw refuse.kindUnknown({ found: code })
  return kind
}

/** Throws `things.kindUnknown`, `things.field`, `things.order`. */
export function demandRight(draft: ReadDraft): Kind {
  const kind = demandKind(draft.kind)
  const [problem] = fieldProblems(kind, draft.fields)
  if (problem) throw refuse.field(problem)
  const { installed, warrantyUntil } = draft
  if (installed && warrantyUntil && warrantyUntil < installed) throw refuse.order({ installed, warrantyUntil })
  return kind
}

/** What is kept: nothing stands there that says nothing. */
export function detailsOf(draft: ReadDraft): Details {
  const { address, maker, model, serial, installed, warrantyUntil, cost_grosze, life_years, note } = draft
  const said = { address, maker, model, serial, installed, warrantyUntil, cost_grosze, life_years, note }
  return { ...filled(said), fields: filled(draft.fields) } as Details
}

const filled = (given: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => !isMissing(value)))

/** All that is said of a thing, by name: what is compared, kept of each version, and sealed. */
export type Said = Record<string, unknown>
export function saidOf(
  thing: Pick<
    Thing,
    | 'code'
    | 'kind'
    | 'name'
    | 'parent'
    | 'state'
    | 'organisationId'
    | 'location'
    | 'area'
    | 'entityId'
    | 'demo'
    | 'details'
  >,
): Said {
  const { code, kind, name, parent, state, organisationId, location, area, entityId, demo } = thing
  const { fields, ...details } = thing.details
  const own = Object.fromEntries(Object.entries(fields).map(([field, value]) => [`fields.${field}`, value]))
  return filled({ code, kind, name, parent, state, organisationId, location, area, entityId, demo, ...details, ...own })
}

export function changesOf(before: Said, after: Said): { what: string; before: unknown; after: unknown }[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .map((what) => ({ what, before: before[what] ?? null, after: after[what] ?? null }))
    .filter((change) => !isSame(change.before, change.after))
}

/** Objects by what they say, whatever the order of their names. */
export const isSame = (a: unknown, b: unknown): boolean => ordered(a) === ordered(b)
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

const LASTING: readonly State[] = ['inUse', 'outOfUse']
/** Is it on lists and maps for everybody? */
export const isPublic = ({ kind, state }: Pick<Thing, 'kind' | 'state'>): boolean =>
  (kindOf(kind)?.public ?? false) && LASTING.includes(state)
export const PUBLIC_STATES = LASTING

/** Whoever has its code knows what it is and whose; where it is and its public fields only where its kind is public. */
export function shownOf(thing: Thing, mayRead: boolean): Shown {
  const kind = kindOf(thing.kind)
  const open = mayRead || isPublic(thing)
  const { id, version, createdAt, changedAt, details } = thing
  const openFields = (kind?.fields ?? []).filter((field) => mayRead || field.public).map(({ code }) => code)
  return {
    ...{
      code: thing.code,
      kind: thing.kind,
      state: thing.state,
      organisationId: thing.organisationId,
      demo: thing.demo,
    },
    kindNames: kind?.names ?? { pl: thing.kind, en: thing.kind, uk: thing.kind },
    name: open ? thing.name : null,
    parent: open ? thing.parent : null,
    location: open ? thing.location : null,
    point: open ? thing.point : null,
    area: open ? thing.area : null,
    entityId: open ? thing.entityId : null,
    installed: open ? (details.installed ?? null) : null,
    fields: open ? Object.fromEntries(openFields.flatMap((code) => (isMissing(details.fields[code]) ? [] : [[code, details.fields[code]!]]))) : {}, // prettier-ignore
    ...(mayRead && { inside: { ...details, id, version, createdAt, changedAt } }),
  }
}
