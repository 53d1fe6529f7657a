/** HTTP: what is published as files, at the addresses that its RDF names: tables in each format, files as they came. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { cut, sendDownload } from '#platform/http'
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

/** Changed when a format is written otherwise: then the same rows are other bytes. */
const EDITION = '1'
/** How long downloads are, of which somebody asked for a part: such as have the same tag have the same bytes. */
const LENGTHS_MAX = 1_000

type Wanted = { slug: string; distribution: string; number?: number }
type Asked = z.infer<typeof asked>

export const downloadRoutes =
  (catalog: Pick<Catalog, 'dataset' | 'rows' | 'original'>): FastifyPluginAsyncZod =>
  async (app) => {
    const lengths = createLengths()
    /** Throws `catalog.unknown`, and `catalog.withdrawn` with the reason. */
    async function idOf({ slug, distribution }: Wanted): Promise<string> {
      const { distributions } = await catalog.dataset(slug)
      const found = distributions.find((one) => one.slug === distribution)
      if (!found) throw refuse.unknown({ slug: distribution })
      return found.id
    }
    const headersOf = (type: string, fileName: string) => ({
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
    })

    async function sendRows(request: FastifyRequest, reply: FastifyReply, format: ExportFormat, wanted: Wanted) {
      const query = request.query as Asked
      const found = await catalog.rows.table(await idOf(wanted), wanted.number ?? query.version)
      const { slug, distribution } = wanted
      const file = `${slug}-${distribution}-${found.version.number}.${format}`
      const open = async () => {
        const { columns, batches } = await catalog.rows.all(found, questionOf(query))
        return exportRows(format, { name: distribution, dialect: query.dialect }, columns, batches)
      }
      const tag = tagOf(EDITION, found.version.id, distribution, format, JSON.stringify(query))
      return sendDownload(request, reply, {
        ...{ tag, bytes: lengths.get(tag), headers: headersOf(MEDIA_TYPES[format], file) },
        measure: async () => lengths.get(tag) ?? lengths.keep(tag, await lengthOf(await open())),
        open: async (part) => (part ? Readable.from(cut(await open(), part), { objectMode: false }) : open()),
      })
    }
    for (const format of EXPORT_FORMATS) {
      app.get(
        `/catalog/:slug/:distribution(^[a-z0-9-]+).${format}`,
        { schema: { ...hide, params, querystring: asked } },
        (request, reply) => sendRows(request, reply, format, request.params),
      )
      app.get(
        `${AT_VERSION}.${format}`,
        { schema: { ...hide, params: ofVersion, querystring: asked } },
        (request, reply) => sendRows(request, reply, format, request.params),
      )
    }

    async function sendOriginal(request: FastifyRequest, reply: FastifyReply, wanted: Wanted) {
      const { version, open } = await catalog.original(await idOf(wanted), wanted.number)
      const { sha256, bytes, mediaType, fileName } = version
      const headers = headersOf(mediaType, fileName)
      return sendDownload(request, reply, { tag: sha256, bytes, headers, measure: async () => bytes, open })
    }
    app.get(`${AT}/file`, { schema: { ...hide, params } }, (request, reply) =>
      sendOriginal(request, reply, request.params),
    )
    app.get(`${AT_VERSION}/file`, { schema: { ...hide, params: ofVersion } }, (request, reply) =>
      sendOriginal(request, reply, request.params),
    )

    // A version is seen on the page of its table, and a row of it where that begins with it.
    app.get(AT_VERSION, { schema: { ...hide, params: ofVersion, querystring: ofRow } }, async (request, reply) => {
      const { slug, distribution, number } = request.params
      const { row } = request.query
      const from = row === undefined ? '' : `&after=${beforeRow(row)}`
      return reply.header('vary', 'accept').redirect(`/catalog/${slug}/${distribution}?version=${number}${from}`)
    })
  }

const tagOf = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('base64url')

function createLengths() {
  const known = new Map<string, number>()
  return {
    get: (tag: string) => known.get(tag),
    keep(tag: string, bytes: number): number {
      if (known.size >= LENGTHS_MAX) known.delete(known.keys().next().value!)
      known.set(tag, bytes)
      return bytes
    },
  }
}

async function lengthOf(stream: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0
  for await (const { length } of stream) bytes += length
  return bytes
}
