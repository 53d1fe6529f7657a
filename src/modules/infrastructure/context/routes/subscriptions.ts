/** HTTP: subscriptions (clauses 6.10, 6.11). */
import type { FastifyInstance } from 'fastify'
import type { Context } from '../service/index.ts'
import { addPaging, send } from './answers.ts'
import { acceptedOf, pageOf, parametersOf, termsFor } from './asked.ts'
import { pathOf, type Setting } from './setting.ts'

type ById = { Params: { id: string } }

export function addSubscriptionRoutes(
  app: FastifyInstance,
  { contexts, subscriptions }: Context,
  { route }: Setting,
): void {
  app.post('/subscriptions', route('Subscribe to changes'), async (request, reply) => {
    const id = await subscriptions.create(request.actor, request.body, await termsFor(contexts, request))
    return reply
      .code(201)
      .header('location', `/ngsi-ld/v1/subscriptions/${pathOf(id)}`)
      .send()
  })
  app.get('/subscriptions', route("One's subscriptions"), async (request, reply) => {
    const accepted = acceptedOf(request)
    const terms = await termsFor(contexts, request)
    const page = pageOf(parametersOf(request))
    const found = await subscriptions.list(request.actor, terms, page.limit, page.offset)
    addPaging(request, reply, page, found.subscriptions.length, page.count ? found.count : undefined)
    return send(reply, accepted, terms, found.subscriptions)
  })
  app.get<ById>('/subscriptions/:id', route('One subscription'), async (request, reply) => {
    const accepted = acceptedOf(request)
    const terms = await termsFor(contexts, request)
    return send(reply, accepted, terms, await subscriptions.get(request.actor, request.params.id, terms))
  })
  app.patch<ById>('/subscriptions/:id', route('Change a subscription'), async (request, reply) => {
    await subscriptions.change(request.actor, request.params.id, request.body, await termsFor(contexts, request))
    return reply.code(204).send()
  })
  app.delete<ById>('/subscriptions/:id', route('End a subscription'), async (request, reply) => {
    await subscriptions.delete(request.actor, request.params.id)
    return reply.code(204).send()
  })
}
