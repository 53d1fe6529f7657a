/** HTTP: why indicators of a standard are not reported. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Indicators } from '../index.ts'
import { Omission, OmissionDraft } from '../omissions/types.ts'

const tags = ['indicators']
const place = z.object({ standard: z.string(), code: z.string() })
const expected = z.int().min(0).describe('the version that the change starts from; 0 where nothing was said')

export const omissionRoutes =
  (indicators: Indicators): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/omissions',
      {
        schema: {
          tags,
          summary: 'Why indicators of standards are not reported',
          response: { 200: z.object({ omissions: z.array(Omission) }) },
        },
      },
      async () => ({ omissions: await indicators.omissions() }),
    )
    app.get(
      '/standards/:standard/omissions/:code',
      {
        schema: {
          tags,
          summary: 'Every version of the reason why one is not reported, newest first',
          params: place,
          response: { 200: z.object({ versions: z.array(Omission) }) },
        },
      },
      async ({ params }) => ({ versions: await indicators.omissionVersions(params.standard, params.code) }),
    )
    app.put(
      '/standards/:standard/omissions/:code',
      {
        schema: {
          tags,
          summary: 'Says why an indicator is not reported',
          params: place,
          body: OmissionDraft.extend({ expected }),
          response: { 200: Omission },
        },
      },
      ({ params, body: { expected, ...draft }, actor }) => indicators.omit(actor, params, draft, expected),
    )
    app.delete(
      '/standards/:standard/omissions/:code',
      {
        schema: {
          tags,
          summary: 'Takes back what was said; the versions stay',
          params: place,
          querystring: z.object({ expected: z.coerce.number().int().min(0) }),
          response: { 200: Omission },
        },
      },
      ({ params, query, actor }) => indicators.omit(actor, params, undefined, query.expected),
    )
  }
