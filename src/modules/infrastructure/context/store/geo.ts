/** Where an entity must be, as SQL. */
import { sql, type RawBuilder } from 'kysely'
import { LOCATION, type GeoQuery, type Relation } from '../q/geo.ts'

/** The place as SQL has it. The usual one is a column, with its indexes; any other is read out of the content. */
function placeOf(property: string): RawBuilder<unknown> {
  if (property === LOCATION) return sql`location`
  return sql`(case when content #>> array[${property}, '0', 'type'] = 'GeoProperty'
    then ST_SetSRID(ST_GeomFromGeoJSON((content #> array[${property}, '0', 'value'])::text), 4326) end)`
}

const FUNCTIONS: Record<Exclude<Relation, 'near'>, string> = {
  within: 'ST_Within',
  contains: 'ST_Contains',
  overlaps: 'ST_Overlaps',
  intersects: 'ST_Intersects',
  equals: 'ST_Equals',
  disjoint: 'ST_Disjoint',
}

export function geoCondition({ relation, min_m, max_m, geometry, property }: GeoQuery): RawBuilder<boolean> {
  const there = sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify(geometry)}), 4326)`
  const place = placeOf(property)
  if (relation !== 'near') return sql<boolean>`${sql.raw(FUNCTIONS[relation])}(${place}, ${there})`
  const near = (metres: number) => sql<boolean>`ST_DWithin(${place}::geography, ${there}::geography, ${metres})`
  const tests = [
    ...(max_m === undefined ? [] : [near(max_m)]),
    ...(min_m === undefined ? [] : [sql<boolean>`${place} is not null and not ${near(min_m)}`]),
  ]
  return sql<boolean>`(${sql.join(tests, sql` and `)})`
}
