/** HTTP: reports are asked for, looked at, published; each has its data and its PDFs at permanent addresses. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Reports } from './service/index.ts'
import { Language, Report, ReportRequest, type Report as Found } from './types/index.ts'

const tags = ['reports']
const params = z.object({ id: z.uuid() })
const language = z.object({ lang: Language.default('pl') })
const Body = z.object({ grounds: z.string().max(2_000) })

/** `example-iso37120-2023-pl.pdf` */
const nameOf = ({ area, kind, standard, year }: Found, ending: string) =>
  `attachment; filename="${area}-${standard ?? kind}-${year}${ending}"`

export const reportRoutes =
  (reports: Reports, { baseUrl }: { baseUrl: string }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/reports',
      {
        schema: {
          ...{ tags, summary: 'Public reports, newest first; for those who make them, also the others' },
          response: { 200: z.object({ reports: z.array(Report) }) },
        },
      },
      async ({ actor }) => ({ reports: await reports.list(actor) }),
    )
    app.post(
      '/reports',
      {
        schema: {
          ...{ tags, summary: 'Asks for a report of what is known now; it is made in the background' },
          description: 'The same report of the same moment is made once: then the answer is 200, else 202.',
          body: ReportRequest,
          response: { 200: Report, 202: Report },
        },
      },
      async ({ body, actor }, reply) => {
        const { before, ...report } = await reports.ask(actor, body)
        return reply.code(before ? 200 : 202).send(report)
      },
    )
    app.get(
      '/reports/:id',
      { schema: { tags, summary: 'One report: of what, of when, its fingerprint', params, response: { 200: Report } } },
      ({ params, actor }) => reports.read(actor, params.id),
    )
    app.get(
      '/reports/:id/content.json',
      { schema: { tags, summary: 'What it says, byte for byte as its fingerprint says', params } },
      async ({ params, actor }, reply) => {
        const { report, stream } = await reports.original(actor, params.id)
        return reply
          .type('application/json; charset=utf-8')
          .header('content-disposition', nameOf(report, '.json'))
          .header('etag', `"${report.sha256}"`)
          .send(stream)
      },
    )
    app.get(
      '/reports/:id/content.csv',
      { schema: { tags, summary: 'Its figures as CSV', params, querystring: language } },
      async ({ params, query, actor }, reply) => {
        const { report, text } = await reports.csv(actor, params.id, query.lang)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', nameOf(report, `-${query.lang}.csv`))
          .send(text)
      },
    )
    app.get(
      '/reports/:id/content.xlsx',
      {
        schema: {
          ...{ tags, params, querystring: language },
          summary: 'The whole report as a workbook: a sheet for each part, every number beside its provenance',
        },
      },
      async ({ params, query, actor }, reply) => {
        const { report, stream } = await reports.xlsx(actor, params.id, { ...query, baseUrl })
        return reply
          .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
          .header('content-disposition', nameOf(report, `-${query.lang}.xlsx`))
          .send(stream)
      },
    )
    app.get(
      '/reports/:id/input.json',
      {
        schema: { tags, summary: 'What the rules of analysis read for it: `unia directions` runs them again', params },
      },
      async ({ params, actor }, reply) => {
        const { report, stream } = await reports.input(actor, params.id)
        return reply
          .type('application/json; charset=utf-8')
          .header('content-disposition', nameOf(report, '-input.json'))
          .send(stream)
      },
    )
    app.get(
      '/reports/:id/report.pdf',
      { schema: { tags, summary: 'The report as a tagged PDF', params, querystring: language } },
      async ({ params, query, actor }, reply) => {
        const { report, print, stream } = await reports.pdf(actor, params.id, query.lang)
        return reply
          .type('application/pdf')
          .header('content-disposition', nameOf(report, `-${query.lang}.pdf`))
          .header('content-length', print.bytes)
          .header('etag', `"${print.sha256}"`)
          .send(stream)
      },
    )
    app.post(
      '/reports/:id/publication',
      { schema: { tags, summary: 'Makes it public', params, body: Body, response: { 201: Report } } },
      async ({ params, body, actor }, reply) =>
        reply.code(201).send(await reports.publish(actor, params.id, body.grounds)),
    )
    app.post(
      '/reports/:id/cancellation',
      { schema: { tags, summary: 'Gives it up', params, body: Body.partial(), response: { 204: z.null() } } },
      async ({ params, body, actor }, reply) => {
        await reports.cancel(actor, params.id, body.grounds)
        return reply.code(204).send(null)
      },
    )
    app.post(
      '/reports/:id/prints',
      { schema: { tags, summary: 'Prints the PDFs again where that failed', params, response: { 202: z.null() } } },
      async ({ params, actor }, reply) => {
        await reports.printAgain(actor, params.id)
        return reply.code(202).send(null)
      },
    )
  }
