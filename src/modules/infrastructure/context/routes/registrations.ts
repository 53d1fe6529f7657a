/** HTTP: registrations of other sources (clauses 6.8, 6.9). */
import type { FastifyInstance } from 'fastify'
import { listOf } from '../q/selector.ts'
import type { Context } from '../service/index.ts'
import { addPaging, send } from './answers.ts'
import { acceptedOf, pageOf, parametersOf, termsFor } from './asked.ts'
import { pathOf, type Setting } from './setting.ts'

type ById = { Params: { id: string } }
const PATH = '/csourceRegistrations'

export function addRegistrationRoutes(
  app: FastifyInstance,
  { contexts, registrations }: Context,
  { route }: Setting,
): void {
  app.post(PATH, route('Register another source'), async (request, reply) => {
    const id = await registrations.create(request.actor, request.body, await termsFor(contexts, request))
    return reply
      .code(201)
      .header('location', `/ngsi-ld/v1${PATH}/${pathOf(id)}`)
      .send()
  })
  app.get(PATH, route('Sources that are registered'), async (request, reply) => {
    const accepted = acceptedOf(request)
    const parameters = parametersOf(request)
    const terms = await termsFor(contexts, request)
    const page = pageOf(parameters)
    const [types, attributes] = [listOf(parameters.type)?.map(terms.iri), listOf(parameters.attrs)?.map(terms.iri)]
    const asked = { ...(types && { types }), ...(attributes && { attributes }) }
    const found = await registrations.list(request.actor, asked, page.limit, page.offset)
    addPaging(request, reply, page, found.registrations.length, page.count ? found.count : undefined)
    return send(reply, accepted, terms, found.registrations)
  })
  app.get<ById>(`${PATH}/:id`, route('One registration'), async (request, reply) => {
    const accepted = acceptedOf(request)
    const terms = await termsFor(contexts, request)
    return send(reply, accepted, terms, await registrations.get(request.actor, request.params.id))
  })
  app.patch<ById>(`${PATH}/:id`, route('Change a registration'), async (request, reply) => {
    await registrations.change(request.actor, request.params.id, request.body, await termsFor(contexts, request))
    return reply.code(204).send()
  })
  app.delete<ById>(`${PATH}/:id`, route('End a registration'), async (request, reply) => {
    await registrations.delete(request.actor, request.params.id)
    return reply.code(204).send()
  })
}
