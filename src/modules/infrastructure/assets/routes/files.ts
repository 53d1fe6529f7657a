/** Photos and documents of a thing, over HTTP. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Assets } from '../service/index.ts'
import { ThingFile } from '../types.ts'

const tags = ['things']
const params = z.object({ code: z.string().min(1).max(32) })
const one = params.extend({ id: z.uuid() })
const none = { 204: z.null() }

export const fileRoutes =
  (assets: Assets): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/things/:code/files', { schema: { tags, summary: 'Photos and documents of a thing', params, response: { 200: z.object({ files: z.array(ThingFile) }) } } }, async ({ params, actor }) => ({ files: await assets.files(actor, params.code) })) // prettier-ignore
    app.get('/things/:code/files/:id', { schema: { tags, summary: 'A photo or a document', params: one } }, async ({ params, actor }, reply) => {
      const { stream, mediaType } = await assets.file(actor, params.code, params.id)
      return reply.type(mediaType).header('cache-control', 'private, max-age=3600').send(stream)
    }) // prettier-ignore
    app.post(
      '/things/:code/files',
      {
        schema: {
          ...{
            tags,
            summary: 'Adds a photo (without its traces) or a PDF: the body is the file itself',
            params,
            response: none,
          },
          consumes: ['application/octet-stream'],
          querystring: z.object({ name: z.string().min(1).max(255) }),
        },
      },
      async ({ params: { code }, query, body, actor }, reply) => {
        const stream = body instanceof Readable ? body : Readable.from([body as Buffer])
        await assets.addFile(actor, code, {
          ...(await assets.keepAnyFile(actor, code, stream)),
          ...query,
        })
        return reply.code(204).send(null)
      },
    )
    app.delete('/things/:code/files/:id', { schema: { tags, summary: 'Removes a photo or a document', params: one, response: none } }, async ({ params, actor }, reply) => { await assets.removeFile(actor, params.code, params.id); return reply.code(204).send(null) }) // prettier-ignore
  }
