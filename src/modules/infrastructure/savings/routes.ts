/** HTTP: parse, call, answer. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Savings } from './service/index.ts'
import { AdjustmentDraft, Day, FileKind, KnownRate, Plan, RateDraft, VerificationDraft } from './types.ts'

const tags = ['savings']
const params = z.object({ id: z.uuid() })
const Act = z.object({ at: z.date(), by: z.string(), entryId: z.string() })
const Result = z.object({
  id: z.uuid(),
  number: z.int(),
  content: z.unknown().describe('what was avoided with its interval, money, emissions, what was promised, payback'),
  bundle: z.object({ sha256: z.string(), bytes: z.number() }),
  computed: Act,
  verification: Act.extend(VerificationDraft.shape).optional(),
  publication: Act.optional(),
})
const Known = z.object({ id: z.uuid(), plan: Plan, seal: Act.extend({ sha256: z.string() }).optional() })
const Listed = Known.extend({ newest: Result.optional() })
const none = { 204: z.null() }

export const savingsRoutes =
  (savings: Savings): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/savings', { schema: { tags, summary: 'Plans that were sealed, with what is proved of each', response: { 200: z.object({ savings: z.array(Listed) }) } } }, async () => ({ savings: await savings.list() })) // prettier-ignore
    app.get('/savings/rates', { schema: { tags, summary: 'Prices and emission factors, by the days they hold', response: { 200: z.object({ rates: z.array(KnownRate) }) } } }, async () => ({ rates: await savings.rates() })) // prettier-ignore
    app.post('/savings/rates', { schema: { tags, summary: 'A price or a factor, with whom it is from', body: RateDraft, response: { 201: KnownRate } } }, async ({ body, actor }, reply) => reply.code(201).send(await savings.addRate(actor, body))) // prettier-ignore
    app.get(
      '/savings/:id',
      {
        schema: {
          ...{ tags, summary: 'A sealed plan, its adjustments, and its published results', params },
          response: { 200: Known.extend({ adjustments: z.array(z.unknown()), results: z.array(Result) }) },
        },
      },
      async ({ params }) => savings.one(params.id),
    )
    app.get(
      '/savings/:id/results/:number/bundle.json',
      {
        schema: {
          ...{ tags, summary: 'All that a result was computed from, for `unia savings compute`' },
          params: params.extend({ number: z.coerce.number().int().min(1) }),
        },
      },
      async ({ params, actor }, reply) => {
        const { stream, sha256 } = await savings.bundle(actor, params.id, params.number)
        return reply.type('application/json').header('etag', `"${sha256}"`).send(stream)
      },
    )
    await app.register(changes(savings))
  }

const changes =
  (savings: Savings): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/savings', { schema: { tags, summary: 'Drafts a plan', body: Plan, response: { 201: Known } } }, async ({ body, actor }, reply) => reply.code(201).send(await savings.draft(actor, body))) // prettier-ignore
    app.put('/savings/:id', { schema: { tags, summary: 'Changes a draft', params, body: Plan, response: { 200: Known } } }, async ({ params, body, actor }) => savings.redraft(actor, params.id, body)) // prettier-ignore
    app.post('/savings/:id/seal', { schema: { tags, summary: 'Fixes the plan for good, before the works begin', params, response: none } }, async ({ params, actor }, reply) => { await savings.seal(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/savings/:id/adjustments', { schema: { tags, summary: 'A change that is none of the measure’s doing, with its reason', params, body: AdjustmentDraft, response: none } }, async ({ params, body, actor }, reply) => { await savings.adjust(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post(
      '/savings/:id/files',
      {
        schema: {
          ...{ tags, summary: 'Brings readings: the body is the file itself', params, response: none },
          consumes: ['text/csv', 'application/octet-stream'],
          querystring: z.object({ kind: FileKind, name: z.string().min(1).max(255), unit: z.string().max(10).optional() }), // prettier-ignore
        },
      },
      async ({ params, query, body, actor }, reply) => {
        const kept = await savings.keep(actor, body instanceof Readable ? body : Readable.from([body as Buffer]))
        await savings.bring(actor, params.id, { ...kept, ...query })
        return reply.code(204).send(null)
      },
    )
    app.post('/savings/:id/results', { schema: { tags, summary: 'Computes a result from the newest files', params, body: z.object({ from: Day.optional(), to: Day.optional() }), response: { 201: Result } } }, async ({ params, body, actor }, reply) => reply.code(201).send(await savings.compute(actor, params.id, body))) // prettier-ignore
    app.post('/savings/results/:id/verification', { schema: { tags, summary: 'Another person vouches for a result, or sends it back', params, body: VerificationDraft, response: none } }, async ({ params, body, actor }, reply) => { await savings.verify(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/savings/results/:id/publication', { schema: { tags, summary: 'Publishes a result that was vouched for', params, response: none } }, async ({ params, actor }, reply) => { await savings.publish(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
  }
