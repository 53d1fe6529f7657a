/** Servers for tests, with sentences that show which one was asked for, and a few routes to ask. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { afterEach } from 'vitest'
import { z } from 'zod'
import { visitor, type Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import { createLog } from '#platform/log'
import { createMetrics } from '#platform/metrics'
import { createHttp, type Http, type Needs } from './http.ts'
import { strictly } from './limits.ts'

export const anna: Actor = { id: 'person-anna', kind: 'person', can: (permission) => permission === 'platform.metrics' }

export async function testHttp(needs: Partial<Needs> = {}) {
  const logged: string[] = []
  const log = createLog({ level: 'debug', to: { write: (line) => void logged.push(line) } })
  const app = await createHttp({
    config: { baseUrl: 'http://city.example', trustProxy: false },
    log,
    metrics: createMetrics({ processMetrics: false }),
    ready: async () => ({ database: true }),
    authenticate: async ({ headers }) =>
      headers.get('authorization') === 'Bearer anna' || headers.get('cookie') ? anna : visitor,
    sentence: (lang, code, details = {}) => `${lang} ${code} ${Object.values(details).join(' ')}`.trim(),
    ...needs,
  })
  return { app, logged }
}

export const v1 = (path: string): string => `/api/v1${path}`

/** Opens servers with the routes below; closes them after each test. */
export function serversForTests() {
  const opened: Http[] = []
  afterEach(() => Promise.all(opened.splice(0).map((app) => app.close())))
  return {
    async server(needs: Partial<Needs> = {}) {
      const { app, logged } = await testHttp(needs)
      opened.push(app)
      await app.register(routes, { prefix: '/api/v1' })
      return { app, logged }
    },
  }
}

const Notice = z.strictObject({
  title: z.string().min(1).max(20).describe('What it is called'),
  year: z.int().min(1900),
  kind: z.enum(['a', 'b']).optional(),
  mail: z.email().optional(),
  values: z
    .array(z.object({ unit: z.string() }))
    .max(2)
    .optional(),
  even: z
    .number()
    .refine((n) => n % 2 === 0, 'only even numbers')
    .optional(),
})

const routes: FastifyPluginAsyncZod = async (app) => {
  app.get('/who', async ({ actor, lang, id }) => ({ actor: actor.id, lang, id }))
  app.get('/refused', async () => {
    throw new Refusal('notices.withdrawn', 410, { reason: 'pomyłka', status: 200, code: 'mine' })
  })
  app.get('/broken', async () => {
    throw new Error('connect postgres://unia:pa55@db secret detail')
  })
  app.get('/large', async () => ({ text: 'wskaźnik '.repeat(1_000) }))
  app.post('/sign-in', { config: { rateLimit: strictly(2, 'sign-in') } }, async () => ({ ok: true }))
  const response = { 201: z.object({ id: z.string() }).describe('The new notice') }
  const schema = { summary: 'Add a notice', tags: ['notices'], body: Notice, response }
  app.post('/notices', { schema }, async (_request, reply) => reply.code(201).send({ id: 'n1' }))
  const querystring = z.object({ page: z.coerce.number().int().min(1).default(1) })
  const params = z.object({ id: z.string() })
  app.get('/notices/:id', { schema: { params, querystring } }, async (asked) => ({ ...asked.params, ...asked.query }))
}
