/** Names and identifiers as they come in: what they may look like, and how long they may be. Pure. */
import { ID_CHARS_MAX, NAME_CHARS_MAX, SCOPES_MAX, TYPES_MAX } from '../limits.ts'
import { refuse } from '../refusals.ts'
import type { Terms } from '../terms/terms.ts'

const URI = /^[a-zA-Z][a-zA-Z\d+.-]*:[^\s<>"{}|\\^`\u0000-\u001f]+$/u
/** What stands in a query for something else cannot be a name. */
const NAME = /^[^\s"'()<>=;|,[\]{}\\\u0000-\u001f]+$/u
const SCOPE = /^(?:\/[\p{L}\d_-]+)+$/u

/** PostgreSQL keeps any text but these. */
export const isKeepable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed()

export const isUri = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= ID_CHARS_MAX && URI.test(value) && value.isWellFormed()

/** Throws `context.badEntity`. */
export function idOf(value: unknown): string {
  if (isUri(value)) return value
  throw refuse.badEntity({ problem: 'id', value: String(value).slice(0, 100) })
}

export const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= NAME_CHARS_MAX && NAME.test(value) && value.isWellFormed()

/** The types' IRIs, each once. Throws `context.badEntity`. */
export function typesOf(value: unknown, terms: Terms): string[] {
  const list = Array.isArray(value) ? value : [value]
  if (list.length === 0 || list.length > TYPES_MAX || !list.every(isName))
    throw refuse.badEntity({ problem: 'type', value: String(JSON.stringify(value)).slice(0, 100) })
  return [...new Set(list.map(terms.iri))]
}

/** Throws `context.badEntity`. */
export function scopesOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  const isScope = (one: unknown) => typeof one === 'string' && one.length <= NAME_CHARS_MAX && SCOPE.test(one)
  if (list.length > SCOPES_MAX || !list.every(isScope))
    throw refuse.badEntity({ problem: 'scope', value: String(JSON.stringify(value)).slice(0, 100) })
  return [...new Set(list as string[])]
}
