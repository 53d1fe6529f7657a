/** What a pack says for the report on the state of the city: its doors with their facts, the indicators that stand first. */
import type { Profile } from '#reports'
import type { City } from './types.ts'

export function profileOf({ info: { headlines, doors, facts } }: Pick<City, 'info'>): Profile {
  return {
    headlines,
    doors: doors.map(({ id, title, summary, facts }) => ({ id, title, summary, facts })),
    facts,
  }
}
