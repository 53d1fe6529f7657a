/** The house as it acts for a feed that a person opened: it brings figures in and publishes them where nothing was found, and may do nothing else. */
import type { Actor } from '#platform/actor'

const PREFIX = 'system:feed/'
const MAY: readonly string[] = ['indicators.import', 'indicators.publish']

export const feeder = (id: string): Actor => ({
  ...{ id: PREFIX + id, kind: 'system', name: id },
  can: (permission) => MAY.includes(permission),
})

/** The feed that an actor's id names; undefined for everybody else. */
export const feedOf = (actorId: string): string | undefined =>
  actorId.startsWith(PREFIX) ? actorId.slice(PREFIX.length) : undefined
