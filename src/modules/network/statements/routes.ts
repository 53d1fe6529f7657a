/** HTTP: statements at their own addresses, as they were signed; people are led to the page. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { bestOf } from '#platform/http'
import { preferredLang } from '#words'
import type { Statements } from './service.ts'
import { PAGE_DEFAULT, PAGE_MAX } from './types.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const CREDENTIAL = 'application/vc'
const BRIEFLY = 'public, max-age=10'
const FOR_EVER = 'public, max-age=31536000, immutable'
const hide = { hide: true }

const ById = z.object({ id: z.uuid() })
const Paging = z.object({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
  indicator: z.string().max(80).optional(),
})

/** `/network/statements…`, outside the API: these addresses stand in what was signed. */
export const statementRoutes =
  (statements: Statements): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/network/statements',
      { schema: { ...hide, querystring: Paging } },
      async ({ query }, reply) =>
      reply.type(JSON_TYPE).header('cache-control', BRIEFLY).send(JSON.stringify(await statements.feed(query.after, query.limit, query.indicator))), // prettier-ignore
    )
    app.get('/network/statements/:id', { schema: { ...hide, params: ById } }, async (request, reply) => {
      const { id } = request.params
      const { accept, 'accept-language': languages } = request.headers
      reply.header('vary', 'accept')
      if (bestOf(accept, [CREDENTIAL, 'application/json', 'text/html']) === 'text/html')
        return reply.redirect(`/${preferredLang(languages)}/network/statements/${id}`, 303)
      const document = await statements.document(id)
      return reply.type(JSON_TYPE).header('cache-control', FOR_EVER).send(document)
    })
    app.get('/network/statements/:id/evidence', { schema: { ...hide, params: ById } }, async ({ params }, reply) =>
      reply
        .type(JSON_TYPE)
        .header('content-disposition', `attachment; filename="statement-${params.id}.json"`)
        .header('cache-control', BRIEFLY)
        .send(JSON.stringify(await statements.evidence(params.id))),
    )
  }
