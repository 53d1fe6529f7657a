/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Budgets } from './service.ts'
import { Change, Code, Edition, ExtensionDraft, Rules } from './types.ts'

const tags = ['budgets']
const params = z.object({ edition: Code })
const Said = z.object({ version: z.int(), grounds: z.string().trim().min(1).max(2_000) })

export const budgetRoutes =
  (budgets: Budgets): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/budgets', { schema: { tags, summary: 'Editions of the participatory budget, newest first', response: { 200: z.object({ editions: z.array(Edition) }) } } }, async ({ actor }) => ({ editions: await budgets.all(actor) })) // prettier-ignore
    app.get('/budgets/:edition', { schema: { tags, summary: 'An edition: its rules, phases as extended, and where in its life it is', params, response: { 200: Edition } } }, ({ actor, params: { edition } }) => budgets.edition(edition, actor)) // prettier-ignore
    app.post('/budgets', { schema: { tags, summary: 'Drafts an edition', body: Rules, response: { 201: Edition } } }, async ({ actor, body }, reply) => reply.code(201).send(await budgets.draft(actor, body))) // prettier-ignore
    app.put('/budgets/:edition', { schema: { tags, summary: 'Changes it; with grounds once it is announced, and never once the vote is sealed', params, body: Change, response: { 200: Edition } } }, ({ actor, params: { edition }, body }) => budgets.change(actor, edition, body)) // prettier-ignore
    app.delete('/budgets/:edition', { schema: { tags, summary: 'Gives up a draft', params, response: { 204: z.null() } } }, async ({ actor, params: { edition } }, reply) => { await budgets.discard(actor, edition); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/budgets/:edition/announcement', { schema: { tags, summary: 'Announces it', params, body: Said, response: { 201: Edition } } }, async ({ actor, params: { edition }, body }, reply) => reply.code(201).send(await budgets.announce(actor, edition, body))) // prettier-ignore
    app.post('/budgets/:edition/extensions', { schema: { tags, summary: 'Lets a phase end later, publicly and with grounds', params, body: ExtensionDraft, response: { 201: Edition } } }, async ({ actor, params: { edition }, body }, reply) => reply.code(201).send(await budgets.extend(actor, edition, body))) // prettier-ignore
    app.get('/budgets/:edition/sealed', { schema: { tags, summary: 'Rules, list and keys as they were sealed when voting opened: the very bytes whose SHA-256 is in the ledger', params } }, async ({ params: { edition } }, reply) => reply.type('application/json; charset=utf-8').send(await budgets.sealed(edition))) // prettier-ignore
  }
