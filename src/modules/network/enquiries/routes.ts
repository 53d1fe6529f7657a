/** HTTP: parse, call, answer. What only its secret opens is kept by nobody on the way. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AUDIENCES } from '../promotion/types.ts'
import type { Enquiries } from './service.ts'
import { EnquiryDraft, STATES } from './types.ts'

const SECRET_CHARS_MAX = 100
const tags = ['network']
const secret = z.string().max(SECRET_CHARS_MAX).describe('known to whoever asked alone')
const Followed = z.object({
  audience: z.enum(AUDIENCES),
  subject: z.string(),
  words: z.string(),
  at: z.date(),
  due: z.iso.date().describe('the last day to answer'),
  state: z.enum(STATES),
  answer: z.string().describe('empty until there is one'),
  answeredAt: z.date().optional(),
  isForgotten: z.boolean().describe('what was asked and answered is deleted'),
})

export const enquiryRoutes =
  (enquiries: Enquiries): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/network/enquiries', { schema: { tags, summary: 'A question to the city, without an account; the answer goes by mail', body: EnquiryDraft, response: { 201: z.object({ secret }) } } }, async ({ ip, body }, reply) => reply.code(201).header('cache-control', 'no-store').send({ secret: await enquiries.ask(ip, body) })) // prettier-ignore
    app.get('/network/enquiries/:secret', { schema: { tags, summary: 'What became of it', params: z.object({ secret }), response: { 200: Followed } } }, async ({ params }, reply) => reply.headers({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' }).send(await enquiries.follow(params.secret))) // prettier-ignore
  }
