/** Many rows at once, by arrays: works on every PostgreSQL, the embedded one included, which knows no COPY from a client. */
import { sql } from 'kysely'
import type { Db } from './open.ts'

/** One column of the rows to write; `type` is PostgreSQL's name of its type. */
export type Column = { name: string; type: string; values: ArrayLike<unknown> }

/** Inserts the rows that the columns make up, in one statement; `conflict` is its `on conflict` clause, if any. */
export async function insertMany(db: Db, table: string, columns: Column[], conflict?: string): Promise<number> {
  const names = sql.join(columns.map(({ name }) => sql.ref(name)))
  const arrays = sql.join(columns.map(arrayOf))
  const onConflict = conflict ? sql.raw(`on conflict ${conflict}`) : sql``
  const result =
    await sql`insert into ${sql.table(table)} (${names}) select * from unnest(${arrays}) ${onConflict}`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

/** Characters that hardly stand in a text: between two texts, and for one that is none. */
const [BETWEEN, NONE] = ['\x1f', '\x1e']

/** Texts go joined, which costs neither side an escape; what cannot be taken apart again, and all else, as a literal. */
function arrayOf({ type, values }: Column) {
  const joined = type === 'text' ? joinedTexts(values) : undefined
  return joined === undefined
    ? sql`${arrayLiteral(values)}::${sql.raw(type)}[]`
    : sql`string_to_array(${joined}, ${BETWEEN}, ${NONE})`
}

function joinedTexts(values: ArrayLike<unknown>): string | undefined {
  const all = Array.from(values)
  const isJoinable = (value: unknown) => value === null || value === undefined || (typeof value === 'string' && !value.includes(BETWEEN) && !value.includes(NONE)) // prettier-ignore
  // One empty text, joined, is an array of nothing.
  return all.every(isJoinable) ? all.map((value) => value ?? NONE).join(BETWEEN) || undefined : undefined
}

/** PostgreSQL's text form of an array; null, undefined and NaN become NULL. */
export function arrayLiteral(values: ArrayLike<unknown>): string {
  const parts = new Array<string>(values.length)
  for (let i = 0; i < values.length; i++) parts[i] = element(values[i])
  return `{${parts.join(',')}}`
}

const PLAIN = /^[\w.:+/-]+$/

function element(value: unknown): string {
  if (typeof value === 'number') return Number.isNaN(value) ? 'NULL' : String(value)
  if (value === null || value === undefined) return 'NULL'
  if (value instanceof Date) return `"${value.toISOString()}"`
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (PLAIN.test(text) && text.toUpperCase() !== 'NULL') return text
  return `"${text.replace(/[\\"]/g, '\\$&')}"`
}
