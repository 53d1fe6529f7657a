/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { refuse } from './rules.ts'
import type { Places } from './service.ts'
import { Area, AreaCollection } from './types.ts'

const day = z.iso.date().optional().describe('the day on which they exist')
const tags = ['places']

export const placesRoutes =
  (places: Places): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/areas',
      {
        schema: {
          tags,
          summary: 'Areas: the country, its regions, cities and districts',
          querystring: z.object({ kind: z.string().optional(), parent: z.string().optional(), at: day }),
          response: { 200: z.object({ areas: z.array(Area) }) },
        },
      },
      async ({ query }) => ({ areas: await places.areas(query) }),
    )
    app.get(
      '/areas/:id',
      { schema: { tags, summary: 'One area', params: z.object({ id: z.string() }), response: { 200: Area } } },
      ({ params }) => places.area(params.id),
    )
    app.get(
      '/areas/:id/outlines',
      {
        schema: {
          tags,
          summary: 'The outlines of the parts of an area, as GeoJSON',
          params: z.object({ id: z.string() }),
          querystring: z.object({ kind: z.string().default('district'), at: day }),
          response: { 200: AreaCollection },
        },
      },
      ({ params, query }) => places.outlines(params.id, query.kind, query.at),
    )
    app.get(
      '/areas/at',
      {
        schema: {
          tags,
          summary: 'The area that holds a point, a district unless said otherwise',
          querystring: z.object({
            lon: z.coerce.number().min(-180).max(180),
            lat: z.coerce.number().min(-90).max(90),
            kind: z.string().default('district'),
            at: day,
          }),
          response: { 200: Area },
        },
      },
      async ({ query }) => {
        const area = await places.at(query.lon, query.lat, query.kind, query.at)
        if (!area) throw refuse.unknown({ id: `${query.lon}, ${query.lat}` })
        return area
      },
    )
  }
