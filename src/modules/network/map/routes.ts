/** HTTP: the network as this city sees it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { NetworkMap } from './types.ts'

/** `/network/map`, under the API's prefix. */
export const mapRoutes =
  (map: () => Promise<NetworkMap>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/network/map', { schema: { tags: ['network'], summary: 'The cities that this one believes: where they are, how each link is, who learned what from whom', response: { 200: NetworkMap } } }, () => map()) // prettier-ignore
  }
