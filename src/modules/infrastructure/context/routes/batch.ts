/** HTTP: many entities at once (clauses 6.14 to 6.18, 6.23, 6.31). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Result } from '../service/batch.ts'
import type { Context } from '../service/index.ts'
import { written } from '../writing/entity.ts'
import { collectionOf } from '../writing/geojson.ts'
import { addPaging, send, sendPartly } from './answers.ts'
import {
  acceptedOf,
  bodyQuery,
  GEO_TYPE,
  geometryPropertyOf,
  hasOption,
  JSON_TYPE,
  LD_TYPE,
  membersOf,
  pageOf,
  parametersOf,
  termsFor,
  viewOf,
} from './asked.ts'
import type { Setting } from './setting.ts'

export function addBatchRoutes(
  app: FastifyInstance,
  { contexts, batch, queries }: Context,
  { route, tell }: Setting,
): void {
  const sendResult = (request: FastifyRequest, reply: FastifyReply, { created, changed, failed }: Result) => {
    if (failed.length > 0) return sendPartly(reply, [...created, ...changed], failed, tell(request))
    return created.length > 0 ? reply.code(201).send(created) : reply.code(204).send()
  }

  app.post('/entityOperations/create', route('Create many entities'), async (request, reply) =>
    sendResult(request, reply, await batch.create(request.actor, await membersOf(contexts, request))),
  )
  app.post('/entityOperations/upsert', route('Create or change many entities'), async (request, reply) => {
    const mode = hasOption(parametersOf(request), 'update') ? 'update' : 'replace'
    return sendResult(request, reply, await batch.upsert(request.actor, await membersOf(contexts, request), mode))
  })
  app.post('/entityOperations/update', route('Change many entities'), async (request, reply) => {
    const overwrite = !hasOption(parametersOf(request), 'noOverwrite')
    return sendResult(request, reply, await batch.update(request.actor, await membersOf(contexts, request), overwrite))
  })
  app.post('/entityOperations/merge', route('Merge into many entities'), async (request, reply) =>
    sendResult(request, reply, await batch.merge(request.actor, await membersOf(contexts, request))),
  )
  app.post('/entityOperations/delete', route('Delete many entities'), async (request, reply) =>
    sendResult(request, reply, await batch.delete(request.actor, request.body)),
  )

  app.post('/entityOperations/query', route('Query entities by a body'), async (request, reply) => {
    const accepted = acceptedOf(request, [JSON_TYPE, LD_TYPE, GEO_TYPE])
    const asked = parametersOf(request)
    const terms = await termsFor(contexts, request)
    const { filter, parameters } = bodyQuery(request.body, terms)
    const page = pageOf(asked)
    const found = await queries.query(request.actor, filter, page)
    const view = viewOf({ ...parameters, ...asked }, terms)
    addPaging(request, reply, page, found.entities.length, found.count)
    const isGeo = accepted === GEO_TYPE
    const body = isGeo
      ? collectionOf(found.entities, geometryPropertyOf(asked, terms), view)
      : found.entities.map((entity) => written(entity, view))
    return send(reply, accepted, terms, body)
  })
}
