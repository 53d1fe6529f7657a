/** The catalogue's HTTP, joined from its rooms. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { changesRoutes } from './changes/routes.ts'
import { datasetRoutes } from './datasets/routes.ts'
import { deliveryRoutes } from './deliveries/routes/deliveries.ts'
import { weighingRoutes } from './deliveries/routes/weighings.ts'
import { uploadRoutes } from './deliveries/routes/uploads.ts'
import type { Catalog } from './service.ts'
import { rowRoutes } from './rows/routes.ts'
import { summingRoutes } from './rows/summing/routes.ts'
import { versionRoutes } from './versions/routes.ts'

export const catalogRoutes =
  (catalog: Catalog): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(versionRoutes(catalog))
    await app.register(changesRoutes(catalog))
    await app.register(rowRoutes(catalog.rows))
    await app.register(summingRoutes(catalog.rows))
    await app.register(datasetRoutes(catalog.datasets))
    await app.register(deliveryRoutes(catalog.deliveries, catalog))
    await app.register(weighingRoutes(catalog))
    await app.register(uploadRoutes(catalog.uploads, catalog.deliveries.bytesMax))
  }
