/** HTTP: datasets are begun, described, given ways to have them. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Datasets } from './service.ts'
import {
  DatasetChange,
  DatasetDraft,
  DatasetText,
  DistributionChange,
  DistributionDraft,
  DistributionKind,
  SeriesChange,
  SeriesDraft,
  SeriesText,
} from './types.ts'

const LIST_MAX = 200

const tags = ['catalog: work']
const params = z.object({ id: z.uuid() })
const page = z.object({
  limit: z.coerce.number().int().min(1).max(LIST_MAX).default(50),
  before: z.uuid().optional().describe('the id that the page before ended with'),
})
const said = { version: z.int(), at: z.date(), by: z.string(), entryId: z.uuid() }
const entry = { id: z.uuid(), slug: z.string(), organisation: z.uuid(), createdAt: z.date() }
const Distribution = z.object({ id: z.uuid(), datasetId: z.uuid(), slug: z.string(), kind: DistributionKind })
const SaidOfDataset = z.object({ ...said, text: DatasetText })
const Dataset = z.object({ ...entry, said: SaidOfDataset, distributions: z.array(Distribution) })
const Series = z.object({ ...entry, said: z.object({ ...said, text: SeriesText }) })

export const datasetRoutes =
  (datasets: Datasets): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/catalog/entries',
      {
        schema: {
          ...{ tags, summary: 'Datasets as those who work on them see them, newest first', querystring: page },
          response: { 200: z.object({ datasets: z.array(Dataset) }) },
        },
      },
      async ({ query, actor }) => ({ datasets: await datasets.entries(actor, query.limit, query.before) }),
    )
    app.post(
      '/catalog/entries',
      {
        schema: {
          ...{ tags, summary: 'Begins a dataset; nothing of it is public yet' },
          ...{ body: DatasetDraft, response: { 201: Dataset } },
        },
      },
      async ({ body, actor }, reply) => reply.code(201).send(await datasets.create(actor, body)),
    )
    app.get(
      '/catalog/entries/:id',
      { schema: { tags, summary: 'One dataset, as it stands in the workspace', params, response: { 200: Dataset } } },
      ({ params, actor }) => datasets.entry(actor, params.id),
    )
    app.put(
      '/catalog/entries/:id/description',
      {
        schema: {
          ...{ tags, summary: 'Says something else of a dataset' },
          description:
            '`seen` is the version that was read. Two editors: the second is told `catalog.overtaken`, with what changed.',
          ...{ params, body: DatasetChange, response: { 200: Dataset } },
        },
      },
      ({ params, body, actor }) => datasets.describe(actor, params.id, body),
    )
    app.get(
      '/catalog/entries/:id/descriptions',
      {
        schema: {
          ...{ tags, summary: 'All that was ever said of a dataset, newest first', params },
          response: { 200: z.object({ descriptions: z.array(SaidOfDataset) }) },
        },
      },
      async ({ params, actor }) => ({ descriptions: await datasets.said(actor, params.id) }),
    )
    app.post(
      '/catalog/entries/:id/distributions',
      {
        schema: {
          ...{ tags, summary: 'Adds a way to have a dataset: a table, a file, a service' },
          ...{ params, body: DistributionDraft, response: { 201: Distribution } },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply.code(201).send(await datasets.addDistribution(actor, params.id, body)),
    )
    app.put(
      '/catalog/distributions/:id/description',
      {
        schema: {
          ...{ tags, summary: 'Says something else of a distribution; `seen` is the version of its dataset' },
          ...{ params, body: DistributionChange, response: { 200: Dataset } },
        },
      },
      ({ params, body, actor }) => datasets.describeDistribution(actor, params.id, body),
    )
    addSeries(app, datasets)
  }

function addSeries(app: Parameters<FastifyPluginAsyncZod>[0], datasets: Datasets): void {
  app.get(
    '/catalog/series-entries',
    {
      schema: {
        ...{ tags, summary: 'Series of datasets, newest first', querystring: page },
        response: { 200: z.object({ series: z.array(Series) }) },
      },
    },
    async ({ query, actor }) => ({ series: await datasets.seriesEntries(actor, query.limit, query.before) }),
  )
  app.post(
    '/catalog/series-entries',
    { schema: { tags, summary: 'Begins a series of datasets', body: SeriesDraft, response: { 201: Series } } },
    async ({ body, actor }, reply) => reply.code(201).send(await datasets.createSeries(actor, body)),
  )
  app.get(
    '/catalog/series-entries/:id',
    { schema: { tags, summary: 'One series', params, response: { 200: Series } } },
    ({ params, actor }) => datasets.seriesEntry(actor, params.id),
  )
  app.put(
    '/catalog/series-entries/:id/description',
    {
      schema: {
        tags,
        summary: 'Says something else of a series',
        params,
        body: SeriesChange,
        response: { 200: Series },
      },
    },
    ({ params, body, actor }) => datasets.describeSeries(actor, params.id, body),
  )
}
