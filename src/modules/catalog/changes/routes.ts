/** HTTP: what changed between two versions of a published table. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Catalog } from '../service.ts'
import { Changes, CHANGES_SHOWN_MAX } from './types.ts'

export const changesRoutes =
  ({ changes }: Pick<Catalog, 'changes'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/catalog/distributions/:id/versions/:number/changes',
      {
        schema: {
          ...{ tags: ['catalog'], summary: 'What changed in a table since the version before, by row and cell' },
          params: z.object({ id: z.uuid(), number: z.coerce.number().int().positive() }),
          querystring: z.object({
            before: z.coerce.number().int().positive().optional().describe('another version to compare with'),
            limit: z.coerce.number().int().min(0).max(CHANGES_SHOWN_MAX).default(100),
            offset: z.coerce.number().int().min(0).default(0),
          }),
          response: { 200: Changes },
        },
      },
      ({ params, query }) => changes(params.id, { number: params.number, ...query }),
    )
  }
