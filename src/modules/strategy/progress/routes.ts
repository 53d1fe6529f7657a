/** HTTP: how far strategies are, today and in reports, with their data and PDFs at addresses that stay. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { LANGS } from '#words'
import { StrategyId } from '../strategies/types.ts'
import type { ProgressRoom } from './service.ts'
import { STATES } from './types.ts'

const tags = ['strategies']
const strategy = z.object({ id: StrategyId })
const params = z.object({ id: z.uuid() })
const language = z.object({ lang: z.enum(LANGS).default('pl') })
const Listed = z.object({
  ...{ id: z.uuid(), strategyId: StrategyId, version: z.int(), state: z.enum(STATES), askedAt: z.date() },
  ...{
    moment: z.object({ seq: z.int(), at: z.date() }),
    sha256: z.string().nullable(),
    entryId: z.string().nullable(),
  },
  prints: z.array(z.object({ lang: z.string(), sha256: z.string(), bytes: z.number() })),
})
const named = (id: string, ending: string) => `attachment; filename="progress-${id}${ending}"`

export const progressRoutes =
  (progress: ProgressRoom): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/strategies/:id/progress', { schema: { tags, summary: 'How far it is today: goals, figures, targets, projects, money, gaps', params: strategy } }, async ({ params }) => progress.now(params.id)) // prettier-ignore
    app.get('/strategies/:id/reports', { schema: { tags, summary: 'Reports on its progress, the newest first', params: strategy, response: { 200: z.object({ reports: z.array(Listed) }) } } }, async ({ actor, params }) => ({ reports: await progress.reports(actor, params.id) })) // prettier-ignore
    app.post('/strategies/:id/reports', { schema: { tags, summary: 'Asks for a report of this moment; it is made in the background', params: strategy, response: { 202: z.object({ id: z.uuid(), before: z.boolean() }) } } }, async ({ actor, params }, reply) => reply.code(202).send(await progress.ask(actor, params.id))) // prettier-ignore
    app.get('/progress-reports/:id/content.json', { schema: { tags, summary: 'What a report says, byte for byte as its fingerprint says', params } }, async ({ params }, reply) => { const { report, stream } = await progress.original(params.id); return reply.type('application/json; charset=utf-8').header('content-disposition', named(report.strategyId, '.json')).header('etag', `"${report.sha256}"`).send(stream) }) // prettier-ignore
    app.get('/progress-reports/:id/content.csv', { schema: { tags, summary: 'Its figures as CSV', params, querystring: language } }, async ({ params, query }, reply) => reply.type('text/csv; charset=utf-8').header('content-disposition', named(params.id, `-${query.lang}.csv`)).send(await progress.csv(params.id, query.lang))) // prettier-ignore
    app.get('/progress-reports/:id/report.pdf', { schema: { tags, summary: 'The report as a tagged PDF', params, querystring: language } }, async ({ params, query }, reply) => { const { report, print, stream } = await progress.pdf(params.id, query.lang); return reply.type('application/pdf').header('content-disposition', named(report.strategyId, `-${query.lang}.pdf`)).header('content-length', print.bytes).header('etag', `"${print.sha256}"`).send(stream) }) // prettier-ignore
  }
