/** HTTP: what is published as files, at the addresses that its RDF names: tables in each format, files as they came. */
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refuse } from '../refusals.ts'
import type { Catalog } from '../service.ts'
import { Slug } from '../types.ts'
import { EXPORT_FORMATS, exportRows, MEDIA_TYPES, type ExportFormat } from './exports.ts'
import { asked, questionOf } from './routes.ts'
import { beforeRow } from './rules.ts'

const hide = { hide: true }
const params = z.object({ slug: Slug, distribution: Slug })
const ofVersion = params.extend({ number: z.coerce.number().int().positive() })
const ofRow = z.object({ row: z.coerce.number().int().positive().optional() })
const AT = '/catalog/:slug/:distribution'
const AT_VERSION = `${AT}/versions/:number(^\\d+)`

type Wanted = { slug: string; distribution: string; number?: number }
type Asked = z.infer<typeof asked>

export const downloadRoutes =
  (catalog: Pick<Catalog, 'dataset' | 'rows' | 'original'>): FastifyPluginAsyncZod =>
  async (app) => {
    /** Throws `catalog.unknown`, and `catalog.withdrawn` with the reason. */
    async function idOf({ slug, distribution }: Wanted): Promise<string> {
      const { distributions } = await catalog.dataset(slug)
      const found = distributions.find((one) => one.slug === distribution)
      if (!found) throw refuse.unknown({ slug: distribution })
      return found.id
    }
    const send = (reply: FastifyReply, type: string, fileName: string, stream: NodeJS.ReadableStream) =>
      reply
        .type(type)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
        .header('access-control-allow-origin', '*')
        .header('cache-control', 'no-cache')
        .send(stream)

    async function sendRows(reply: FastifyReply, format: ExportFormat, wanted: Wanted, query: Asked) {
      const found = await catalog.rows.table(await idOf(wanted), wanted.number ?? query.version)
      const { columns, batches } = await catalog.rows.all(found, questionOf(query))
      const { slug, distribution } = wanted
      const fileName = `${slug}-${distribution}-${found.version.number}.${format}`
      return send(reply, MEDIA_TYPES[format], fileName, exportRows(format, distribution, columns, batches))
    }
    for (const format of EXPORT_FORMATS) {
      app.get(
        `/catalog/:slug/:distribution(^[a-z0-9-]+).${format}`,
        { schema: { ...hide, params, querystring: asked } },
        ({ params, query }, reply) => sendRows(reply, format, params, query),
      )
      app.get(
        `${AT_VERSION}.${format}`,
        { schema: { ...hide, params: ofVersion, querystring: asked } },
        ({ params, query }, reply) => sendRows(reply, format, params, query),
      )
    }

    async function sendOriginal(reply: FastifyReply, wanted: Wanted) {
      const { version, stream } = await catalog.original(await idOf(wanted), wanted.number)
      return send(reply, version.mediaType, version.fileName, stream)
    }
    app.get(`${AT}/file`, { schema: { ...hide, params } }, ({ params }, reply) => sendOriginal(reply, params))
    app.get(`${AT_VERSION}/file`, { schema: { ...hide, params: ofVersion } }, ({ params }, reply) =>
      sendOriginal(reply, params),
    )

    // A version is seen on the page of its table, and a row of it where that begins with it.
    app.get(AT_VERSION, { schema: { ...hide, params: ofVersion, querystring: ofRow } }, async (request, reply) => {
      const { slug, distribution, number } = request.params
      const { row } = request.query
      const from = row === undefined ? '' : `&after=${beforeRow(row)}`
      return reply.header('vary', 'accept').redirect(`/catalog/${slug}/${distribution}?version=${number}${from}`)
    })
  }
