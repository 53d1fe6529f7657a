/** What every route of the broker shares. */
import type { FastifyRequest, RouteShorthandOptions } from 'fastify'
import { BODY_BYTES_MAX } from '../limits.ts'
import type { telling } from './problems.ts'

/** What a system may ask in a minute: a flood of readings is its work. People and visitors keep the house's measure. */
const KEY_PER_MINUTE = 1_000_000
const READS_PER_MINUTE = 3_000
const WRITES_PER_MINUTE = 240

const perMinute = ({ actor, method }: FastifyRequest): number => {
  if (actor.kind === 'key') return KEY_PER_MINUTE
  return method === 'GET' || method === 'HEAD' ? READS_PER_MINUTE : WRITES_PER_MINUTE
}

export const route = (summary: string): RouteShorthandOptions => ({
  schema: { tags: ['ngsi-ld'], summary },
  bodyLimit: BODY_BYTES_MAX,
  config: { rateLimit: { max: perMinute, timeWindow: 60_000, groupId: 'ngsi-ld' } },
})

export type Setting = { route: typeof route; tell: ReturnType<typeof telling>; baseUrl: string }

/** An identifier as a part of a path: a colon may stand there as it is, and clients take it from there as it is. */
export const pathOf = (id: string): string => encodeURIComponent(id).replaceAll('%3A', ':')
