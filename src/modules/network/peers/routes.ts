/** HTTP: the cities that this one knows, and what it saw of their ledgers. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Peers } from './service.ts'
import { Visit } from '../visits/types.ts'
import { Grounds, Likeness, Limits, Move, Peer, Report } from './types.ts'

const tags = ['network']
const BRIEFLY = 'public, max-age=10'
const params = z.object({ domain: z.string().max(260) })
const none = { 204: z.null() }
const Why = z.object({ grounds: Grounds })
const ofReport = params.extend({ id: z.uuid() })
const used = z.object({ requests: z.int(), bytes: z.int(), objects: z.int() })
const Whole = z.object({ peer: Peer, moves: z.array(Move), likenesses: z.array(Likeness), usedToday: used })

/** `/network/peers…`, under the API's prefix. */
export const peerRoutes =
  (peers: Peers): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/network/peers', { schema: { tags, summary: 'The cities that this one knows, each with its state and health', response: { 200: z.array(Peer) } } }, () => peers.list()) // prettier-ignore
    app.post('/network/peers', { schema: { tags, summary: 'A city to be looked at: it is visited, and nothing is taken from it yet', body: Why.extend({ domain: z.string().max(300) }), response: { 201: Peer } } }, async ({ actor, body }, reply) => reply.code(201).send(await peers.add(actor, body.domain, body.grounds))) // prettier-ignore
    app.get('/network/peers/:domain', { schema: { tags, summary: 'One city, how it came to its state and what its name could be taken for', params, response: { 200: Whole } } }, ({ params }) => peers.one(params.domain)) // prettier-ignore
    app.put('/network/peers/:domain/acceptance', { schema: { tags, summary: 'Believes it from now on, by the keys that were looked at', params, body: Why.extend({ keys: z.array(z.string().max(200)).min(1).max(200).describe('all by which it signs now, and of those that it gave up whichever count for what they signed'), despite: z.boolean().optional().describe('though its name looks like another') }), response: none } }, async ({ actor, params, body }, reply) => { await peers.accept(actor, params.domain, body); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/network/peers/:domain/block', { schema: { tags, summary: 'Asks it nothing and takes nothing from it', params, body: Why, response: none } }, async ({ actor, params, body }, reply) => { await peers.block(actor, params.domain, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/network/peers/:domain/quarantine', { schema: { tags, summary: 'Looks at it anew', params, body: Why, response: none } }, async ({ actor, params, body }, reply) => { await peers.release(actor, params.domain, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/network/peers/:domain/visit', { schema: { tags, summary: 'Visits it at once, as it is visited every hour; no more often than every few minutes', params, response: { 202: Visit } } }, async ({ actor, params }, reply) => { await peers.visitNow(actor, params.domain); return reply.code(202).send((await peers.visited(actor, params.domain))!) }) // prettier-ignore
    app.get('/network/peers/:domain/visit', { schema: { tags, summary: 'How far the last visit is that somebody asked for, or what came of it', params, response: { 200: Visit.nullable() } } }, async ({ actor, params }) => (await peers.visited(actor, params.domain)) ?? null) // prettier-ignore
    app.post('/network/peers/:domain/visit/cancellation', { schema: { tags, summary: 'Gives the visit up that is under way', params, response: none } }, async ({ actor, params }, reply) => { await peers.cancelVisit(actor, params.domain); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/network/peers/:domain/limits', { schema: { tags, summary: 'What it may cost in a day', params, body: Limits, response: none } }, async ({ actor, params, body }, reply) => { await peers.limit(actor, params.domain, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/network/peers/:domain/reports', { schema: { tags, summary: 'What somebody has against it', params, body: Why, response: { 201: z.object({ id: z.uuid() }) } } }, async ({ actor, params, body }, reply) => reply.code(201).send({ id: await peers.report(actor, params.domain, body.grounds) })) // prettier-ignore
    app.get('/network/peers/:domain/reports', { schema: { tags, summary: 'What was said against it', params, response: { 200: z.array(Report) } } }, ({ actor, params }) => peers.reports(actor, params.domain)) // prettier-ignore
    app.put('/network/peers/:domain/reports/:id/answer', { schema: { tags, summary: 'Settles what was said against it', params: ofReport, body: Why, response: none } }, async ({ actor, params, body }, reply) => { await peers.settle(actor, params.domain, params.id, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
  }

/** `/network/checkpoints`, outside the API: where cities look for what others saw. */
export const checkpointRoutes =
  (peers: Peers): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/network/checkpoints', { schema: { hide: true } }, async (_, reply) =>
      reply
        .type('application/json; charset=utf-8')
        .header('cache-control', BRIEFLY)
        .header('access-control-allow-origin', '*')
        .send(JSON.stringify(await peers.checkpoints())),
    )
  }
