/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Dimension } from '../register/types.ts'
import type { Events } from './events/service.ts'
import { EventDraft } from './events/types.ts'
import type { Teams } from './teams/service.ts'
import { MemberName, TeamDraft } from './teams/types.ts'

const tags = ['community']
const params = z.object({ id: z.uuid() })
const none = { 204: z.null() }
const grounds = z.string().trim().min(1).max(2_000).describe('why; in the public ledger')
const newer = { grounds, expected: z.int().describe('the version that it replaces') }
const written = { id: z.uuid(), version: z.int(), at: z.date(), grounds: z.string() }
const CityEvent = EventDraft.extend({ ...written, startsAt: z.date(), endsAt: z.date() })
const Team = TeamDraft.extend({ ...written, members: z.int(), names: z.array(z.string()).describe('of those who said that they may be named') }) // prettier-ignore

export const communityRoutes =
  (events: Events, teams: Teams): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/events', { schema: { tags, summary: 'Events: those to come, the next first; those that were, the last first', querystring: z.object({ dimension: Dimension.optional() }), response: { 200: z.object({ ahead: z.array(CityEvent), past: z.array(CityEvent) }) } } }, ({ query }) => events.list(query.dimension)) // prettier-ignore
    app.post('/events', { schema: { tags, summary: 'Announces an event', body: EventDraft.extend({ grounds }), response: { 201: params } } }, async ({ actor, body: { grounds, ...draft } }, reply) => reply.code(201).send(await events.add(actor, draft, grounds))) // prettier-ignore
    app.get('/events/:id', { schema: { tags, summary: 'An event with its versions', params, response: { 200: z.object({ event: CityEvent, versions: z.array(CityEvent) }) } } }, ({ params }) => events.one(params.id)) // prettier-ignore
    app.post('/events/:id/versions', { schema: { tags, summary: 'Changes an event, or calls it off', params, body: EventDraft.extend(newer), response: none } }, async ({ actor, params, body: { grounds, expected, ...draft } }, reply) => { await events.revise(actor, params.id, draft, grounds, expected); return reply.code(204).send(null) }) // prettier-ignore

    app.get('/teams', { schema: { tags, summary: 'Teams that try something', response: { 200: z.object({ teams: z.array(Team) }) } } }, async () => ({ teams: await teams.list() })) // prettier-ignore
    app.post('/teams', { schema: { tags, summary: 'Founds a team; whoever founds it is of it', body: TeamDraft.extend({ grounds, as: MemberName.describe('how one would be named; not at all where absent') }), response: { 201: params } } }, async ({ actor, body: { grounds, as, ...draft } }, reply) => reply.code(201).send(await teams.add(actor, draft, grounds, as))) // prettier-ignore
    app.get('/teams/:id', { schema: { tags, summary: 'A team', params, response: { 200: z.object({ team: Team }) } } }, ({ params }) => teams.one(params.id)) // prettier-ignore
    app.post('/teams/:id/versions', { schema: { tags, summary: 'Changes what a team says of itself', params, body: TeamDraft.extend(newer), response: none } }, async ({ actor, params, body: { grounds, expected, ...draft } }, reply) => { await teams.revise(actor, params.id, draft, grounds, expected); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/teams/:id/membership', { schema: { tags, summary: 'Says that one is of the team', params, body: z.object({ as: MemberName }), response: none } }, async ({ actor, params, body }, reply) => { await teams.join(actor, params.id, body.as); return reply.code(204).send(null) }) // prettier-ignore
    app.delete('/teams/:id/membership', { schema: { tags, summary: 'Leaves the team', params, response: none } }, async ({ actor, params }, reply) => { await teams.leave(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
  }
