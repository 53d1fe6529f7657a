/** HTTP: parse, call, answer. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Code } from '../budgets/types.ts'
import type { Counting } from './service.ts'
import { Archive, ARCHIVE_BYTES_MAX, ArchiveDraft, ArchivedProject, Comparison, PoolExplained } from './types.ts'

const tags = ['budgets']
const edition = z.object({ edition: Code })
const ofPool = edition.extend({ pool: Code })
const pbFile = edition.extend({ file: z.string().regex(/^[a-z0-9-]+\.pb$/, 'the code of the pool, and .pb') })
const one = z.object({ id: z.uuid() })
const PABULIB = 'text/plain; charset=utf-8'

export const countingRoutes =
  (counting: Counting): FastifyPluginAsyncZod =>
  async (app) => {
    const { archives } = counting
    app.get('/budgets/:edition/results', { schema: { tags, summary: 'The result of a vote, pool by pool: the very bytes whose SHA-256 is in the ledger', params: edition } }, async ({ params }, reply) => { const { document, sha256 } = await counting.result(params.edition); return reply.type('application/json; charset=utf-8').header('etag', `"${sha256}"`).send(document) }) // prettier-ignore
    app.get('/budgets/:edition/results/:pool', { schema: { tags, summary: 'The result of one pool, each decision in words, in three languages', params: ofPool, response: { 200: PoolExplained } } }, ({ params }) => counting.explained(params.edition, params.pool)) // prettier-ignore
    app.get('/budgets/:edition/what-if/:pool', { schema: { tags, summary: 'What other rules would have made of the same ballots', params: ofPool, response: { 200: z.object({ comparisons: z.array(Comparison) }) } } }, async ({ params }) => ({ comparisons: await counting.comparisons(params.edition, params.pool) })) // prettier-ignore
    app.get('/budgets/:edition/pabulib/:file', { schema: { tags, summary: 'A counted pool as a file of the Pabulib standard; of its voters it says nothing', params: pbFile } }, async ({ params }, reply) => reply.type(PABULIB).header('content-disposition', `attachment; filename="${params.edition}-${params.file}"`).send(Readable.from(await counting.pabulib(params.edition, params.file.slice(0, -3))))) // prettier-ignore

    app.get('/budget-votes', { schema: { tags, summary: 'Votes of the past, counted anew by every rule', response: { 200: z.object({ votes: z.array(Archive) }) } } }, async ({ actor }) => ({ votes: await archives.all(actor) })) // prettier-ignore
    app.post('/budget-votes', { bodyLimit: 2 * ARCHIVE_BYTES_MAX, schema: { tags, summary: 'Brings a vote of the past from a file of the Pabulib standard', body: ArchiveDraft, response: { 201: Archive } } }, async ({ actor, body }, reply) => reply.code(201).send(await archives.bring(actor, body))) // prettier-ignore
    app.get('/budget-votes/:id', { schema: { tags, summary: 'A vote of the past: its projects, and what each rule makes of its ballots', params: one, response: { 200: Archive.extend({ projects: z.array(ArchivedProject), comparisons: z.array(Comparison) }) } } }, ({ actor, params }) => archives.read(actor, params.id)) // prettier-ignore
    app.get('/budget-votes/:id/file', { schema: { tags, summary: 'Its file, as it was examined', params: one } }, async ({ actor, params }, reply) => reply.type(PABULIB).header('content-disposition', `attachment; filename="${params.id}.pb"`).send(await archives.file(actor, params.id))) // prettier-ignore
    app.post('/budget-votes/:id/publication', { schema: { tags, summary: 'Makes it public, through the gate', params: one, response: { 201: Archive } } }, async ({ actor, params }, reply) => reply.code(201).send(await archives.publish(actor, params.id))) // prettier-ignore
    app.delete('/budget-votes/:id', { schema: { tags, summary: 'Forgets one that never became public', params: one, response: { 204: z.null() } } }, async ({ actor, params }, reply) => { await archives.discard(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
  }
