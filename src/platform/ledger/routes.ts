/** HTTP: the log as C2SP tlog-tiles lays it out, and its entries for reading. All of it is public. */
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Ledger } from './service.ts'
import { parseTilePath } from './tiles.ts'
import { Consistency, Listing, ListPage, Logged, Proof, refuse } from './types.ts'

const TEXT = 'text/plain; charset=utf-8'
const BRIEFLY = 'public, max-age=1'
const FOR_EVER = 'public, max-age=31536000, immutable'

const ById = z.object({ id: z.uuid() })

/** `/ledger/entries…`, under the API's prefix. */
export const ledgerRoutes =
  (ledger: Ledger): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['ledger']
    app.get(
      '/ledger/entries',
      { schema: { tags, summary: 'Entries, newest first', querystring: Listing, response: { 200: ListPage } } },
      (request) => ledger.list(request.query),
    )
    app.get(
      '/ledger/entries/:id',
      { schema: { tags, summary: 'One entry', params: ById, response: { 200: Logged } } },
      (request) => ledger.entry(request.params.id),
    )
    app.get(
      '/ledger/entries/:id/proof',
      { schema: { tags, summary: 'The proof that an entry is in the log', params: ById, response: { 200: Proof } } },
      (request) => ledger.proof(request.params.id),
    )
    app.get(
      '/ledger/consistency/:size',
      {
        schema: {
          tags,
          summary: 'The proof that the log only grew since its checkpoint of that size',
          params: z.object({ size: z.coerce.number().int().min(0) }),
          response: { 200: Consistency },
        },
      },
      (request) => ledger.consistency(request.params.size),
    )
  }

/** `/checkpoint`, `/tile/…`, `/log.vkey` and the whole as `/log.tar`: to be mounted where the log's origin says. */
export const ledgerLogRoutes =
  (ledger: Ledger): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/checkpoint', { schema: { hide: true } }, async (_, reply) =>
      send(reply, TEXT, BRIEFLY, await ledger.checkpoint()),
    )
    app.get('/log.vkey', { schema: { hide: true } }, async (_, reply) =>
      send(reply, TEXT, BRIEFLY, `${await ledger.vkey()}\n`),
    )
    app.get('/tile/*', { schema: { hide: true, params: z.object({ '*': z.string() }) } }, async (request, reply) => {
      const tile = parseTilePath(`tile/${request.params['*']}`)
      const bytes = tile && (await readTile(ledger, tile))
      return send(reply, 'application/octet-stream', FOR_EVER, bytes && Buffer.from(bytes))
    })
    app.get('/log.tar', { schema: { hide: true } }, async (_, reply) =>
      reply
        .type('application/x-tar')
        .header('content-disposition', 'attachment; filename="log.tar"')
        .header('cache-control', BRIEFLY)
        .send(Readable.from(ledger.exportTar(), { objectMode: false })),
    )
  }

function readTile(ledger: Ledger, { level, index, width }: NonNullable<ReturnType<typeof parseTilePath>>) {
  return level === 'entries' ? ledger.entriesTile(index, width) : ledger.tile(level, index, width)
}

function send(reply: FastifyReply, type: string, caching: string, body: string | Buffer | undefined): FastifyReply {
  if (body === undefined) throw refuse.unknown({ path: reply.request.url })
  return reply.type(type).header('cache-control', caching).send(body)
}
