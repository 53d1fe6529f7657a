/** HTTP: a number of the city beside what others state and claim of it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { DIFFERENCES, RECEIVED_STATES } from '../received/types.ts'
import { ReceivedShown } from '../received/routes.ts'
import type { Comparing } from './service.ts'

const sides = { ours: z.string(), theirs: z.string() }
const Difference = z.object({ kind: z.enum(DIFFERENCES), ...sides })
const provenance = z.string().describe('where everybody can follow the value, as far as its sender lets them')
const valueInOurUnit = z.number().optional()
const fresh = {
  age_months: z.int().optional().describe('since its period ended'),
  confirmedAt: z.date().optional().describe('when its sender last said nothing else; absent where asking them failed'),
}
const Beside = ReceivedShown.extend({ differences: z.array(Difference), valueInOurUnit, provenance, ...fresh })
const Claimed = z.object({
  ...{ id: z.uuid(), state: z.enum(RECEIVED_STATES), sender: z.string(), address: z.string(), version: z.string() },
  ...{ period: z.string(), value: z.number(), unit: z.string(), status: z.string(), at: z.date() },
  differences: z.array(z.object({ kind: z.enum([...DIFFERENCES, 'definition', 'method']), ...sides })),
  ...{ valueInOurUnit, provenance, ...fresh },
})
const Own = z.object({ period: z.string(), value: z.number(), unit: z.string(), status: z.string() })
const Whole = z.object({
  own: Own.optional(),
  period: z.string().optional().describe('of which the values are, or else the latest of each'),
  periods: z.array(z.string()),
  others: z.array(Beside).describe('of cities of the network: signed, or computed again here'),
  claimed: z.array(Claimed).describe('of those who are no members; nobody can check them'),
})

/** `/network/compare/…`, under the API's prefix. */
export const comparingRoutes =
  (comparing: Comparing): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/network/compare/:indicator', { schema: { tags: ['network'], summary: 'What others have of the same number in a standard: claimed, signed or computed again, each with its provenance and all that differs', params: z.object({ indicator: z.string().max(200) }), querystring: z.object({ period: z.string().max(50).optional().describe('of this period, or else the latest of each') }), response: { 200: Whole } } }, ({ params, query }) => comparing.beside(params.indicator, query.period)) // prettier-ignore
  }
