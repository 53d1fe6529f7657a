/** HTTP: how far the city has come with what others state. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Failure } from '../peers/types.ts'
import type { ReceivedRoom } from './service.ts'
import { RECEIVED_STATES } from './types.ts'

const tags = ['network']
const part = z.enum(['holds', 'fails', 'absent'])
export const ReceivedShown = z.object({
  domain: z.string(),
  id: z.string(),
  seq: z.int(),
  state: z.enum(RECEIVED_STATES).describe('claimed: without a proof; signed: by its issuer; recomputed: here, from what it published'), // prettier-ignore
  receivedAt: z.date(),
  checkedAt: z.date().optional(),
  report: z.object({ signature: part, ledger: part, recomputation: part }).optional(),
  isReused: z.boolean().describe('its number and version were used for another meaning too'),
  isDoubtful: z.boolean().describe('others may have had its key when it came'),
  statement: z.looseObject({}),
})
const Refused = z.object({ seq: z.int(), code: z.string(), id: z.string(), problem: z.string(), at: z.date() })
const Taken = z.object({
  ...{
    cursor: z.int(),
    askedAt: z.date().nullable(),
    wholeAt: z.date().nullable(),
    count: z.int(),
    entered: z.int().describe('how many of them were found in its ledger as they came'),
  },
  failure: Failure.nullable(),
  refused: z.array(Refused),
})

/** `/network/…`, under the API's prefix. */
export const receivedRoutes =
  (received: ReceivedRoom): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/network/peers/:domain/received', { schema: { tags, summary: 'How far the city has come with what another states, and what it did not take', params: z.object({ domain: z.string().max(260) }), response: { 200: Taken } } }, ({ params }) => received.of(params.domain)) // prettier-ignore
  }
