/** Questions to many entities: every part of one is a condition of the same statement. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/db'
import { QUERY_TIMEOUT_MS } from '../limits.ts'
import type { GeoQuery } from '../q/geo.ts'
import { hasPattern } from '../q/parse.ts'
import type { Selection } from '../q/selection.ts'
import type { Selector } from '../q/selector.ts'
import type { Query } from '../q/types.ts'
import { refuse } from '../refusals.ts'
import type { Entity } from '../types.ts'
import { conditionOf } from './attributes.ts'
import { COLUMNS, entityOf, type Row } from './entities.ts'
import { geoCondition } from './geo.ts'
import { scopesCondition, typesCondition } from './selection.ts'

export type Filter = {
  anyOf?: Selector[]
  /** Any of these attributes is there. */
  attributes?: string[]
  q?: Query
  geo?: GeoQuery
  scopes?: Selection
  /** Also those of which only the past is known. */
  past?: boolean
}
/** What of all that matches may be seen: see `visible.ts`. */
export type Visible = RawBuilder<boolean>
export type Page = { limit: number; offset: number; count?: boolean }
export type Found = { entities: Entity[]; count?: number }

function selectorCondition({ ids, idPattern, types }: Selector): RawBuilder<boolean> {
  const parts = [
    ...(ids ? [sql<boolean>`id = any(${ids}::text[])`] : []),
    ...(idPattern === undefined ? [] : [sql<boolean>`id ~ ${idPattern}`]),
    ...(types === undefined ? [] : [typesCondition(types)]),
  ]
  return parts.length > 0 ? sql<boolean>`(${sql.join(parts, sql` and `)})` : sql<boolean>`true`
}

export function filterCondition({ anyOf, attributes, q, geo, scopes }: Filter): RawBuilder<boolean> {
  const parts = [
    ...(anyOf && anyOf.length > 0 ? [sql<boolean>`(${sql.join(anyOf.map(selectorCondition), sql` or `)})`] : []),
    ...(attributes ? [sql<boolean>`content ?| ${attributes}::text[]`] : []),
    ...(q ? [conditionOf(q)] : []),
    ...(geo ? [geoCondition(geo)] : []),
    ...(scopes === undefined ? [] : [scopesCondition(scopes)]),
  ]
  return parts.length > 0 ? sql<boolean>`${sql.join(parts, sql` and `)}` : sql<boolean>`true`
}

/** In the order of their ids. Throws `context.badQuery` for a pattern that is none, `context.tooSlow`. */
export async function query(db: Db, filter: Filter, visible: Visible, page: Page): Promise<Found> {
  const where = sql`${filter.past ? sql`true` : sql`current`} and ${visible} and ${filterCondition(filter)}`
  const ask = async (on: Db): Promise<Found> => {
    const { rows } =
      page.limit === 0
        ? { rows: [] }
        : await sql<Row>`select ${COLUMNS} from infrastructure_entities
      where ${where} order by id limit ${page.limit} offset ${page.offset}`.execute(on)
    if (!page.count) return { entities: rows.map(entityOf) }
    const counted = await sql<{ n: number }>`select count(*)::int as n from infrastructure_entities
      where ${where}`.execute(on)
    return { entities: rows.map(entityOf), count: counted.rows[0]!.n }
  }
  return isSlow(filter) ? inTime(db, ask) : ask(db).catch(explain)
}

const isSlow = ({ anyOf, q }: Filter): boolean =>
  (q !== undefined && hasPattern(q)) || (anyOf?.some(({ idPattern }) => idPattern !== undefined) ?? false)

/** What a client's pattern may take is limited by the database, which alone can stop it. */
export async function inTime<T>(db: Db, ask: (on: Db) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .execute(async (tx) => {
      await sql`select set_config('statement_timeout', ${`${QUERY_TIMEOUT_MS}`}, true)`.execute(tx)
      return ask(tx)
    })
    .catch(explain)
}

const INVALID_REGEX = '2201B'
const CANCELLED = '57014'
const TOO_COMPLEX = '54001'
const JSONPATH_SYNTAX = '42601'

function explain(error: unknown): never {
  const { code, message = '' } = error as { code?: string; message?: string }
  if (code === INVALID_REGEX || code === JSONPATH_SYNTAX)
    throw refuse.badQuery({ problem: 'pattern', at: 0, q: message.slice(0, 120) })
  if (code === CANCELLED || code === TOO_COMPLEX) throw refuse.tooSlow({ seconds: QUERY_TIMEOUT_MS / 1000 })
  throw error
}

/** Which of these entities match: for what only the database can tell. */
export async function matching(db: Db, ids: readonly string[], filter: Filter): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select id from infrastructure_entities
    where id = any(${ids}::text[]) and ${filterCondition(filter)}`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

export type TypeRow = { type: string; attributes: string[] }

/** Each type that is there, and the attributes that entities of it have. */
export async function types(db: Db, visible: Visible): Promise<TypeRow[]> {
  const { rows } = await sql<TypeRow>`select t as type, array_agg(distinct a) filter (where a is not null) as attributes
    from infrastructure_entities cross join unnest(types) t left join lateral jsonb_object_keys(content) a on true
    where current and ${visible} group by t order by t`.execute(db)
  return rows
}

export type AttributeRow = { attribute: string; type: string; kind: string; count: number }

/** Each attribute that is there, by the type of the entity and its own kind. */
export async function attributes(db: Db, visible: Visible, only?: string, type?: string): Promise<AttributeRow[]> {
  const { rows } = await sql<AttributeRow>`select a.key as attribute, t as type, i ->> 'type' as kind,
      count(distinct id)::int as count
    from infrastructure_entities cross join unnest(types) t cross join lateral jsonb_each(content) a
      cross join lateral jsonb_array_elements(a.value) i
    where current and ${visible} and (${only ?? null}::text is null or content ? ${only ?? ''})
      and (${only ?? null}::text is null or a.key = ${only ?? null})
      and (${type ?? null}::text is null or (types @> array[${type ?? ''}]::text[] and t = ${type ?? null}))
    group by 1, 2, 3 order by 1, 2, 3`.execute(db)
  return rows
}
