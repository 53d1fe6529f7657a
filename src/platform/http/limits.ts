/**
 * How often one may ask. Counted for each actor, and for visitors by network address, in this process: with several, each
 * counts for itself. What is read is generous, since a school or an office shares one address; what changes something, and
 * above all signing in, is not.
 */
import rateLimit, { normalizeIP, type RateLimitOptions } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '#platform/errors'
import { isAnonymous, pathOf } from './context.ts'
import { isSafe } from './security.ts'

const MINUTE_MS = 60_000
const IPV6_SUBNET = 64
const COUNTED_MAX = 50_000

export type Limits = { readsPerMinute: number; writesPerMinute: number }
export const LIMITS: Limits = { readsPerMinute: 3_000, writesPerMinute: 240 }

const addressOf = (request: FastifyRequest): string => normalizeIP(request.ip, IPV6_SUBNET)

/** For a route where a secret could be guessed: `{ config: { rateLimit: strictly(10, 'sign-in') } }`. By address, whoever asks. */
export const strictly = (perMinute: number, group: string): RateLimitOptions & { groupId: string } => ({
  max: perMinute,
  timeWindow: MINUTE_MS,
  groupId: group,
  keyGenerator: (request) => `strict ${addressOf(request)} `,
})

export async function limitRequests(
  app: FastifyInstance,
  limits: Limits,
  isExempt: (path: string) => boolean,
): Promise<void> {
  await app.register(rateLimit, {
    max: (request) => (isSafe(request.method) ? limits.readsPerMinute : limits.writesPerMinute),
    timeWindow: MINUTE_MS,
    cache: COUNTED_MAX,
    allowList: (request) => isExempt(pathOf(request)) || isAnonymous(request),
    keyGenerator: (request) => {
      const who = request.actor.kind === 'visitor' ? addressOf(request) : request.actor.id
      return `${isSafe(request.method) ? 'read' : 'write'} ${who}`
    },
    errorResponseBuilder: (_request, { ttl, max }) =>
      new Refusal('tooManyRequests', 429, { retryAfterSeconds: Math.ceil(ttl / 1000), perMinute: max }),
    enableDraftSpec: true,
    addHeadersOnExceeding: { 'ratelimit-limit': false, 'ratelimit-remaining': false, 'ratelimit-reset': false },
    addHeaders: { 'retry-after': true },
  })
}
