/** Registrations: which other sources say they have which data. They are kept and found; nobody is asked by them yet. */
import { demand, type Actor } from '#platform/actor'
import { ownerFor } from '../access.ts'
import { isName, isUri } from '../reading/names.ts'
import { isTime } from '../reading/times.ts'
import { refuse } from '../refusals.ts'
import * as store from '../store/registrations.ts'
import type { Terms } from '../terms/terms.ts'
import type { Parts } from './parts.ts'

type Raw = Record<string, unknown>
const PARTS_MAX = 100
const bad = (where: string) => refuse.badRegistration({ where })
const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

/** What it says of types and attributes, by their IRIs. Throws `context.badRegistration`. */
function detailsOf(given: Raw, terms: Terms): store.Registration['details'] {
  const { type, information, endpoint, expiresAt } = given
  if (type !== 'ContextSourceRegistration') throw bad('type')
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) throw bad('endpoint')
  if (expiresAt !== undefined && !isTime(expiresAt)) throw bad('expiresAt')
  if (
    !Array.isArray(information) ||
    information.length === 0 ||
    information.length > PARTS_MAX ||
    !information.every(isObject)
  )
    throw bad('information')
  const named = (names: unknown[], where: string): string[] => {
    if (!names.every(isName)) throw bad(where)
    return names.map(terms.iri)
  }
  const types = information.flatMap(({ entities }) =>
    listOf(entities).flatMap((one) => named(listOf(isObject(one) ? one.type : undefined), 'information.entities')),
  )
  const attributes = information.flatMap(({ propertyNames, relationshipNames, attributeNames }) =>
    named([...listOf(propertyNames), ...listOf(relationshipNames), ...listOf(attributeNames)], 'information'),
  )
  return { given, context: terms.given, types: [...new Set(types)], attributes: [...new Set(attributes)] }
}

export function createRegistrations(parts: Parts) {
  const { db, clock, ids, ledger } = parts

  async function own(actor: Actor, id: string): Promise<store.Registration> {
    demand(actor, 'infrastructure.admin')
    const found = await store.find(db, id)
    if (!found) throw refuse.unknownRegistration({ id })
    return found
  }
  const told = ({ id, details }: store.Registration): Raw => ({ id, ...details.given })
  const note = (what: string, actor: Actor, id: string) => ({
    ...{ kind: `infrastructure.registration.${what}`, actor: actor.id, subject: `registrations/${id}` },
  })
  const objectOf = (body: unknown): Raw => {
    if (!isObject(body)) throw bad('body')
    const { '@context': _, ...given } = body
    return given
  }

  return {
    async create(actor: Actor, body: unknown, terms: Terms): Promise<string> {
      demand(actor, 'infrastructure.admin')
      const given = objectOf(body)
      const id = given.id ?? `urn:ngsi-ld:ContextSourceRegistration:${ids.uuid()}`
      if (!isUri(id)) throw bad('id')
      const details = detailsOf(given, terms)
      const owner = ownerFor(actor, await parts.accessOf(actor), await parts.organisations())
      await db.transaction().execute(async (tx) => {
        if (!(await store.add(tx, { id, details, owner, by: actor.id }, clock.now())))
          throw refuse.registrationExists({ id })
        await ledger.append(tx, note('created', actor, id))
      })
      return id
    },
    get: async (actor: Actor, id: string): Promise<Raw> => told(await own(actor, id)),
    async list(actor: Actor, asked: { types?: string[]; attributes?: string[] }, limit: number, offset: number) {
      demand(actor, 'infrastructure.admin')
      const { rows, count } = await store.list(db, asked, limit, offset)
      return { registrations: rows.map(told), count }
    },
    async change(actor: Actor, id: string, body: unknown, terms: Terms): Promise<void> {
      const row = await own(actor, id)
      const given: Raw = { ...row.details.given, ...objectOf(body) }
      for (const name of Object.keys(given))
        if (given[name] === null || given[name] === 'urn:ngsi-ld:null') delete given[name]
      const details = detailsOf(
        given,
        terms.given === undefined ? await parts.contexts.terms(row.details.context) : terms,
      )
      await db.transaction().execute(async (tx) => {
        await store.change(tx, { id, details }, clock.now())
        await ledger.append(tx, note('changed', actor, id))
      })
    },
    async delete(actor: Actor, id: string): Promise<void> {
      await own(actor, id)
      await db.transaction().execute(async (tx) => {
        await store.remove(tx, id)
        await ledger.append(tx, note('deleted', actor, id))
      })
    },
  }
}
