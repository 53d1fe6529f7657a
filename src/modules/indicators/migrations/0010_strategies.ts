/**
 * A definition's place in a strategy is an area that it names. Before, each definition had a line of its own there, by
 * the code `<area>:<id with dots for hyphens>` among its places in standards.
 */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  await sql`
    update indicators_definitions d set details = d.details || (
      select jsonb_build_object(
        'standards', coalesce(jsonb_agg(p.place order by p.at) filter (where not p.line), '[]'),
        'strategies', coalesce(jsonb_agg(jsonb_build_object(
          'strategy', p.place -> 'standard', 'area', split_part(p.place ->> 'code', ':', 1)
        ) order by p.at) filter (where p.line), '[]'))
      from (
        select place, at, place ->> 'code' = split_part(place ->> 'code', ':', 1) || ':' || replace(d.id, '-', '.') as line
        from jsonb_array_elements(d.details -> 'standards') with ordinality as one (place, at)
      ) p
    )`.execute(tx)
}
