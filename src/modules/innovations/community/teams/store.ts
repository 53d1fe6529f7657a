/** The table of members, and every query on it. Accounts stay inside. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

export type Member = { teamId: string; account: string; name: string | null }

/** In the order in which they joined. */
export async function members(db: Db | Tx, teamIds: readonly string[]): Promise<Member[]> {
  const { rows } = await sql<Member>`select team_id as "teamId", account, name from innovations_team_members
    where team_id = any(${teamIds}::uuid[]) order by at, account`.execute(db)
  return rows
}

export async function join(tx: Tx, { teamId, account, name }: Member, at: Date): Promise<void> {
  await sql`insert into innovations_team_members (team_id, account, name, at) values (${teamId}, ${account}, ${name}, ${at})
    on conflict (team_id, account) do update set name = excluded.name`.execute(tx)
}

export async function leave(tx: Tx, teamId: string, account: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from innovations_team_members
    where team_id = ${teamId} and account = ${account}`.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

export async function forget(db: Db, account: string): Promise<void> {
  await sql`delete from innovations_team_members where account = ${account}`.execute(db)
}
