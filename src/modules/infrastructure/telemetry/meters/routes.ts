/** HTTP: a file of meter readings comes in; what came of it is told by its lines. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Meters } from './service.ts'
import { FILE_BYTES_MAX, ReadAs, Report } from './types.ts'
import { wholeOf } from './whole.ts'

export const meterRoutes =
  (meters: Meters): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/meters/readings',
      {
        bodyLimit: FILE_BYTES_MAX,
        schema: {
          ...{ tags: ['devices'], summary: 'Bring readings of meters: the body is the file itself' },
          consumes: ['text/csv', 'application/octet-stream'],
          querystring: ReadAs,
          response: { 200: Report },
        },
      },
      async ({ actor, query, body }) => meters.bring(actor, await wholeOf(body), query),
    )
  }
