/** HTTP: the public register of what the city holds, and its keeping. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { LANGS } from '#words'
import { assetsCsv } from './csv.ts'
import type { Assets } from './service.ts'
import { Asset, AssetDraft, AssetSlug, Grounds } from './types.ts'

const tags = ['assets']
const params = z.object({ slug: AssetSlug })
const grounds = Grounds
const expected = z.int().positive().describe('the version that the person saw')

export const assetRoutes =
  (assets: Assets): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/assets',
      { schema: { tags, summary: 'What the city holds', response: { 200: z.object({ assets: z.array(Asset) }) } } },
      async () => ({ assets: await assets.list() }),
    )
    app.get(
      '/assets.csv',
      { schema: { tags, summary: 'The same as CSV', querystring: z.object({ lang: z.enum(LANGS).default('pl') }) } },
      async ({ query }, reply) =>
        reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="assets-${query.lang}.csv"`)
          .send(assetsCsv(await assets.list(), query.lang)),
    )
    app.get(
      '/assets/:slug',
      {
        schema: {
          ...{ tags, summary: 'One asset, every version of it, newest first', params },
          response: { 200: z.object({ versions: z.array(Asset) }) },
        },
      },
      async ({ params }) => ({ versions: await assets.versions(params.slug) }),
    )
    app.post(
      '/assets',
      {
        schema: {
          ...{ tags, summary: 'Adds an asset' },
          ...{ body: z.object({ asset: AssetDraft, grounds }), response: { 201: Asset } },
        },
      },
      async ({ body, actor }, reply) => reply.code(201).send(await assets.add(actor, body.asset, body.grounds)),
    )
    app.put(
      '/assets/:slug',
      {
        schema: {
          ...{ tags, summary: 'A new version in place of the one that was seen', params },
          body: z.object({ asset: AssetDraft.omit({ slug: true }), expected, grounds }),
          response: { 200: Asset },
        },
      },
      ({ params, body, actor }) => assets.change(actor, params.slug, body.asset, body.expected, body.grounds),
    )
    app.post(
      '/assets/:slug/end',
      {
        schema: {
          ...{ tags, summary: 'The city holds it no longer', params },
          ...{ body: z.object({ expected, grounds }), response: { 201: Asset } },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply.code(201).send(await assets.end(actor, params.slug, body.expected, body.grounds)),
    )
  }
