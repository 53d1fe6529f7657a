/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Budgets } from './service.ts'
import { PlanDraft, Year } from './types.ts'

const tags = ['maintenance']
const Budget = z.object({
  organisationId: z.uuid(),
  year: Year,
  plan_grosze: z.number().nullable(),
  committed_grosze: z.number().describe('open orders: their estimates, or what they took already where that is more'),
  spent_grosze: z.number().describe('orders signed off in the year'),
  forecast_grosze: z.number(),
  months: z.array(z.number()).length(12),
  orders: z.object({ open: z.int(), signed: z.int() }),
})

export const budgetRoutes =
  (budgets: Budgets): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/upkeep/budgets', { schema: { tags, summary: 'What each unit planned, has committed and spent on upkeep, and is likely to', querystring: z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() }), response: { 200: z.object({ budgets: z.array(Budget) }) } } }, async ({ actor, query }) => ({ budgets: await budgets.of(actor, query.year) })) // prettier-ignore
    app.put('/upkeep/budgets', { schema: { tags, summary: 'What a unit plans to spend in a year', body: PlanDraft, response: { 204: z.null() } } }, async ({ actor, body }, reply) => { await budgets.plan(actor, body); return reply.code(204).send(null) }) // prettier-ignore
  }
