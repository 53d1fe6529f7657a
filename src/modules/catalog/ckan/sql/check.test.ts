/** What a query may be made of: what clients ask passes, what attackers try does not. */
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { FUNCTIONS } from './allowed.ts'
import { checkQuery } from './check.ts'

const A = '0197c0de-0000-7000-8000-00000000000a'
const B = '0197c0de-0000-7000-8000-00000000000b'

describe('asked in good faith', () => {
  test.each([
    `SELECT * from "${A}" LIMIT 5`,
    `SELECT * FROM opendata."${A}" WHERE "_id" > 10 ORDER BY "_id" DESC OFFSET 20 LIMIT 10;`,
    `select count(*) from "${A}"`,
    `SELECT DISTINCT "ulica" FROM "${A}" WHERE "ulica" ILIKE '%naru%' -- komentarz`,
    `select a.x, b.y from "${A}" a left join "${B}" b on a.id = b.id where b.y is not null`,
    `with w as (select * from "${A}"), v as (select x from w) select x, sum(x) over (partition by x order by x rows between 2 preceding and current row) from v`,
    `select date_trunc('month', d), avg(v)::numeric(10, 2), count(*) filter (where v > 1) from "${A}" group by 1 having count(*) > 3`,
    `select case when x in (1, 2) then 'a' else coalesce(y, 'b') end from "${A}" where (x, y) in (select x, y from "${B}")`,
    `select extract(year from d), d::date - interval '1 day', current_date, d at time zone 'UTC' from "${A}"`,
    `select x from "${A}" union all (select y from "${B}" order by 1 limit 3)`,
    `select percentile_cont(0.5) within group (order by v) from "${A}"`,
    `select st_asgeojson(geom), st_x(st_centroid(geom)) from "${A}" where st_dwithin(geom, st_setsrid(st_makepoint(22.5, 51.2), 4326), 0.01)`,
    `select replace(v, ',', '.')::numeric, left(v, 3) || '…', substring(v from 2 for 3), trim(both ' ' from v) from "${A}"`,
    `select string_agg(v, ', ' order by v), array_agg(distinct v) from "${A}" where v ~* '^[a-z]+ (ul|al)\\.' and v !~ 'x{2,20}'`,
    `select regexp_replace(v, '\\s+', ' ', 'g'), regexp_count(v, 'a|b'), substring(v from '\\d{4}'), substring(v, 1 + strpos(v, ' ')), power(n, 2), n ^ 3 from "${A}"`,
    `select v from "${A}" where v between 1 and 5 and n not like 'x%' and m is distinct from 3 and k = any(array[1, 2])`,
    `select grouping.x from "${A}" as grouping group by grouping sets ((x), ())`,
    `select 'it''s', E'a\\nb', U&'\\0105', $$text; drop table x$$, 1e3 from "${A}"`,
  ])('%s', async (sql) => {
    const { tables } = await checkQuery(sql)
    expect(tables).toContain(A)
  })

  test('what stands around the statement is left behind', async () => {
    expect((await checkQuery(`  select 'ż' from "${A}" ;  `)).sql.trim()).toBe(`select 'ż' from "${A}"`)
  })
})

const OTHER_TABLES = [
  ...[
    'identity_accounts',
    'public.identity_accounts',
    `held."${A}"`,
    `public."${A}"`,
    'pg_class',
    'pg_catalog.pg_user',
  ],
  ...['information_schema.tables', 'pg_stat_activity', 'pg_shadow', 'pg_settings', `postgres.opendata."${A}"`],
  ...[
    'catalog_datasets',
    '"../x"',
    `"${A.toUpperCase()}"`,
    'generate_series(1, 10)',
    "pg_ls_dir('.')",
    'unnest(array[1])',
  ],
  ...[`"${A}" tablesample system (1)`, `rows from (generate_series(1, 2)) x`, `json_each('{}')`, `xmltable('/' passing '' columns a text)`], // prettier-ignore
]
const CALLS = [
  ...['pg_sleep(10)', "repeat('x', 1000000000)", "lpad('x', 1000000000)", "rpad('x', 9)", "format('%1000000s', 1)"],
  ...[
    'json_agg(v)',
    'xmlagg(v)',
    'jsonb_object_agg(v, v)',
    "regexp_replace(v, '(a+)+$', '')",
    "regexp_replace(v, w, '')",
  ],
  ...[
    "regexp_replace(v, 'a', v)",
    "regexp_like(v, '(.)\\1')",
    "regexp_count(v, 'a{1000}')",
    "regexp_matches(v, 'a')",
    "regexp_split_to_table(v, '')",
  ],
  ...[
    'power(v, w)',
    'power(9.0, 11)',
    'substring(v from w)',
    "substring(v from '(a*)*b')",
    "substring(v from 'a' for '#')",
    'substring(v, w || w)',
  ],
  ...["query_to_xml('select 1', true, true, '')", "table_to_xml('identity_accounts', true, true, '')", "database_to_xml(true, true, '')"], // prettier-ignore
  ...["dblink('', 'select 1')", "lo_import('/etc/passwd')", 'lo_get(1)', "lo_from_bytea(0, '')", "pg_read_file('/etc/passwd')"], // prettier-ignore
  ...["pg_read_binary_file('x')", "pg_ls_dir('/')", "pg_stat_file('x')", "current_setting('data_directory')"],
  ...[
    "set_config('role', 'none', false)",
    "set_config('search_path', 'public', false)",
    'pg_backend_pid()',
    'version()',
  ],
  ...['pg_terminate_backend(1)', 'pg_cancel_backend(1)', 'pg_reload_conf()', "pg_notify('x', 'y')", "nextval('s')", "setval('s', 1)"], // prettier-ignore
  ...['txid_current()', 'pg_advisory_lock(1)', 'pg_advisory_xact_lock(1)', 'pg_export_snapshot()', 'pg_switch_wal()'],
  ...[
    "has_table_privilege('x', 'select')",
    "pg_get_viewdef('x')",
    "to_regclass('identity_accounts')",
    'obj_description(1)',
  ],
  ...[
    'inet_server_addr()',
    'current_database()',
    'current_schemas(true)',
    'pg_size_pretty(1)',
    "pg_relation_size('x')",
  ],
  ...[
    'exp(100000.0)',
    'power(9.0, 99999)',
    'factorial(100000)',
    'st_buffer(geom, 1, 1000000)',
    'st_asmvt(x)',
    'random()',
  ],
  ...["chr(1)", "convert_from('x', 'utf8')", "decode('x', 'hex')", "encode('x', 'hex')", "gen_random_uuid()", "clock_timestamp()"], // prettier-ignore
  ...["public.pg_sleep(1)", 'pg_catalog.pg_sleep(1)', 'opendata.f()', 'a.b.c()', '"PG_SLEEP"(1)', '"pg_sleep"(1)', 'U&"pg\\005fsleep"(1)'], // prettier-ignore
  ...[
    "replace(v, 'a', v)",
    "replace(v, 'a', 'aaaaaaaaaaaaaaaaaaaaaa')",
    "concat(variadic array['a'])",
    'make_interval(days => 1)',
  ],
]
const PARTS = [
  ...['current_user', 'session_user', 'user', 'current_role', 'current_catalog', 'current_schema'],
  ...[
    'ctid',
    'xmin',
    'tableoid',
    'x.xmax',
    "'identity_accounts'::regclass",
    "'x'::regproc",
    '1::oid',
    "'x'::xml",
    "'{}'::json",
  ],
  ...[
    "'x'::bytea",
    "'x'::char(1000000)",
    "'x'::varchar(9999999)",
    "'x'::name",
    "'{}'::int[][]",
    "'x'::opendata.t",
    '2 ^ 100',
    '2 ^ v',
  ],
  ...["v ~ '(a+)+$'", 'v ~ w', "v ~ ('a' || 'b')", "v ~ any(array['a'])", "v ~ (select 'a')", "v similar to 'x'", '2 operator(pg_catalog.+) 2', '@ -5', '|/ 4', '(x).f', '(array[1])[1]', '$1', 'v collate "C"'], // prettier-ignore
  ...[
    'array(select 1)',
    'xmlelement(name a)',
    "json_object('a': 1)",
    'row(1)::t',
    'cast(v as regclass)',
    "b'101'",
    'v is json',
  ],
  ...[
    '(select pg_sleep(1))',
    '(select 1 from pg_user)',
    'exists (select 1 from pg_class)',
    'x in (select y from held.z)',
  ],
]
const STATEMENTS = [
  ...['', ';', '-- nothing', 'select 1; select 2', `select 1 from "${A}"; drop table x`, 'begin', 'commit', 'rollback'],
  ...[
    `insert into "${A}" values (1)`,
    `update "${A}" set x = 1`,
    `delete from "${A}"`,
    `truncate "${A}"`,
    `drop table "${A}"`,
  ],
  ...[
    'create table x (a int)',
    `create table x as select 1`,
    `select * into x from "${A}"`,
    `alter table "${A}" add x int`,
  ],
  ...[
    "copy (select 1) to '/tmp/x'",
    `copy "${A}" to program 'id'`,
    'do $$ begin perform 1; end $$',
    'prepare x as select 1',
  ],
  ...['execute x', 'set role postgres', 'reset role', 'set session authorization x', 'show all', 'listen x', 'vacuum', 'explain select 1'], // prettier-ignore
  ...[
    'declare c cursor for select 1',
    'fetch 1 from answer',
    'close answer',
    'lock table x',
    'grant all on x to y',
    'call f()',
  ],
  ...[`with d as (delete from "${A}" returning *) select * from d`, `with recursive r as (select 1 union all select 1 from r) select * from r`], // prettier-ignore
  ...[`with identity_accounts as (select * from identity_accounts) select * from identity_accounts`],
  ...[
    `with a as (select * from b), b as (select 1) select * from a`,
    `select * from (with q as (select 1) select 1) t, q`,
  ],
  ...[
    `with "${B}" as (select 1) select * from "${B}"`,
    `select * from "${A}" for update`,
    `select * from "${A}" for share`,
  ],
  ...[`table pg_user`, `values (1), (pg_sleep(1))`, `select from`, `select 1 from "${A}" /* ; */ ; select 2`],
  ...[`select 1\u0000; drop table x`, `select '\ud800'`, `SELECT 1 FROM "${A}"\\; DROP TABLE x`, 'security label on table x is null'], // prettier-ignore
]
const HOSTILE = [
  ...OTHER_TABLES.map((table) => `select * from ${table}`),
  ...OTHER_TABLES.map((table) => `select 1 from "${A}" where exists (select 1 from ${table})`),
  ...CALLS.flatMap((call) => [`select ${call} from "${A}"`, `select 1 from "${A}" order by ${call}`]),
  ...PARTS.flatMap((part) => [`select ${part} from "${A}" x`, `select 1 from "${A}" x where ${part} is not null`]),
  ...STATEMENTS,
]

test.each(HOSTILE)('refused: %s', async (sql) => {
  await expect(checkQuery(sql)).rejects.toMatchObject({
    code: expect.stringMatching(/^catalog\.sql(Forbidden|Unreadable)$/),
  })
})

test.each([
  ['long', `select '${'x'.repeat(20_000)}'`],
  ['deep', `select ${'abs('.repeat(600)}1${')'.repeat(600)}`],
  ['deep', `select ${'not '.repeat(2_000)}true`],
  ['deep', `select ${'1+'.repeat(4_000)}1`],
  ['wide', `select ${'1,'.repeat(4_000)}1`],
  ['nested', `select * from ${'(select * from '.repeat(30)}"${A}"${') x'.repeat(30)}`],
  ['many tables', `select 1 from ${Array.from({ length: 9 }, (_, i) => `"${A}" t${i}`).join(', ')}`],
  [
    'growing',
    Array.from({ length: 8 }, () => 0).reduce(
      (inner) => `select x || x || x as x from (${inner}) y`,
      `select 'a' as x`,
    ),
  ],
  ['growing, one in another', `select ${'replace('.repeat(3)}v${", 'a', 'aaaaaaaaaa')".repeat(3)} from "${A}"`],
  ['growing by powers', `select ${'power('.repeat(3)}n${', 10)'.repeat(3)} from "${A}"`],
  ['growing by what stands between', `select concat_ws(x${',1'.repeat(200)}) from "${A}"`],
  ['gathering of two', `select string_agg(a.v, '') from "${A}" a, "${A}" b`],
  ['growing in one', `select concat(${'x,'.repeat(300)}x) from "${A}"`],
])('too much: %s', async (_, sql) => {
  await expect(checkQuery(sql)).rejects.toMatchObject({
    code: expect.stringMatching(/^catalog\.sql(TooMuch|Unreadable)$/),
  })
  // The parser is as good as before.
  await expect(checkQuery(`select 1 from "${A}"`)).resolves.toBeDefined()
})

test('whatever is typed is answered or refused, never a failure of the house', async () => {
  const piece = fc.constantFrom(
    ...[
      'select',
      'from',
      'where',
      '(',
      ')',
      ',',
      '*',
      '"',
      "'",
      '$$',
      '--',
      '/*',
      '*/',
      ';',
      '\\',
      'U&',
      'E',
      '::',
      '=',
      '1',
    ],
    ...[
      'with',
      'as',
      'union',
      'all',
      'x',
      `"${A}"`,
      'pg_class',
      'pg_sleep(1)',
      'limit',
      'order by',
      'in',
      '\n',
      'ż',
      '😀',
    ],
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
      const answer = await checkQuery(pieces.join(' ')).catch((error: { code: string }) => error)
      if ('code' in answer) expect(answer.code).toMatch(/^catalog\.sql/)
      else expect(answer.tables.every((table) => table === A)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test.each(['pl', 'en', 'uk'])('the guide lists every function that is allowed, and no other: %s', (lang) => {
  const guide = readFileSync(new URL(`../../../../../portal/src/guide/sql/${lang}.md`, import.meta.url), 'utf8')
  const listed = [...guide.matchAll(/^\|(?!---)[^|]+\|(.*)\|$/gm)].flatMap(([, list]) => [...list!.matchAll(/`([^`]+)`/g)].map(([, name]) => name)) // prettier-ignore
  expect(listed.toSorted()).toEqual([...FUNCTIONS].toSorted())
})
