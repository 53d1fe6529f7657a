/** The house as it acts for a fetch: it brings figures in, and may do nothing else. */
import { isSystem, type Actor } from '#platform/actor'
import { feedOf } from '../feeding/feeder.ts'
import type { Fetch } from './types.ts'

const PREFIX = 'system:fetch/'

export const fetcher = ({ id, name }: Pick<Fetch, 'id' | 'name'>): Actor => ({
  ...{ id: PREFIX + id, kind: 'system', name },
  can: (permission) => permission === 'indicators.import',
})

/** The fetch that an actor's id names; undefined for everybody else. */
export const fetchOf = (actorId: string): string | undefined =>
  actorId.startsWith(PREFIX) ? actorId.slice(PREFIX.length) : undefined

/** Brought by the house itself, with the city pack: checked by whoever writes that. What it fetched, or made of readings, is others' word. */
export const isLoaded = (actorId: string): boolean =>
  isSystem(actorId) && fetchOf(actorId) === undefined && feedOf(actorId) === undefined
