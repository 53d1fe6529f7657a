/** Plans of the year, and what orders say of it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'

type Row = {
  organisation_id: string
  plan: number | string | null
  committed: number | string | null
  spent: number | string | null
  open: number
  signed: number
  months: (number | string)[]
}
export type Sums = { organisationId: string; plan_grosze: number | null; committed_grosze: number; spent_grosze: number; open: number; signed: number; months: number[] } // prettier-ignore

/** What is done in the demonstration district costs the city nothing. */
const DEMO = 'urn:ngsi-ld:%:demo:%'

/** Of every unit that planned or has orders. A year begins at the city's midnight. Open orders burden the year that runs. */
export async function sums(
  db: Db,
  year: number,
  from: Date,
  to: Date,
  timezone: string,
  isCurrent: boolean,
): Promise<Sums[]> {
  // prettier-ignore
  const ofMonth = (month: number) => sql`coalesce(sum(cost) filter (where
    extract(month from signed_at at time zone ${timezone}) = ${month}), 0)`
  const months = sql.join(Array.from({ length: 12 }, (_, i) => ofMonth(i + 1)))
  const { rows } = await sql<Row>`with costs as (
      select o.organisation_id, o.signed_at, o.estimate_grosze,
        coalesce((select sum(l.amount_grosze) from infrastructure_order_lines l where l.order_id = o.id), 0) as cost
      from infrastructure_orders o
      where ((o.signed_at >= ${from} and o.signed_at < ${to})
        or (${isCurrent} and o.state in ('new', 'planned', 'underWay', 'waiting', 'done')))
        and not coalesce(o.entity_id like ${DEMO}, false)),
    plans as (select organisation_id, plan_grosze from infrastructure_budgets where year = ${year})
    select organisation_id, plan_grosze as plan,
      sum(greatest(cost, estimate_grosze)) filter (where signed_at is null) as committed,
      sum(cost) filter (where signed_at is not null) as spent,
      count(cost) filter (where signed_at is null)::int as open,
      count(cost) filter (where signed_at is not null)::int as signed, array[${months}] as months
    from plans full join costs using (organisation_id)
    group by organisation_id, plan_grosze order by organisation_id`.execute(db)
  return rows.map((row) => ({
    ...{ organisationId: row.organisation_id, plan_grosze: row.plan === null ? null : Number(row.plan) },
    ...{ committed_grosze: Number(row.committed ?? 0), spent_grosze: Number(row.spent ?? 0) },
    ...{ open: row.open, signed: row.signed, months: row.months.map(Number) },
  }))
}

export async function putPlan(
  tx: Tx,
  plan: { organisationId: string; year: number; plan_grosze: number; at: Date; by: string; entryId: string },
): Promise<void> {
  await sql`insert into infrastructure_budgets (organisation_id, year, plan_grosze, at, by, entry_id)
    values (${plan.organisationId}, ${plan.year}, ${plan.plan_grosze}, ${plan.at}, ${plan.by}, ${plan.entryId})
    on conflict (organisation_id, year) do update set plan_grosze = excluded.plan_grosze, at = excluded.at,
      by = excluded.by, entry_id = excluded.entry_id`.execute(tx)
}
