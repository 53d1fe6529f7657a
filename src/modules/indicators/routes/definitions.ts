/** HTTP: defining indicators. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Indicators } from '../index.ts'
import { Definition, DefinitionDraft, Trial } from '../types.ts'

const tags = ['indicators']

export const definitionRoutes =
  (indicators: Indicators): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/indicators/:id/versions',
      {
        schema: {
          tags,
          summary: 'Every version of a definition, newest first',
          params: z.object({ id: z.string() }),
          response: { 200: z.object({ versions: z.array(Definition) }) },
        },
      },
      async ({ params }) => ({ versions: await indicators.versions(params.id) }),
    )
    app.post(
      '/indicators/:id/trial',
      {
        schema: {
          tags,
          summary: 'What a definition would give, before it is published',
          description: 'Checked as publishing it would be; nothing is kept. Newest periods first, with what they read.',
          params: z.object({ id: z.string() }),
          body: z.object({
            definition: DefinitionDraft.omit({ id: true }),
            expected: z.int().min(0).optional().describe('the version that the change starts from'),
          }),
          response: { 200: Trial },
        },
      },
      ({ params, body, actor }) => indicators.tryOut(actor, { ...body.definition, id: params.id }, body.expected),
    )
    app.put(
      '/indicators/:id',
      {
        schema: {
          tags,
          summary: 'Makes a new version of a definition valid',
          description:
            'Two people who change one definition: the second is told `indicators.conflict`, with both versions.',
          params: z.object({ id: z.string() }),
          body: z.object({
            definition: DefinitionDraft.omit({ id: true }),
            expected: z.int().min(0).describe('the version that the change starts from; 0 for a new indicator'),
            grounds: z.string().min(1).max(2_000),
          }),
          response: { 200: Definition },
        },
      },
      async ({ params, body, actor }) => {
        await indicators.define(actor, [{ ...body.definition, id: params.id }], body.grounds, body.expected)
        return indicators.definition(params.id)
      },
    )
  }
