/** Questions to many entities, and what kinds of them there are. */
import type { Actor } from '#platform/actor'
import { seen } from '../access.ts'
import { attributesIn } from '../q/parse.ts'
import { refuse } from '../refusals.ts'
import * as places from '../store/places.ts'
import * as store from '../store/query.ts'
import { visibleCondition } from '../store/visible.ts'
import type { Terms } from '../terms/terms.ts'
import { DEMO_SCOPE } from '../limits.ts'
import type { Parts } from './parts.ts'

export type Queries = ReturnType<typeof createQueries>

export function createQueries(parts: Parts) {
  const { db } = parts

  return {
    /** Throws `context.badQuery`, `context.tooSlow`. */
    async query(actor: Actor, filter: store.Filter, page: store.Page): Promise<store.Found> {
      const access = await parts.accessOf(actor)
      const asked = [
        ...(filter.q ? attributesIn(filter.q) : []),
        ...(filter.geo ? [filter.geo.property] : []),
        ...(filter.attributes ?? []),
      ]
      const { entities, count } = await store.query(db, filter, visibleCondition(access, asked), page)
      return { entities: entities.map((entity) => seen(access, entity)), count }
    },

    /** How many things have a place in the box, and the frame around them. */
    extent: async (actor: Actor, asked: places.Placed): Promise<places.Extent> =>
      places.extent(db, asked, visibleCondition(await parts.accessOf(actor))),
    /** Things put together by the cells of a grid, with the mean of one of their numbers. */
    spots: async (actor: Actor, asked: places.Placed, grid: places.Grid): Promise<places.Spot[]> =>
      places.spots(db, asked, grid, visibleCondition(await parts.accessOf(actor), grid.attribute ? [grid.attribute] : [])), // prettier-ignore
    kinds: async (actor: Actor): Promise<places.KindRow[]> =>
      places.kinds(db, DEMO_SCOPE, visibleCondition(await parts.accessOf(actor))),
    tally: async (actor: Actor, type: string, attribute: string) =>
      places.tally(db, type, attribute, DEMO_SCOPE, visibleCondition(await parts.accessOf(actor), [attribute])),
    reporting: async (actor: Actor, since: Date) =>
      places.reporting(db, since, DEMO_SCOPE, visibleCondition(await parts.accessOf(actor))),
    changedSince: async (actor: Actor, since: Date, most: number) =>
      places.changedSince(db, since, most, visibleCondition(await parts.accessOf(actor))),

    types: async (actor: Actor): Promise<store.TypeRow[]> =>
      store.types(db, visibleCondition(await parts.accessOf(actor))),

    /** Throws `context.unknownType`. */
    async type(actor: Actor, name: string, terms: Terms): Promise<{ count: number; attributes: store.AttributeRow[] }> {
      const visible = visibleCondition(await parts.accessOf(actor))
      const type = terms.iri(name)
      const { count = 0 } = await store.query(db, { anyOf: [{ types: type }] }, visible, { limit: 0, offset: 0, count: true }) // prettier-ignore
      if (count === 0) throw refuse.unknownType({ type: name })
      return { count, attributes: await store.attributes(db, visible, undefined, type) }
    },

    attributes: async (actor: Actor): Promise<store.AttributeRow[]> =>
      store.attributes(db, visibleCondition(await parts.accessOf(actor))),

    /** Throws `context.unknownAttribute`. */
    async attribute(actor: Actor, name: string, terms: Terms): Promise<store.AttributeRow[]> {
      const iri = terms.iri(name)
      const rows = await store.attributes(db, visibleCondition(await parts.accessOf(actor), [iri]), iri)
      if (rows.length === 0) throw refuse.unknownAttribute({ id: '', attribute: name })
      return rows
    },
  }
}
