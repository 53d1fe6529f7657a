/** HTTP: what the house fetches by itself, and how that goes. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Fetch, FetchDraft, Run } from '../fetches/types.ts'
import type { Indicators } from '../index.ts'

const tags = ['fetches']
const params = z.object({ id: z.uuid() })

export const fetchRoutes =
  ({ fetches }: Indicators): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/fetches',
      {
        schema: {
          tags,
          summary: 'What is fetched by itself, each with its last run',
          response: { 200: z.object({ fetches: z.array(Fetch) }) },
        },
      },
      async ({ actor }) => ({ fetches: await fetches.list(actor) }),
    )
    app.post(
      '/fetches',
      {
        schema: {
          tags,
          summary: 'Has an address asked for figures on a schedule',
          description:
            'What comes is an import by `system:fetch/{id}`, checked and verified like any other; whoever makes the fetch counts ' +
            'as who brought it. After a failure it is tried again later and later, and switched off after eight in a row.',
          body: FetchDraft,
          response: { 201: Fetch },
        },
      },
      async ({ body, actor }, reply) => reply.code(201).send(await fetches.create(actor, body)),
    )
    app.get(
      '/fetches/:id',
      {
        schema: {
          tags,
          summary: 'One fetch and its runs, newest first',
          params,
          response: { 200: Fetch.extend({ runs: z.array(Run) }) },
        },
      },
      ({ params, actor }) => fetches.one(actor, params.id),
    )
    app.patch(
      '/fetches/:id',
      {
        schema: {
          tags,
          summary: 'Switches it on or off',
          params,
          body: z.strictObject({ isOn: z.boolean() }),
          response: { 204: z.null() },
        },
      },
      async ({ params, body, actor }, reply) => {
        await fetches.turn(actor, params.id, body.isOn)
        return reply.code(204).send(null)
      },
    )
    app.delete(
      '/fetches/:id',
      {
        schema: { tags, summary: 'Fetches no more; the imports it brought stay', params, response: { 204: z.null() } },
      },
      async ({ params, actor }, reply) => {
        await fetches.remove(actor, params.id)
        return reply.code(204).send(null)
      },
    )
    app.post(
      '/fetches/:id/runs',
      { schema: { tags, summary: 'Fetches now, in the background', params, response: { 202: Run } } },
      async ({ params, actor }, reply) => reply.code(202).send(await fetches.now(actor, params.id)),
    )
  }
