/** HTTP: the budget for everybody, and its files for those who bring and publish them. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { MoneyRoom } from './service.ts'
import { Direction, DIRECTIONS, Import, Line, MoneySource, TARGETS } from './types.ts'

const tags = ['money']
const year = z.object({ year: z.coerce.number().int().min(1900).max(2200) })
const params = z.object({ id: z.uuid() })
const none = { 204: z.null() }
const side = z.object({ revenue: z.number().nullable(), expenditure: z.number().nullable(), importId: z.uuid(), number: z.int().describe('the publication that holds') }).nullable() // prettier-ignore
const Years = z.object({
  currency: z.string(),
  years: z.array(z.object({ year: z.int(), kinds: z.object({ planned: side, committed: side, spent: side }) })),
})
const amounts = { planned: z.number(), committed: z.number(), spent: z.number() }
const code = z.string().nullable()
const Branches = z.object({ branches: z.array(z.object({ division: code, chapter: code, paragraph: code, ...amounts })) }) // prettier-ignore
const Flows = z.object({ flows: z.array(z.object({ source: MoneySource.nullable(), to: code, ...amounts })) })

export const moneyRoutes =
  (money: MoneyRoom): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/money', { schema: { tags, summary: 'The city’s budget by years, in minor units: planned, committed, spent', response: { 200: Years } } }, async () => ({ currency: money.currency, years: await money.years() })) // prettier-ignore
    app.get('/money/:year/classification', { schema: { tags, summary: 'A year’s money by the classification of public budgets, in minor units', params: year, querystring: z.object({ direction: Direction.default(DIRECTIONS[1]) }), response: { 200: Branches } } }, async ({ params, query }) => ({ branches: await money.branches(params.year, query.direction) })) // prettier-ignore
    app.get('/money/:year/flows', { schema: { tags, summary: 'A year’s spending from sources to goals, districts or projects, in minor units', params: year, querystring: z.object({ to: z.enum(TARGETS).default('goal') }), response: { 200: Flows } } }, async ({ params, query }) => ({ flows: await money.flows(params.year, query.to) })) // prettier-ignore
    app.get('/money/imports', { schema: { tags, summary: 'Files of budget lines, the newest first', response: { 200: z.object({ imports: z.array(Import) }) } } }, async ({ actor }) => ({ imports: await money.imports(actor) })) // prettier-ignore
    app.post('/money/imports', { schema: { tags, summary: 'A file of budget lines (CSV, XLSX, ODS or JSON: the body is the file itself); another person makes it public', consumes: ['application/octet-stream'], querystring: z.object({ fileName: z.string().trim().min(1).max(200) }), response: { 201: Import } } }, async ({ actor, query, body }, reply) => { const file = body instanceof Readable ? body : Readable.from([body as Buffer]); return reply.code(201).send(await money.bring(actor, { file, ...query })) }) // prettier-ignore
    app.get('/money/imports/:id', { schema: { tags, summary: 'A file as it was read: sums, first lines, what does not add up and where', params, response: { 200: Import.extend({ first: z.array(Line) }) } } }, async ({ actor, params }) => money.preview(actor, params.id)) // prettier-ignore
    app.delete('/money/imports/:id', { schema: { tags, summary: 'Gives a file up that is not public', params, response: none } }, async ({ actor, params }, reply) => { await money.drop(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
    app.get('/money/imports/:id/file', { schema: { tags, summary: 'The file itself', params } }, async ({ actor, params }, reply) => { const { found, stream } = await money.original(actor, params.id); return reply.type('application/octet-stream').header('content-disposition', 'attachment').header('etag', `"${found.sha256}"`).send(stream) }) // prettier-ignore
    app.post('/money/imports/:id/publication', { schema: { tags, summary: 'Makes a file public: by another person than brought it', params, body: z.object({ grounds: z.string().trim().min(1).max(4_000) }), response: { 201: z.object({ number: z.int() }) } } }, async ({ actor, params, body }, reply) => reply.code(201).send({ number: await money.publish(actor, params.id, body.grounds) })) // prettier-ignore
  }
