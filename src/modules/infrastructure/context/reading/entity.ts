/** An entity, or a part of one, as it comes in. Pure. */
import { ATTRIBUTES_MAX } from '../limits.ts'
import { refuse } from '../refusals.ts'
import { KINDS, NULL, type Attributes, type EntityDraft, type Instance } from '../types.ts'
import type { Terms } from '../terms/terms.ts'
import { instancesOf, type Reading } from './attribute.ts'
import { idOf, isName, scopesOf, typesOf } from './names.ts'

type Raw = Record<string, unknown>
const BESIDE = new Set(['id', '@id', 'type', '@type', 'scope', '@context', 'createdAt', 'modifiedAt', 'deletedAt'])

/** What a fragment says: it may have no id, and types only to add to those that are there. */
export type Fragment = { id?: string; types: string[]; scopes?: string[]; attributes: Attributes }

export function objectOf(body: unknown): Raw {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw refuse.badEntity({ problem: 'object' })
  return body as Raw
}

/** Throws `context.badEntity`, and what `attribute.ts` throws. */
export function fragmentOf(body: unknown, terms: Terms, how: Omit<Reading, 'terms'> = {}): Fragment {
  const raw = objectOf(body)
  const names = Object.keys(raw)
  if (names.length > ATTRIBUTES_MAX) throw refuse.badEntity({ problem: 'tooMany', value: ATTRIBUTES_MAX })
  const attributes: Attributes = {}
  const reading: Reading = { terms, ...how }
  for (const name of names) {
    if (BESIDE.has(name)) continue
    if (!isName(name) || name.startsWith('@')) throw refuse.badAttribute({ where: name.slice(0, 100), problem: 'name' })
    attributes[terms.iri(name)] = instancesOf(raw[name], name, reading)
  }
  const [id, type] = [raw.id ?? raw['@id'], raw.type ?? raw['@type']]
  return {
    ...(id !== undefined && { id: idOf(id) }),
    types: type === undefined ? [] : typesOf(type, terms),
    ...(raw.scope !== undefined && { scopes: scopesOf(raw.scope) }),
    attributes,
  }
}

/** A whole entity. */
export function entityOf(body: unknown, terms: Terms): EntityDraft {
  const raw = objectOf(body)
  const { id, types, ...rest } = fragmentOf(raw, terms)
  if (id === undefined) throw refuse.badEntity({ problem: 'id', value: '' })
  if (types.length === 0) throw refuse.badEntity({ problem: 'type', value: '' })
  for (const [iri, instances] of Object.entries(rest.attributes))
    for (const instance of instances)
      if (isNull(instance)) throw refuse.badAttribute({ where: terms.term(iri), problem: 'null' })
  return { id, types, ...rest }
}

/** Does it say that the attribute is to go? */
export const isNull = (instance: Instance): boolean => {
  const held = instance[KINDS[instance.type]]
  return held === NULL || (held as Raw | undefined)?.['@none'] === NULL
}
