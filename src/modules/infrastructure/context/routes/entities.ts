/** HTTP: entities and their attributes (clauses 6.4 to 6.7). */
import type { FastifyInstance } from 'fastify'
import { listOf } from '../q/selector.ts'
import { refuse } from '../refusals.ts'
import type { Context } from '../service/index.ts'
import { collectionOf, featureOf } from '../writing/geojson.ts'
import { written } from '../writing/entity.ts'
import { addPaging, send, sendOutcome } from './answers.ts'
import {
  acceptedOf,
  filterOf,
  GEO_TYPE,
  geometryPropertyOf,
  hasOption,
  JSON_TYPE,
  LD_TYPE,
  pageOf,
  parametersOf,
  termsFor,
  viewOf,
} from './asked.ts'
import { pathOf, type Setting } from './setting.ts'

const FORMS = [JSON_TYPE, LD_TYPE, GEO_TYPE]
type ById = { Params: { id: string } }
type ByAttribute = { Params: { id: string; attribute: string } }

export function addEntityRoutes(
  app: FastifyInstance,
  { contexts, entities, queries }: Context,
  { route, tell }: Setting,
): void {
  app.post('/entities', route('Create an entity'), async (request, reply) => {
    const terms = await termsFor(contexts, request)
    const id = await entities.create(request.actor, request.body, terms)
    return reply
      .code(201)
      .header('location', `/ngsi-ld/v1/entities/${pathOf(id)}`)
      .send()
  })

  app.get('/entities', route('Query entities'), async (request, reply) => {
    const accepted = acceptedOf(request, FORMS)
    const parameters = parametersOf(request)
    const terms = await termsFor(contexts, request)
    const page = pageOf(parameters)
    const found = await queries.query(request.actor, filterOf(parameters, terms), page)
    const view = viewOf(parameters, terms)
    const body =
      accepted === GEO_TYPE
        ? collectionOf(found.entities, geometryPropertyOf(parameters, terms), view)
        : found.entities.map((entity) => written(entity, view))
    addPaging(request, reply, page, found.entities.length, found.count)
    return send(reply, accepted, terms, body)
  })

  app.get<ById>('/entities/:id', route('Retrieve an entity'), async (request, reply) => {
    const accepted = acceptedOf(request, FORMS)
    const parameters = parametersOf(request)
    const terms = await termsFor(contexts, request)
    const entity = await entities.get(request.actor, request.params.id)
    const asked = listOf(parameters.attrs)?.map(terms.iri)
    if (asked && !asked.some((iri) => entity.attributes[iri]))
      throw refuse.unknownAttribute({ id: entity.id, attribute: parameters.attrs })
    const view = viewOf(parameters, terms)
    const isGeo = accepted === GEO_TYPE
    return send(
      reply,
      accepted,
      terms,
      isGeo ? featureOf(entity, geometryPropertyOf(parameters, terms), view) : written(entity, view),
    )
  })

  app.put<ById>('/entities/:id', route('Replace an entity'), async (request, reply) => {
    const terms = await termsFor(contexts, request)
    await entities.replace(request.actor, request.params.id, request.body, terms)
    return reply.code(204).send()
  })
  app.patch<ById>('/entities/:id', route('Merge into an entity'), async (request, reply) => {
    const terms = await termsFor(contexts, request)
    const { observedAt } = parametersOf(request)
    await entities.merge(request.actor, request.params.id, request.body, terms, { ...(observedAt && { observedAt }) })
    return reply.code(204).send()
  })
  app.delete<ById>('/entities/:id', route('Delete an entity'), async (request, reply) => {
    await entities.delete(request.actor, request.params.id)
    return reply.code(204).send()
  })

  app.post<ById>('/entities/:id/attrs', route('Append attributes'), async (request, reply) => {
    const terms = await termsFor(contexts, request)
    const overwrite = !hasOption(parametersOf(request), 'noOverwrite')
    const outcome = await entities.append(request.actor, request.params.id, request.body, terms, overwrite)
    return sendOutcome(reply, terms, outcome, tell(request))
  })
  app.patch<ById>('/entities/:id/attrs', route('Update attributes'), async (request, reply) => {
    const terms = await termsFor(contexts, request)
    const outcome = await entities.update(request.actor, request.params.id, request.body, terms)
    return sendOutcome(reply, terms, outcome, tell(request))
  })
  app.patch<ByAttribute>(
    '/entities/:id/attrs/:attribute',
    route('Update a part of an attribute'),
    async (request, reply) => {
      const { id, attribute } = request.params
      const terms = await termsFor(contexts, request)
      await entities.patchAttribute(request.actor, id, attribute, request.body, terms, parametersOf(request).datasetId)
      return reply.code(204).send()
    },
  )
  app.put<ByAttribute>('/entities/:id/attrs/:attribute', route('Replace an attribute'), async (request, reply) => {
    const { id, attribute } = request.params
    const terms = await termsFor(contexts, request)
    await entities.replaceAttribute(request.actor, id, attribute, request.body, terms)
    return reply.code(204).send()
  })
  app.delete<ByAttribute>('/entities/:id/attrs/:attribute', route('Delete an attribute'), async (request, reply) => {
    const { id, attribute } = request.params
    const { datasetId, deleteAll } = parametersOf(request)
    const which = { ...(datasetId && { datasetId }), all: deleteAll === 'true' }
    await entities.deleteAttribute(request.actor, id, attribute, await termsFor(contexts, request), which)
    return reply.code(204).send()
  })
}
