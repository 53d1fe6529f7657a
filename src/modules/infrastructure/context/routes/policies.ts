/** HTTP: who may see which types of things; under the house's own API, for the standard knows no such thing. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { LEVELS_OF_ACCESS } from '../limits.ts'
import type { Context } from '../service/index.ts'

const POLICIES_MAX = 500
const Which = z.object({
  type: z.string().min(1).describe('a type of entities, as its IRI or by the core context'),
  attribute: z.string().min(1).optional().describe('one attribute of it alone'),
})
const Draft = Which.extend({ level: z.enum(LEVELS_OF_ACCESS) })
const View = Draft.extend({ at: z.date() })
const tags = ['infrastructure']

export const policyRoutes =
  ({ policies, contexts }: Context): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/infrastructure/policies',
      {
        schema: {
          ...{ tags, summary: 'Which things anybody may see, and which not; what is not named is internal' },
          response: { 200: z.object({ policies: z.array(View) }) },
        },
      },
      async () => ({ policies: await policies.list() }),
    )
    app.put(
      '/infrastructure/policies',
      {
        schema: {
          ...{ tags, summary: 'Declare who may see types of things, or attributes of them' },
          body: z.object({ policies: z.array(Draft).min(1).max(POLICIES_MAX) }),
          response: { 204: z.null() },
        },
      },
      async ({ actor, body }, reply) => {
        await policies.declare(actor, body.policies, await contexts.terms())
        return reply.code(204).send(null)
      },
    )
    app.delete(
      '/infrastructure/policies',
      {
        schema: {
          tags,
          summary: 'Declare nothing of a type any more',
          querystring: Which,
          response: { 204: z.null() },
        },
      },
      async ({ actor, query }, reply) => {
        await policies.withdraw(actor, query, await contexts.terms())
        return reply.code(204).send(null)
      },
    )
  }
