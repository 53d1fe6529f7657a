/** HTTP: uploads that go on where they broke off, as the tus protocol 1.0.0 has it: core, creation, expiration, termination. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { Refusal } from '#platform/errors'
import { refuseUpload } from '#platform/uploads'
import type { UploadView } from '../types.ts'
import type { Uploads } from '../service/uploads.ts'

const tags = ['catalog: work']
const VERSION = '1.0.0'
const PIECE = 'application/offset+octet-stream'
const METADATA_CHARS_MAX = 4_000
const NAME_CHARS_MAX = 255
const params = z.object({ id: z.uuid() })
const about = 'Speaks tus 1.0.0 (https://tus.io): any of its clients will do.'

export const uploadRoutes =
  (uploads: Uploads, bytesMax: number): FastifyPluginAsyncZod =>
  async (app) => {
    app.addContentTypeParser(PIECE, (_request, body, done) => done(null, body))
    app.addHook('onRequest', async (request, reply) => {
      reply.header('tus-resumable', VERSION)
      if (request.method === 'OPTIONS' || request.method === 'GET') return
      if (request.headers['tus-resumable'] === VERSION) return
      reply.header('tus-version', VERSION)
      throw refuseUpload.protocolVersion({ supported: VERSION })
    })
    const capabilities = async (_request: FastifyRequest, reply: FastifyReply) =>
      reply
        .code(204)
        .header('tus-version', VERSION)
        .header('tus-extension', 'creation,creation-with-upload,expiration,termination')
        .header('tus-max-size', String(bytesMax))
        .send()
    app.options('/catalog/distributions/:id/uploads', { schema: { hide: true, params } }, capabilities)
    app.post(
      '/catalog/distributions/:id/uploads',
      {
        schema: {
          ...{ tags, summary: 'Begins an upload that can go on where it broke off', params },
          description: `${about} \`Upload-Metadata\`: filename, filetype, and sha256 of the whole, which is then checked.`,
          consumes: [PIECE],
        },
      },
      async ({ params, headers, actor, body, url }, reply) => {
        const draft = { bytes: lengthOf(headers['upload-length']), ...metadataOf(headers['upload-metadata']) }
        const begun = await uploads.begin(actor, params.id, draft)
        reply.header('location', `${url.replace(/\/distributions\/.*$/s, '')}/uploads/${begun.id}`)
        const piece = body instanceof Readable ? body : draft.bytes === 0 ? Readable.from([]) : undefined
        const upload = piece ? await uploads.append(actor, begun.id, 0, piece) : begun
        return told(reply.code(201), upload).send()
      },
    )
    app.get(
      '/catalog/uploads/:id',
      {
        exposeHeadRoute: false,
        schema: {
          ...{ tags, summary: 'How much of an upload came, and the delivery that it became', params },
          response: {
            200: z.object({
              ...{ id: z.uuid(), distributionId: z.uuid(), fileName: z.string(), offset: z.int(), bytes: z.int() },
              ...{ expiresAt: z.date(), deliveryId: z.uuid().optional() },
            }),
          },
        },
      },
      ({ params, actor }) => uploads.find(actor, params.id),
    )
    app.head('/catalog/uploads/:id', { schema: { hide: true, params } }, async ({ params, actor }, reply) => {
      const upload = await uploads.find(actor, params.id)
      reply.header('cache-control', 'no-store').header('upload-length', String(upload.bytes))
      return told(reply.code(200), upload).send()
    })
    app.patch(
      '/catalog/uploads/:id',
      {
        schema: {
          ...{ tags, summary: 'Goes on with an upload', description: about, params, consumes: [PIECE] },
        },
      },
      async ({ params, headers, actor, body }, reply) => {
        const at = numberOf(headers['upload-offset'])
        if (at === undefined) throw refuseUpload.offsetMissing()
        if (!(body instanceof Readable)) throw new Refusal('unsupportedMediaType', 415)
        return told(reply.code(204), await uploads.append(actor, params.id, at, body)).send()
      },
    )
    app.delete(
      '/catalog/uploads/:id',
      { schema: { tags, summary: 'Gives an upload up', params } },
      async ({ params, actor }, reply) => {
        await uploads.abandon(actor, params.id)
        return reply.code(204).send()
      },
    )
  }

function told(reply: FastifyReply, { offset, expiresAt, deliveryId }: UploadView): FastifyReply {
  reply.header('upload-offset', String(offset)).header('upload-expires', expiresAt.toUTCString())
  return deliveryId === undefined ? reply : reply.header('unia-delivery', deliveryId)
}

const numberOf = (header: string | string[] | undefined): number | undefined =>
  typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined

function lengthOf(header: string | string[] | undefined): number {
  const bytes = numberOf(header)
  if (bytes === undefined) throw refuseUpload.lengthMissing()
  return bytes
}

/** Pairs of a name and a value in base64, with commas between. */
function metadataOf(header: string | string[] | undefined) {
  const text = String(header ?? '')
  if (text.length > METADATA_CHARS_MAX) throw refuseUpload.badMetadata()
  const pairs = text.split(',').filter((pair) => pair.trim() !== '')
  const metadata = new Map<string, string>()
  for (const pair of pairs) {
    const [name = '', value = '', ...rest] = pair.trim().split(' ')
    if (rest.length > 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw refuseUpload.badMetadata()
    metadata.set(name.toLowerCase(), Buffer.from(value, 'base64').toString('utf8'))
  }
  const sha256 = metadata.get('sha256')
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256)) throw refuseUpload.badMetadata()
  const name = (metadata.get('filename') ?? '').split(/[/\\]/).at(-1)!.replace(/\p{Cc}/gu, '') // prettier-ignore
  return {
    fileName: name.slice(-NAME_CHARS_MAX) || 'file',
    mediaType: metadata.get('filetype')?.slice(0, NAME_CHARS_MAX) || 'application/octet-stream',
    ...(sha256 !== undefined && { sha256 }),
  }
}
