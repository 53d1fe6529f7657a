/** What is counted of editions: numbers alone, and nobody's vote. */
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Taken } from './types.ts'

type Row = Omit<Taken, 'year' | 'districts'>

/** Editions that are counted, in the order in which they were. */
export async function counted(db: Db): Promise<Row[]> {
  const handedIn = sql`p.edition = r.edition and p.submitted_at is not null`
  const { rows } = await sql<Row>`select r.edition,
      (select count(*) from participation_register g where g.edition = r.edition) as registered,
      (select count(distinct e.voter_id) from participation_entitlements e where e.edition = r.edition) as voters,
      (select count(distinct a.account) from participation_proposals p
        join participation_proposal_authors a on a.proposal_id = p.id where ${handedIn}) as authors,
      (select count(distinct a.account) from participation_proposals p
        join participation_proposal_authors a on a.proposal_id = p.id where ${handedIn} and not exists (
          select from participation_proposals q join participation_proposal_authors b on b.proposal_id = q.id
          where b.account = a.account and q.edition <> p.edition and q.submitted_at < p.submitted_at)) as "authorsNew",
      (select count(*) from participation_proposals p join participation_proposal_tasks t on t.proposal_id = p.id
        where ${handedIn} and t.due_at <= r.at) as "answersDue",
      (select count(*) from participation_proposals p join participation_proposal_tasks t on t.proposal_id = p.id
        where ${handedIn} and t.due_at <= r.at and t.at <= t.due_at) as "answersInTime"
    from participation_results r order by r.at`.execute(db)
  return rows
}

/** By the pool of residence, as the register says it. */
export async function districts(db: Db, edition: string): Promise<Taken['districts']> {
  const { rows } = await sql<Taken['districts'][number]>`select g.pool, count(*) as registered,
      count(*) filter (where exists (select from participation_entitlements e
        where e.edition = v.edition and e.voter_id = v.id)) as voters
    from participation_register g
    left join participation_voters v on v.edition = g.edition and v.person_key = g.person_key
    where g.edition = ${edition} and g.pool is not null group by g.pool order by g.pool`.execute(db)
  return rows
}
