/** HTTP: a file of meter readings comes in; what came of it is told by its lines. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { refuse } from '#tables'
import type { Meters } from './service.ts'
import { FILE_BYTES_MAX, ReadAs, Report } from './types.ts'

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
      async ({ actor, query, body }) => meters.bring(actor, await bytesOf(body), query),
    )
  }

/** The file, as the house passes bodies on: whole, or as it comes. */
async function bytesOf(body: unknown): Promise<Buffer> {
  if (Buffer.isBuffer(body)) return body
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of body as AsyncIterable<Buffer>) {
    if ((bytes += piece.length) > FILE_BYTES_MAX) throw refuse.tooLarge({ bytesMax: FILE_BYTES_MAX, megabytesMax: FILE_BYTES_MAX / 1e6 }) // prettier-ignore
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
