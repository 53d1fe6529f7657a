/** HTTP: what charts and maps show of a published table, for who draws his own. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { filterWords, questionOf, version } from '../routes.ts'
import type { Rows } from '../service.ts'
import * as types from './types.ts'

const tags = ['catalog']
const params = z.object({ id: z.uuid().describe('of the distribution') })
const meant = { q: z.string().optional().describe('words that each begin a word of the row'), version }
const whole = z.coerce.number()

const Grouping = types.Grouping.omit({ filters: true, q: true }).extend({
  ...meant,
  limit: whole.int().min(1).max(types.GROUPS_MAX).default(30),
})
const Spread = types.Spread.omit({ filters: true, q: true }).extend(meant)
const Pairing = types.Pairing.omit({ filters: true, q: true }).extend(meant)
const Mapping = types.Mapping.pick({ how: true, of: true, label: true }).extend({
  ...meant,
  shape: z.string().optional().describe('the column of shapes'),
  latitude: z.string().optional().describe('the columns of points, where there is none of shapes'),
  longitude: z.string().optional(),
  box: z
    .string()
    .transform((text) => text.split(',').map(Number))
    .pipe(types.Box)
    .optional()
    .describe('west,south,east,north: only what lies in it'),
})

const number = z.number()
const Groups = z.object({
  groups: z.array(
    z.object({
      ...{ key: z.string(), series: z.string().optional(), isRest: z.boolean().optional() },
      ...{ value: number.nullable(), count: z.int() },
    }),
  ),
  ...{ keys: z.int().describe('how many there are, shown or not'), series: z.int(), missing: z.int() },
})
const Bins = z.object({
  bins: z.array(z.object({ from: number, to: number, count: z.int() })),
  missing: z.int(),
})
const Pairs = z.object({
  dots: z.array(z.object({ x: number, y: number, count: z.int(), series: z.string().optional() })),
  ...{ count: z.int(), missing: z.int(), series: z.int() },
  isWhole: z.boolean().describe('each dot is a row; else so many rows lie near it'),
})
const told = { value: number.nullable().optional(), label: z.string().optional() }
const Mapped = z.object({
  ...{ count: z.int(), missing: z.int(), box: types.Box.optional() },
  spots: z.array(z.object({ lon: number, lat: number, count: z.int(), ...told })),
  shapes: z.array(z.object({ geometry: z.looseObject({ type: z.string() }), ...told })),
  isWhole: z.boolean().describe('each spot is a row; else it is what lies near one another'),
  cell: number.optional().describe('how high a cell is that counts what lies in it, in degrees'),
})

export const summingRoutes =
  (rows: Pick<Rows, 'table' | 'groups' | 'bins' | 'pairs' | 'mapped'>): FastifyPluginAsyncZod =>
  async (app) => {
    const schema = <Query, Answer>(summary: string, querystring: Query, answer: Answer) => ({
      ...{ tags, summary, description: filterWords, params, querystring, response: { 200: answer } },
    })
    const filtersOf = (query: Record<string, unknown>) => questionOf(query).filters ?? []
    const at = (sum: string) => `/catalog/distributions/:id/${sum}`

    app.get(
      at('groups'),
      { schema: schema('Groups of a published table by a column, and what each comes to', Grouping.loose(), Groups) },
      async ({ params, query }) =>
        rows.groups(await rows.table(params.id, query.version), { ...query, filters: filtersOf(query) }),
    )
    app.get(
      at('bins'),
      { schema: schema('How a number column of a published table is spread', Spread.loose(), Bins) },
      async ({ params, query }) =>
        rows.bins(await rows.table(params.id, query.version), { ...query, filters: filtersOf(query) }),
    )
    app.get(
      at('pairs'),
      { schema: schema('Two number columns of a published table, row by row or by what lies near', Pairing.loose(), Pairs) }, // prettier-ignore
      async ({ params, query }) =>
        rows.pairs(await rows.table(params.id, query.version), { ...query, filters: filtersOf(query) }),
    )
    app.get(
      at('places'),
      { schema: schema('Where the rows of a published table are', Mapping.loose(), Mapped) },
      async ({ params, query: { shape, latitude = '', longitude = '', ...query } }) =>
        rows.mapped(await rows.table(params.id, query.version), {
          ...query,
          filters: filtersOf(query),
          place: shape === undefined ? { latitude, longitude } : { shape },
        }),
    )
  }
