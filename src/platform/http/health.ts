/** How the process tells others that it lives, that it is ready, and how it fares. */
import { isIPv4 } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { demand } from '#platform/actor'
import type { Log } from '#platform/log'
import type { Metrics } from '#platform/metrics'
import { isAnonymous } from './context.ts'

const READY_TIMEOUT_MS = 5_000
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/

/** What must be so before requests are welcome, by name: the database, the migrations, the ledger. */
export type Checks = Record<string, boolean>

type Needs = { ready: () => Promise<Checks>; metrics: Metrics; log: Log }

export function addHealth(app: FastifyInstance, { ready, metrics, log }: Needs): void {
  const schema = { hide: true }
  app.get('/healthz', { schema }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ alive: true }),
  )

  app.get('/readyz', { schema }, async (_request, reply) => {
    const checks = await within(READY_TIMEOUT_MS, ready()).catch((err: unknown) => {
      log.error({ err }, 'the checks for readiness failed')
      return { checks: false }
    })
    const isReady = Object.values(checks).every(Boolean)
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready: isReady, checks })
  })

  app.get('/metrics', { schema }, async (request, reply) => {
    if (!isLocal(request)) demand(request.actor, 'platform.metrics')
    return reply
      .type(metrics.contentType)
      .header('cache-control', 'no-store')
      .send(await metrics.text())
  })

  app.addHook('onResponse', async (request, reply) => {
    if (isAnonymous(request)) return
    const route = request.routeOptions.url ?? 'none'
    metrics.request(request.method, route, reply.raw.statusCode, reply.elapsedTime / 1000)
  })
}

/** From this machine itself, and not on behalf of somebody else. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const address = socket.remoteAddress ?? ''
  const forwarded = headers['x-forwarded-for'] ?? headers.forwarded ?? headers['x-real-ip']
  return forwarded === undefined && LOOPBACK.test(isIPv4(address) ? address : address.toLowerCase())
}

async function within<T>(timeout_ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeout_ms} ms`)), timeout_ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
