/** HTTP: what is public, and making it so. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Catalog } from '../service.ts'
import { Description, Format, Prose, Slug, Title } from '../types.ts'
import { PublicationDraft, Reason } from './types.ts'

const [tags, work] = [['catalog'], ['catalog: work']]
const LIST_MAX = 500
const params = z.object({ id: z.uuid() })

const Withdrawal = z.object({ at: z.date(), reason: z.string() })
const Names = z.object({ pl: z.string(), en: z.string(), uk: z.string() })
export const Version = z.object({
  ...{ id: z.uuid(), number: z.int(), publishedAt: z.date() },
  seq: z.int().describe('its place among all publications'),
  ...{
    rows: z.int().optional(),
    columns: z.int().optional(),
    sha256: z.string(),
    bytes: z.int(),
    mediaType: z.string(),
  },
  note: Title.optional().describe('what changed'),
  withdrawal: Withdrawal.optional(),
})
export const Distribution = z.object({
  ...{ id: z.uuid(), slug: Slug, title: Title, description: Prose.optional() },
  ...{ kind: z.enum(['table', 'file', 'service']), format: Format, formats: z.array(Format) },
  versions: z.array(Version),
  current: Version.optional().describe('the newest that was not taken back'),
  endpoint: z.object({ url: z.string(), description: z.string().optional(), protocol: z.string() }).optional(),
})
export const Dataset = z.object({
  ...{ id: z.uuid(), slug: Slug, description: Description, series: Slug.optional() },
  publisher: z.object({ id: z.string(), names: Names, kind: z.string() }),
  asset: z.object({ slug: Slug }),
  ...{ issued: z.date(), modified: z.date(), distributions: z.array(Distribution) },
})

export const versionRoutes =
  (catalog: Catalog): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/catalog/datasets',
      {
        schema: {
          ...{ tags, summary: 'Published datasets' },
          querystring: z.object({
            limit: z.coerce.number().int().min(1).max(LIST_MAX).default(100),
            offset: z.coerce.number().int().min(0).default(0),
          }),
          response: { 200: z.object({ count: z.int(), datasets: z.array(Dataset) }) },
        },
      },
      async ({ query: { limit, offset } }) => {
        const { datasets } = await catalog.catalogue()
        return { count: datasets.length, datasets: datasets.slice(offset, offset + limit) }
      },
    )
    app.get(
      '/catalog/datasets/:slug',
      {
        schema: {
          ...{ tags, summary: 'A published dataset with its distributions and their versions' },
          ...{ params: z.object({ slug: Slug }), response: { 200: Dataset } },
        },
      },
      ({ params }) => catalog.dataset(params.slug),
    )
    addPublishing(app, catalog)
  }

function addPublishing(app: Parameters<FastifyPluginAsyncZod>[0], catalog: Catalog): void {
  app.post(
    '/catalog/entries/:id/publication',
    {
      schema: {
        ...{ tags: work, summary: 'Makes what is said of a dataset or a series public' },
        ...{ params, response: { 204: z.null() } },
      },
    },
    async ({ params, actor }, reply) => {
      await catalog.publishDescription(actor, params.id)
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/catalog/entries/:id/withdrawal',
    {
      schema: {
        ...{ tags: work, summary: 'Takes a dataset back with everything of it; a tombstone says why' },
        ...{ params, body: z.object({ reason: Reason }), response: { 204: z.null() } },
      },
    },
    async ({ params, body, actor }, reply) => {
      await catalog.withdrawDataset(actor, params.id, body.reason)
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/catalog/deliveries/:id/publication',
    {
      schema: {
        ...{ tags: work, summary: 'Makes a delivery the newest version of its distribution' },
        description: 'Only what the gate lets pass: `governance.held` and `governance.refused` say where it does not.',
        ...{ params, body: PublicationDraft, response: { 201: Version } },
      },
    },
    async ({ params, body, actor }, reply) => reply.code(201).send(await catalog.publish(actor, params.id, body)),
  )
  app.post(
    '/catalog/distributions/:id/versions/:number/withdrawal',
    {
      schema: {
        ...{ tags: work, summary: 'Takes one version back; a tombstone says why' },
        params: params.extend({ number: z.coerce.number().int().positive() }),
        ...{ body: z.object({ reason: Reason }), response: { 204: z.null() } },
      },
    },
    async ({ params, body, actor }, reply) => {
      await catalog.withdraw(actor, params.id, params.number, body.reason)
      return reply.code(204).send(null)
    },
  )
}
