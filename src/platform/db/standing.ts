/**
 * Statements that are asked again and again: parsed and planned once on each connection, not each time, which for a short one
 * takes longer than to do it. Only for texts that are always the same, with all that changes in parameters.
 */
import type { CompiledQuery, QueryResult, RawBuilder } from 'kysely'
import type { Db } from './open.ts'

const names = new Map<string, string>()
const standing = new WeakSet<CompiledQuery>()

export function askStanding<Row>(db: Db, statement: RawBuilder<Row>): Promise<QueryResult<Row>> {
  const query = statement.compile(db)
  standing.add(query)
  return db.executeQuery(query)
}

/** For the driver: with its name, where it is one that stands. The `pg` client takes a text, or a text with its name. */
export function named<Row>(query: CompiledQuery<Row>): CompiledQuery<Row> {
  if (!standing.has(query)) return query
  let name = names.get(query.sql)
  if (!name) names.set(query.sql, (name = `standing_${names.size}`))
  return { ...query, sql: { text: query.sql, name } as unknown as string }
}
