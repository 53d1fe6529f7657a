/** The sandbox on a database: what is published is read, and nothing else, however it is asked for. */
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#platform/db/testing'
import type { Database } from '#platform/db'
import { checkQuery } from './check.ts'
import { createSandbox, type Sandbox } from './service.ts'
import * as store from './store.ts'

const TREES = '0197c0de-0000-7000-8000-00000000000a'
const HELD = '0197c0de-0000-7000-8000-00000000000b'
const VIEW = '0197c0de-0000-7000-8000-00000000000c'
const ROWS = 3_000

let database: Database
let sandbox: Sandbox
beforeAll(async () => {
  database = await testDatabase([])
  for (const statement of [
    'create schema held',
    'create schema opendata',
    `create table held."${TREES}" (_id bigint primary key, species text, height numeric, planted date, street text, geom geometry(Point, 4326))`, // prettier-ignore
    `insert into held."${TREES}" select n, case n % 3 when 0 then 'lipa' when 1 then 'klon' end, n / 10.0, date '2020-01-01' + n, 'ul. ' || n,
      st_setsrid(st_makepoint(22.5 + n / 1e5, 51.2), 4326) from generate_series(1, ${ROWS}) n`, // prettier-ignore
    `alter table held."${TREES}" set schema opendata`,
    `create view opendata."${VIEW}" as select * from opendata."${TREES}"`,
    `create table held."${HELD}" (pesel text)`,
    `insert into held."${HELD}" values ('44051401359')`,
    'create table accounts (email text)',
    `insert into accounts values ('a@example.org')`,
  ])
    await database.pool.query(statement)
  sandbox = createSandbox({ database })
})
afterAll(() => database.close())

const codeOf = async (sql: string, of = sandbox) =>
  of.query(sql).then(
    ({ rows }) => rows,
    ({ code }: { code: string }) => code,
  )

describe('answers', () => {
  test('rows with the types of their columns, as the database writes them', async () => {
    const sql = `select _id, species, height, planted, _id = 1 as first, null as nothing from "${TREES}" order by _id limit 2`
    expect(await sandbox.query(sql)).toEqual({
      tables: [TREES],
      truncated: false,
      fields: [
        { name: '_id', type: 'int8' },
        { name: 'species', type: 'text' },
        { name: 'height', type: 'numeric' },
        { name: 'planted', type: 'date' },
        { name: 'first', type: 'bool' },
        { name: 'nothing', type: 'text' },
      ],
      rows: [
        {
          _id: 1,
          species: 'klon',
          height: '0.10000000000000000000',
          planted: '2020-01-02',
          first: true,
          nothing: null,
        },
        { _id: 2, species: null, height: '0.20000000000000000000', planted: '2020-01-03', first: false, nothing: null },
      ],
    })
  })

  test('through a view, with a comment, with places, with nothing found', async () => {
    expect(await codeOf(`select count(*) as n from opendata."${VIEW}" -- all`)).toEqual([{ n: ROWS }])
    expect(await codeOf(`select st_asgeojson(geom) as g from "${TREES}" where st_x(geom) < 22.500015;`)).toEqual([
      { g: '{"type":"Point","coordinates":[22.50001,51.2]}' },
    ])
    const none = await sandbox.query(`select species from "${TREES}" where false`)
    expect(none).toMatchObject({ rows: [], fields: [{ name: 'species', type: 'text' }] })
  })

  test('several at once, and the house is itself again after each', async () => {
    const sql = `select count(*) as n from "${TREES}"`
    const [answers, own] = await Promise.all([
      Promise.all(Array.from({ length: 6 }, () => codeOf(sql))),
      database.pool.query('select current_user as who, (select count(*) from accounts) as n'),
    ])
    expect(answers).toEqual(Array.from({ length: 6 }, () => [{ n: ROWS }]))
    expect(own.rows).toEqual([{ who: 'postgres', n: 1 }])
    await codeOf('select 1 / 0 as x')
    const after = await database.pool.query(
      `select current_user as who, current_setting('transaction_read_only') as only`,
    )
    expect(after.rows).toEqual([{ who: 'postgres', only: 'off' }])
  })
})

describe('limits', () => {
  const limited = (limits: Partial<store.Limits>) => createSandbox({ database, limits })

  test('rows beyond the limit are cut off, and it is said; bytes beyond it are refused', async () => {
    const few = await limited({ rowsMax: 700 }).query(`select * from "${TREES}"`)
    expect([few.rows.length, few.truncated]).toEqual([700, true])
    const whole = await limited({ rowsMax: ROWS }).query(`select _id from "${TREES}"`)
    expect([whole.rows.length, whole.truncated]).toEqual([ROWS, false])
    expect(await codeOf(`select * from "${TREES}"`, limited({ bytesMax: 10_000 }))).toBe('catalog.sqlTooMuch')
  })

  test('what the planner thinks too dear is not begun', async () => {
    const cross = `select count(*) from "${TREES}" a, "${TREES}" b, "${TREES}" c where a.street || b.street <> c.street`
    expect(await codeOf(cross)).toBe('catalog.sqlTooMuch')
    const correlated = `select (select max(b.height) from "${TREES}" b, "${TREES}" c where b.street <> a.street) from "${TREES}" a`
    expect(await codeOf(correlated)).toBe('catalog.sqlTooMuch')
  })

  test.skipIf(!process.env.TEST_DATABASE_URL)('what takes too long is stopped, also while it is fetched', async () => {
    const slow = limited({ timeout_ms: 150, costMax: 1e12 })
    expect(await codeOf(`select count(*) from "${TREES}" a, "${TREES}" b, "${TREES}" c`, slow)).toBe(
      'catalog.sqlTooSlow',
    )
    expect(await codeOf(`select a.street from "${TREES}" a, "${TREES}" b, "${TREES}" c where a.height + b.height < c.height - 299`, slow)).toBe('catalog.sqlTooSlow') // prettier-ignore
  })

  test('what analysts ask is answered: patterns, powers, what is gathered', async () => {
    expect(await codeOf(`select string_agg(distinct species, ', ' order by species) as s, array_agg(_id order by _id) filter (where _id < 3) as n from "${VIEW}"`)).toEqual([{ s: 'klon, lipa', n: '{1,2}' }]) // prettier-ignore
    expect(await codeOf(`select count(*) as n from "${TREES}" where street ~ '^ul\\. [0-9]{2}$'`)).toEqual([{ n: 90 }])
    expect(await codeOf(`select regexp_replace(street, '[^0-9]+', '', 'g') as a, substring(street from '[0-9]+$') as b, power(_id, 2) as c, 3 ^ 2 as d from "${TREES}" where _id = 7`)).toEqual([{ a: '7', b: '7', c: 49, d: 9 }]) // prettier-ignore
    expect(await codeOf(`select date_trunc('year', planted)::date as y, count(*) as n, sum(count(*)) over (order by date_trunc('year', planted)) as t from "${TREES}" group by date_trunc('year', planted) order by 1 limit 1`)).toEqual([{ y: '2020-01-01', n: 365, t: '365' }]) // prettier-ignore
  })

  test('what is gathered of a large table, or of a view of it, is not begun', async () => {
    const id = '0197c0de-0000-7000-8000-00000000000e'
    const view = '0197c0de-0000-7000-8000-00000000000f'
    await database.pool.query(`create table opendata."${id}" as select n, md5(n::text) || repeat(md5(n::text), 30) as t from generate_series(1, 40000) n`) // prettier-ignore
    await database.pool.query(`create view opendata."${view}" as select * from opendata."${id}"`)
    const generous = limited({ costMax: 1e9 })
    for (const table of [id, view])
      expect(await codeOf(`select length(string_agg(t, '')) from "${table}"`, generous)).toBe('catalog.sqlTooMuch')
    expect(await codeOf(`select count(*) as n from "${view}"`, generous)).toEqual([{ n: 40_000 }])
  })

  test('patterns that are let through take no longer than others, whatever they are tried on', async () => {
    const id = '0197c0de-0000-7000-8000-000000000010'
    await database.pool.query(`create table opendata."${id}" as select repeat('a', 20000) || 'b' as t`)
    for (const pattern of ['^a*a*a*a*a*a*$', '(a|a|a)*$', '(a|aa)+$', '^(a?){20}a{20}$', '.*.*.*=.*', '[ab]{20}c']) {
      const answer = await codeOf(`select t ~ '${pattern}' as m from "${id}"`)
      expect(typeof answer === 'string' ? answer : [pattern, answer]).toEqual(typeof answer === 'string' ? 'catalog.sqlForbidden' : [pattern, [{ m: expect.any(Boolean) }]]) // prettier-ignore
    }
  })

  test('faults of a query are told, with what the database says of them', async () => {
    expect(await codeOf(`select 1 / 0 as x`)).toBe('catalog.sqlFailed')
    expect(await codeOf(`select nothing from "${TREES}"`)).toBe('catalog.sqlFailed')
    expect(await codeOf(`select * from "0197c0de-0000-7000-8000-0000000000ff"`)).toBe('catalog.unknown')
    expect(await codeOf(`select * from "${HELD}"`)).toBe('catalog.unknown')
  })
})

/** What would run if the first wall were not there. */
const past = (sql: string) => store.run(database.pool, { sql, tables: [], spatial: true, gathers: false }, store.LIMITS)

describe('the second wall: the role, where the query was not looked at', () => {
  test.each([
    ['another table', 'select * from public.accounts'],
    ['quarantine', `select * from held."${HELD}"`],
    ['quarantine through a function', `select query_to_xml('select * from held."${HELD}"', true, true, '')`],
    ['a function over tables', `select table_to_xml('public.accounts', true, true, '')`],
    ['a file', `select pg_read_file('/etc/hostname')`],
    ['a folder', `select pg_ls_dir('.')`],
    ['a large object', `select lo_import('/etc/hostname')`],
    ['a setting of the server', `select set_config('temp_file_limit', '-1', true)`],
    ['passwords', 'select * from pg_authid'],
    ['a write', `insert into opendata."${TREES}" (_id) values (-1) returning *`],
  ])('%s', async (_, sql) => {
    await expect(past(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^catalog\.sql(Forbidden|Failed)$/) })
  })

  test('nothing was changed by any of it, nor by what PostgreSQL before 16 takes for reading', async () => {
    await past('select lo_create(0)').catch(() => {})
    const { rows } = await database.pool.query(`select (select count(*) from opendata."${TREES}") as n, (select count(*) from pg_largeobject_metadata) as o`) // prettier-ignore
    expect(rows).toEqual([{ n: ROWS, o: 0 }])
  })

  test('a role that may more than it should is not used', async () => {
    await database.pool.query(`grant select on accounts to ${store.ROLE}`)
    await expect(createSandbox({ database }).query('select 1 as x')).rejects.toMatchObject({ code: 'catalog.sqlOff' })
    await database.pool.query(`revoke select on accounts from ${store.ROLE}`)
    expect(await codeOf('select 1 as x', createSandbox({ database }))).toEqual([{ x: 1 }])
  })

  test('what was taken back after it was read is not read again, and disturbs nothing', async () => {
    const id = '0197c0de-0000-7000-8000-00000000000d'
    await database.pool.query(`create table opendata."${id}" (a int)`)
    expect(await codeOf(`select * from "${id}"`)).toEqual([])
    await database.pool.query(`alter table opendata."${id}" set schema held`)
    const fresh = createSandbox({ database })
    expect(await codeOf(`select * from "${id}"`, fresh)).toBe('catalog.unknown')
    await expect(past(`select * from held."${id}"`)).rejects.toMatchObject({ code: 'catalog.sqlForbidden' })
    expect(await codeOf('select 1 as x', fresh)).toEqual([{ x: 1 }])
  })

  test.skipIf(!process.env.TEST_DATABASE_URL)('a house that may make no role says so, and runs nothing', async () => {
    const name = `poor_${process.pid}`
    await database.pool.query(`create role ${name} login`)
    const url = new URL(database.url)
    url.username = name
    const pool = new pg.Pool({ connectionString: url.href, max: 1 })
    try {
      const poor = createSandbox({ database: { pool, embedded: false } })
      expect(await codeOf('select 1 as x', poor)).toBe('catalog.sqlOff')
    } finally {
      await pool.end()
      await database.pool.query(`drop role ${name}`)
    }
  })
})

const column = fc.constantFrom('_id', 'species', 'height', 'planted', 'street')
const expression: fc.Arbitrary<string> = fc.letrec<{ of: string }>((tie) => ({
  of: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    column,
    fc.constantFrom('1', "'x'", 'null', 'true', 'now()', 'current_date', "date '2024-02-29'"),
    fc.tuple(tie('of'), fc.constantFrom('=', '<', '+', '||', 'like', 'is distinct from'), tie('of')).map(([a, op, b]) => `(${a} ${op} ${b})`), // prettier-ignore
    fc.tuple(fc.constantFrom('lower', 'count', 'max', 'abs', 'length', 'md5', 'concat', 'coalesce'), tie('of')).map(([f, a]) => `${f}(${a})`), // prettier-ignore
    tie('of').map((a) => `(${a})::text`),
    tie('of').map((a) => `(select ${a} from "${VIEW}" limit 1)`),
    fc.tuple(tie('of'), tie('of')).map(([a, b]) => `case when ${a} is null then ${b} end`),
  ),
})).of
const query = fc
  .record({
    a: expression,
    b: expression,
    by: column,
    table: fc.constantFrom(`"${TREES}"`, `opendata."${VIEW}"`, `(select * from "${TREES}" limit 9) s`),
    limit: fc.nat(9),
  }) // prettier-ignore
  .map(
    ({ a, b, by, table, limit }) =>
      `select ${a} as a from ${table} where (${b}) is not null order by ${by} limit ${limit}`,
  )

test('whatever is allowed touches nothing but what is published', { timeout: 120_000 }, async () => {
  let planned = 0
  await fc.assert(
    fc.asyncProperty(query, async (sql) => {
      const checked = await checkQuery(sql).catch(() => undefined)
      if (!checked) return
      const plan = await database.pool
        .query(`set search_path = opendata; explain (verbose, format json) ${checked.sql}; reset search_path`)
        .catch(() => undefined)
      await database.pool.query('reset search_path')
      const schemas = [...JSON.stringify(plan ?? '').matchAll(/"Schema":"([^"]*)"/g)].map(([, schema]) => schema)
      expect(new Set([...schemas, 'opendata'])).toEqual(new Set(['opendata']))
      planned += schemas.length
      const answer = await codeOf(sql)
      if (typeof answer === 'string') expect(answer).toMatch(/^catalog\.sql(Failed|TooMuch)$/)
    }),
    { numRuns: 120 },
  )
  expect(planned).toBeGreaterThan(10)
})
