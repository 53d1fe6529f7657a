/** The tables as text, for backups: every row of every table as an array of PostgreSQL's own text forms, in one snapshot. */
import { sql } from 'kysely'
import { Refusal } from '#platform/errors'
import { arrayLiteral } from './bulk.ts'
import type { Db, Tx } from './open.ts'

const PAGES_A_CHUNK = 64

/** `made`: of a table that no migration made but the house as it ran, what makes it whole again once it is filled. */
export type TableInfo = {
  /** With its schema before it, and a dot, where that is another than `public`. */
  name: string
  columns: { name: string; type: string }[]
  made?: string[]
  rows: number
}
export type Rows = (string | null)[][]

/** The house's own tables, each after those that it refers to. */
async function tablesOf(db: Db | Tx): Promise<Omit<TableInfo, 'rows'>[]> {
  type Found = { name: string; columns: TableInfo['columns']; refers: string[] | null; made: string[] | null }
  const { rows } = await sql<Found>`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as name,
      case n.nspname when 'public' then null else
        coalesce((select json_agg(format('alter table %I.%I add %s', n.nspname, c.relname, pg_get_constraintdef(k.oid)))
          from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u')), '[]')::jsonb ||
        coalesce((select json_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid) from pg_index i where i.indrelid = c.oid
          and i.indisvalid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)), '[]')::jsonb ||
        coalesce((select json_agg(distinct format('create view %I.%I as %s', w.schemaname, w.viewname, w.definition))
          from pg_depend d join pg_rewrite r on r.oid = d.objid join pg_class v on v.oid = r.ev_class
          join pg_views w on w.viewname = v.relname and w.schemaname::regnamespace = v.relnamespace
          where d.refobjid = c.oid and v.relkind = 'v'), '[]')::jsonb end as made,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
       from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select json_agg(distinct f.relname) from pg_constraint k join pg_class f on f.oid = k.confrelid
       where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and n.nspname not in ('pgboss', 'information_schema') and n.nspname not like 'pg\\_%'
      and not exists (select from pg_depend e where e.objid = n.oid and e.deptype = 'e')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by n.nspname <> 'public', c.relname`.execute(db)
  const waiting = new Map(rows.map((row) => [row.name, row]))
  const ordered: Omit<TableInfo, 'rows'>[] = []
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter((row) => !(row.refers ?? []).some((name) => waiting.has(name)))
    if (ready.length === 0)
      throw new Error(`tables refer to one another in a circle: ${[...waiting.keys()].join(', ')}`)
    for (const { name, columns, made } of ready) {
      ordered.push({ name, columns, ...(made && { made }) })
      waiting.delete(name)
    }
  }
  return ordered
}

/** Gives `visit` every table with its rows, chunk by chunk, all from one snapshot of the database. */
export async function dump(
  db: Db,
  visit: (table: Omit<TableInfo, 'rows'>, rows: AsyncGenerator<Rows>) => Promise<void>,
): Promise<void> {
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      for (const table of await tablesOf(tx)) await visit(table, rowsOf(tx, table))
    })
}

const quoted = (name: string): string => name.split('.').map((part) => `"${part.replaceAll('"', '""')}"`).join('.') // prettier-ignore

/** By ranges of the table's own pages, which needs neither a key nor a cursor. */
async function* rowsOf(tx: Tx, { name, columns }: Omit<TableInfo, 'rows'>): AsyncGenerator<Rows> {
  const texts = sql.join(columns.map((column) => sql`${sql.id(column.name)}::text`))
  const size = await sql<{ pages: number }>`select pg_relation_size(${quoted(name)}::regclass) / 8192 as pages`.execute(
    tx,
  )
  for (let page = 0; page < size.rows[0]!.pages; page += PAGES_A_CHUNK) {
    const { rows } = await sql<{ row: Rows[number] }>`select json_build_array(${texts}) as row from ${sql.table(name)}
      where ctid >= ${`(${page},0)`}::tid and ctid < ${`(${page + PAGES_A_CHUNK},0)`}::tid`.execute(tx)
    if (rows.length > 0) yield rows.map(({ row }) => row)
  }
}

/** Writes rows back, into a table that this program's migrations made. Throws `platform.backupMismatch`. */
export async function fill(tx: Tx, table: Omit<TableInfo, 'rows'>, rows: Rows): Promise<void> {
  const arrays = table.columns.map((_, i) => sql`${arrayLiteral(rows.map((row) => row[i] ?? null))}::text[]`)
  const names = sql.join(table.columns.map((column) => sql.id(column.name)))
  const casts = sql.join(table.columns.map((column, i) => sql`${sql.ref(`c${i}`)}::${sql.raw(column.type)}`))
  const aliases = sql.join(table.columns.map((_, i) => sql.ref(`c${i}`)))
  await sql`insert into ${sql.table(table.name)} (${names}) overriding system value
    select ${casts} from unnest(${sql.join(arrays)}) as t (${aliases})`.execute(tx)
}

/** Empties what migrations filled, checks that the tables are as the backup knows them, and gives them in order. */
export async function prepareFill(tx: Tx, backup: Omit<TableInfo, 'rows'>[]): Promise<void> {
  for (const { name, columns } of backup.filter(({ made }) => made)) {
    const types = columns.map((column) => sql`${sql.id(column.name)} ${sql.raw(column.type)}`)
    await sql`create table ${sql.table(name)} (${sql.join(types)})`.execute(tx)
  }
  const here = new Map((await tablesOf(tx)).map((table) => [table.name, table]))
  for (const { name, columns } of backup) {
    const known = new Map(here.get(name)?.columns.map((column) => [column.name, column.type]))
    const missing = columns.filter((column) => known.get(column.name) !== column.type)
    if (!here.has(name) || missing.length > 0)
      throw new Refusal('platform.backupMismatch', 422, {
        table: name,
        columns: missing.map((column) => column.name).join(', '),
      })
  }
  // Only what migrations themselves filled; a ledger lets nothing be deleted, and has nothing yet.
  for (const { name } of [...backup].reverse()) {
    const { rows } = await sql`select from ${sql.table(name)} limit 1`.execute(tx)
    if (rows.length > 0) await sql`delete from ${sql.table(name)}`.execute(tx)
  }
}

/** What made the tables whole that the house itself had made; after all of them are filled. */
export async function finishFill(tx: Tx, backup: Omit<TableInfo, 'rows'>[]): Promise<void> {
  for (const statement of backup.flatMap(({ made = [] }) => made)) await sql.raw(statement).execute(tx)
}

/** Identity columns go on after the highest number that was written back. */
export async function resumeCounters(tx: Tx): Promise<void> {
  const { rows } = await sql<{ table: string; column: string; sequence: string }>`
    select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and a.attidentity <> ''`.execute(tx)
  for (const { table, column, sequence } of rows)
    await sql`select setval(${sequence}, coalesce(max(${sql.ref(column)}), 0) + 1, false) from ${sql.table(table)}`.execute(
      tx,
    )
}
