/**
 * Runs a query that was looked at: read-only, as a role that may read `opendata` and nothing else, with limits of time, memory,
 * rows and bytes. Whether the role can be had is found out once.
 */
import type pg from 'pg'
import { SCHEMA } from './allowed.ts'
import type { Checked } from './check.ts'
import { GATHERED_BYTES_MAX } from './growth.ts'
import { refuse } from './refusals.ts'

/** NOLOGIN: nobody can come in as it, the house only becomes it for a query. */
export const ROLE = 'unia_opendata'

export type Limits = {
  rowsMax: number
  bytesMax: number
  timeout_ms: number
  /** What the planner may think it costs, in its own units; the one measure that holds where no timer interrupts a query. */
  costMax: number
}
export const LIMITS: Limits = { rowsMax: 32_000, bytesMax: 20_000_000, timeout_ms: 10_000, costMax: 20_000_000 }
/** The embedded database does not interrupt a query, and runs one at a time: about five seconds of its work. */
export const EMBEDDED_COST_MAX = 100_000

const FETCHED_ROWS = 500
const WORK_MEM = '16MB'
const TEMP_FILES = '256MB'

export type Field = { name: string; type: string }
type Row = Record<string, unknown>
export type Rows = { fields: Field[]; rows: Row[]; truncated: boolean }

const nameOf = (table: string) => `"${SCHEMA}"."${table.replaceAll('"', '""')}"`

/** Makes the role where there is none, and lets it see into the schema. Throws `catalog.sqlOff` where the house may not. */
export async function prepareRole(pool: pg.Pool): Promise<void> {
  try {
    for (const statement of ROLE_STATEMENTS) await pool.query(statement)
    const { rows } = await pool.query<{ wide: boolean }>(IS_WIDE)
    if (rows[0]?.wide !== false) throw new Error(`the role ${ROLE} may more than read what is published`)
    await within(pool, (client) => client.query(`set local role ${ROLE}`))
  } catch (error) {
    throw refuse.sqlOff({ reason: reasonOf(error) })
  }
}

const ROLE_STATEMENTS = [
  `do $$ begin
    if not exists (select from pg_roles where rolname = '${ROLE}') then create role ${ROLE} nologin; end if;
    exception when duplicate_object or unique_violation then null;
  end $$`,
  `grant usage on schema ${SCHEMA} to ${ROLE}`,
  // A house that is no superuser must be let become it; where somebody did so already, it may not be his to do.
  `do $$ begin
    if not (select rolsuper from pg_roles where rolname = current_user) then
      execute format('grant ${ROLE} to %I', current_user);
    end if;
    exception when insufficient_privilege or invalid_grant_operation then null;
  end $$`,
]

/** The role may read nothing but what is published: neither by itself, nor by a role that it belongs to. */
const IS_WIDE = `select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin
    or exists (select from pg_auth_members m where m.member = r.oid)
    or exists (select from pg_class c, aclexplode(c.relacl) a
      where a.grantee = r.oid and c.relnamespace <> '${SCHEMA}'::regnamespace
        -- What was taken back keeps its grant, behind a schema that the role does not see into.
        and has_schema_privilege(r.oid, c.relnamespace, 'usage')) as wide
  from pg_roles r where rolname = '${ROLE}'`

/** Lets the role read those of the tables that it may not read yet. Throws `catalog.unknown` where one is none. */
export async function letRead(pool: pg.Pool, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const { rows } = await pool.query<{ may: boolean }>(
      `select has_table_privilege($1::text, c.oid, 'select') as may from pg_class c
        where c.relnamespace = (select oid from pg_namespace where nspname = $2::text)
          and c.relname = $3::text and c.relkind in ('r', 'v', 'p', 'm')`,
      [ROLE, SCHEMA, table],
    )
    if (!rows[0]) throw refuse.unknown({ id: table })
    if (!rows[0].may) await pool.query(`grant select on ${nameOf(table)} to ${ROLE}`)
  }
}

/** A read-only transaction of its own, undone at its end whatever happened. */
async function within<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await client.query('begin read only')
    return await work(client)
  } finally {
    // A connection that cannot even be rolled back is not given to anybody else.
    await client.query('rollback').catch((error: Error) => (failure = error))
    client.release(failure)
  }
}

/** Throws `catalog.sqlTooMuch`, `catalog.sqlTooSlow` and `catalog.sqlFailed`. */
export async function run(pool: pg.Pool, { sql: text, spatial, gathers }: Checked, limits: Limits): Promise<Rows> {
  const until = performance.now() + limits.timeout_ms
  try {
    return await within(pool, async (client) => {
      await confine(client, spatial, limits)
      const plan = await demandCheap(client, text, limits)
      if (gathers) await demandSmall(client, plan)
      await client.query(`declare answer no scroll cursor for ${text}`)
      return await fetched(client, limits, until)
    })
  } catch (error) {
    throw faultOf(error, limits)
  }
}

async function confine(client: pg.PoolClient, spatial: boolean, { timeout_ms }: Limits): Promise<void> {
  // Only a superuser may set it; elsewhere the planner's cost is what bounds a sort on disk.
  await client.query(
    `select set_config('temp_file_limit', '${TEMP_FILES}', true) from pg_roles where rolname = current_user and rolsuper`,
  )
  for (const setting of [
    `statement_timeout = ${Math.ceil(timeout_ms)}`,
    `work_mem = '${WORK_MEM}'`,
    'hash_mem_multiplier = 1',
    'max_parallel_workers_per_gather = 0',
    'jit = off',
    'standard_conforming_strings = on',
    // Functions of places stand in `public`; nothing else there may be read by the role.
    `search_path = ${spatial ? `${SCHEMA}, public` : SCHEMA}`,
    `role = ${ROLE}`,
  ])
    await client.query(`set local ${setting}`)
}

async function demandCheap(client: pg.PoolClient, text: string, { costMax }: Limits): Promise<unknown> {
  type Plan = { 'QUERY PLAN': { Plan: { 'Total Cost': number } }[] }
  const { rows } = await client.query<Plan>(`explain (format json) ${text}`)
  const [{ Plan: plan }] = rows[0]!['QUERY PLAN'] as [{ Plan: { 'Total Cost': number } }]
  if (!(plan['Total Cost'] <= costMax)) throw refuse.sqlTooMuch({ what: 'cost', most: costMax })
  return plan
}

/** What is gathered into one value stands in memory as a whole, which no setting of the database bounds. */
async function demandSmall(client: pg.PoolClient, plan: unknown): Promise<void> {
  const names = [...JSON.stringify(plan).matchAll(/"Relation Name":"([^"]*)"/g)].map(([, name]) => name)
  const { rows } = await client.query<{ bytes: number }>(
    `select coalesce(sum(pg_catalog.pg_table_size(c.oid)), 0)::float8 as bytes from pg_catalog.pg_class c
      where c.relnamespace = '${SCHEMA}'::regnamespace and c.relname = any($1)`,
    [names],
  )
  if (rows[0]!.bytes > GATHERED_BYTES_MAX) throw refuse.sqlTooMuch({ what: 'gathered', most: GATHERED_BYTES_MAX })
}

async function fetched(client: pg.PoolClient, limits: Limits, until: number): Promise<Rows> {
  const { rowsMax, bytesMax, timeout_ms } = limits
  const rows: Row[] = []
  let bytes = 0
  for (;;) {
    const left_ms = until - performance.now()
    if (left_ms <= 0) throw refuse.sqlTooSlow({ seconds: Math.ceil(timeout_ms / 1000) })
    await client.query(`set local statement_timeout = ${Math.ceil(left_ms)}`)
    const wanted = Math.min(FETCHED_ROWS, rowsMax + 1 - rows.length)
    const more = await client.query<Row>({ text: `fetch ${wanted} from answer`, types: AS_TEXT })
    for (const row of more.rows) {
      bytes += JSON.stringify(row).length
      if (bytes > bytesMax) throw refuse.sqlTooMuch({ what: 'bytes', most: bytesMax })
      rows.push(row)
    }
    const isEnd = more.rows.length < wanted
    if (!isEnd && rows.length <= rowsMax) continue
    const fields = more.fields.map(({ name, dataTypeID }) => ({ name, type: TYPE_NAMES[dataTypeID] ?? 'text' }))
    return { fields, rows: rows.slice(0, rowsMax), truncated: rows.length > rowsMax }
  }
}

/** By the numbers that PostgreSQL knows its types by. */
const TYPE_NAMES: Record<number, string> = {
  ...{ 16: 'bool', 20: 'int8', 21: 'int2', 23: 'int4', 25: 'text', 700: 'float4', 701: 'float8', 1043: 'text' },
  ...{ 1082: 'date', 1083: 'time', 1114: 'timestamp', 1184: 'timestamptz', 1186: 'interval', 1700: 'numeric' },
  2950: 'uuid',
}
/** Values as the database writes them: a day is a day in every time zone, a number keeps its digits. */
const AS_TEXT = {
  getTypeParser: ((type: number) => {
    const name = TYPE_NAMES[type]
    if (name === 'bool') return (text: string) => text === 't'
    if (name === 'float4' || name === 'float8' || name?.startsWith('int')) return name === 'interval' ? String : Number
    return String
  }) as pg.CustomTypesConfig['getTypeParser'],
}

const reasonOf = (error: unknown): string => (error as Error).message.slice(0, 300)
const TIMEOUT = '57014'
const NO_PRIVILEGE = '42501'

/** What the database says of a query is said on: it saw nothing but what is published. */
function faultOf(error: unknown, { timeout_ms }: Limits): unknown {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return error
  if (code === TIMEOUT) return refuse.sqlTooSlow({ seconds: Math.ceil(timeout_ms / 1000) })
  if (code === NO_PRIVILEGE) return refuse.sqlForbidden({ what: reasonOf(error) })
  return refuse.sqlFailed({ reason: reasonOf(error) })
}
