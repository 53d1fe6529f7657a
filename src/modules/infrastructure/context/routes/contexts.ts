/** HTTP: contexts that are hosted here (clause 6.29, 6.30). */
import type { FastifyInstance } from 'fastify'
import type { Context } from '../service/index.ts'
import { parametersOf } from './asked.ts'
import type { Setting } from './setting.ts'

type ById = { Params: { id: string } }

export function addContextRoutes(app: FastifyInstance, { hosting }: Context, { route }: Setting): void {
  app.post('/jsonldContexts', route('Host a context'), async (request, reply) => {
    const id = await hosting.add(request.actor, request.body)
    return reply.code(201).header('location', `/ngsi-ld/v1/jsonldContexts/${id}`).send()
  })
  app.get('/jsonldContexts', route('The contexts that are kept'), async (request) => {
    const { kind, details } = parametersOf(request)
    return hosting.list(kind, details === 'true')
  })
  app.get<ById>('/jsonldContexts/:id', route('One context'), async (request, reply) => {
    const found = await hosting.get(request.params.id, parametersOf(request).details === 'true')
    return reply
      .type(parametersOf(request).details === 'true' ? 'application/json' : 'application/ld+json')
      .send(JSON.stringify(found))
  })
  app.delete<ById>('/jsonldContexts/:id', route('Forget a context, or fetch it anew'), async (request, reply) => {
    await hosting.remove(request.actor, request.params.id, parametersOf(request).reload === 'true')
    return reply.code(204).send()
  })
}
