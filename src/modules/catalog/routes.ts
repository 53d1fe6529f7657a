/** The catalogue's HTTP, joined from its rooms. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { datasetRoutes } from './datasets/routes.ts'
import type { Catalog } from './service.ts'

export const catalogRoutes =
  (catalog: Catalog): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(datasetRoutes(catalog.datasets))
  }
