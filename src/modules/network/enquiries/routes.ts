/** HTTP: parse, call, answer. What only its secret opens is kept by nobody on the way. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Enquiries } from './service.ts'
import { Back, EnquiryDraft, FROM, STATES } from './types.ts'

const SECRET_CHARS_MAX = 100
const tags = ['network']
const secret = z.string().max(SECRET_CHARS_MAX).describe('known to whoever asked alone')
const Followed = z.object({
  audience: z.enum(FROM),
  subject: z.string(),
  words: z.string(),
  at: z.date(),
  due: z.iso.date().describe('the last day to answer'),
  state: z.enum(STATES),
  answer: z.string().describe('empty until there is one'),
  answeredAt: z.date().optional(),
  letters: z
    .array(z.object({ side: z.enum(['asker', 'city']), words: z.string(), at: z.date() }))
    .describe('between the question and the newest answer'),
  mayWrite: z.boolean().describe('whoever asked may write back'),
  isForgotten: z.boolean().describe('what was asked and answered is deleted'),
})

export const enquiryRoutes =
  (enquiries: Enquiries): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/network/enquiries', { schema: { tags, summary: 'A question to the city, without an account; the answer goes by mail', body: EnquiryDraft, response: { 201: z.object({ secret }) } } }, async ({ ip, body }, reply) => reply.code(201).header('cache-control', 'no-store').send({ secret: await enquiries.ask(ip, body) })) // prettier-ignore
    app.get('/network/enquiries/:secret', { schema: { tags, summary: 'What became of it', params: z.object({ secret }), response: { 200: Followed } } }, async ({ params }, reply) => reply.headers({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' }).send(await enquiries.follow(params.secret))) // prettier-ignore
    app.post('/network/enquiries/:secret/letters', { schema: { tags, summary: 'Whoever asked writes back after an answer', params: z.object({ secret }), body: z.object({ words: Back }), response: { 204: z.null() } } }, async ({ ip, params, body }, reply) => { await enquiries.writeBack(ip, params.secret, body.words); return reply.code(204).send(null) }) // prettier-ignore
    app.delete('/network/enquiries/:secret', { schema: { tags, summary: 'Deletes what was asked and answered, now', params: z.object({ secret }), response: { 204: z.null() } } }, async ({ params }, reply) => { await enquiries.forget(params.secret); return reply.code(204).send(null) }) // prettier-ignore
  }
