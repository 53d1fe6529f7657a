/** HTTP: the past of entities (clauses 6.19 to 6.22, 6.24). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { listOf } from '../q/selector.ts'
import { aggregationOf, temporalQueryOf } from '../reading/temporal.ts'
import type { Context } from '../service/index.ts'
import type { PastEntity, What } from '../service/temporal.ts'
import type { Terms } from '../terms/terms.ts'
import { written, type View } from '../writing/entity.ts'
import { writtenInstances, writtenSummaries, writtenValues } from '../writing/temporal.ts'
import { addPaging, send } from './answers.ts'
import {
  acceptedOf,
  bodyQuery,
  filterOf,
  hasOption,
  pageOf,
  parametersOf,
  termsFor,
  viewOf,
  type Parameters,
} from './asked.ts'
import { pathOf, type Setting } from './setting.ts'

type ById = { Params: { id: string } }
type ByAttribute = { Params: { id: string; attribute: string } }
type ByInstance = { Params: { id: string; attribute: string; instance: string } }

function whatOf(parameters: Parameters, terms: Terms, demanded: boolean): What {
  const attributes = listOf(parameters.attrs ?? parameters.pick)
    ?.filter((name) => !['id', 'type', 'scope'].includes(name))
    .map(terms.iri)
  const datasetIds = listOf(parameters.datasetId)
  return {
    query: temporalQueryOf(parameters, demanded),
    ...(attributes && { attributes }),
    ...(datasetIds && { datasetIds }),
    ...(hasOption(parameters, 'aggregatedValues') && { aggregation: aggregationOf(parameters) }),
  }
}

function writtenPast(
  { entity, series, summaries }: PastEntity,
  { aggregation, query }: What,
  parameters: Parameters,
  view: View,
) {
  const {
    createdAt: _,
    modifiedAt: __,
    ...about
  } = written({ ...entity, attributes: {} }, { ...view, pick: undefined, omit: undefined })
  const newestFirst = query.lastN !== undefined
  if (aggregation) return { ...about, ...writtenSummaries(summaries, aggregation, view) }
  if (hasOption(parameters, 'temporalValues')) return { ...about, ...writtenValues(series, view, newestFirst) }
  return { ...about, ...writtenInstances(series, view, newestFirst) }
}

/** 206 where not everything fitted: from when to when it goes, so that one may ask on. */
function markPartial(reply: FastifyReply, entities: readonly PastEntity[]): void {
  const full = entities.filter(({ partial }) => partial).flatMap(({ series }) => series)
  if (full.length === 0) return
  const from = full
    .map(({ points }) => points[0]!.observedAt.toISOString())
    .sort()
    .at(-1)
  const to = full
    .map(({ points }) => points.at(-1)!.observedAt.toISOString())
    .sort()
    .at(-1)
  reply.code(206).header('content-range', `date-time ${from}-${to}/*`)
}

export function addTemporalRoutes(app: FastifyInstance, { contexts, temporal }: Context, { route }: Setting): void {
  app.post('/temporal/entities', route('Bring in the past of an entity'), async (request, reply) => {
    const { id, created } = await temporal.add(request.actor, request.body, await termsFor(contexts, request))
    if (!created) return reply.code(204).send()
    return reply
      .code(201)
      .header('location', `/ngsi-ld/v1/temporal/entities/${pathOf(id)}`)
      .send()
  })

  async function sendFound(
    request: FastifyRequest,
    reply: FastifyReply,
    parameters: Parameters,
    terms: Terms,
    filter: ReturnType<typeof filterOf>,
  ) {
    const accepted = acceptedOf(request)
    const what = whatOf(parameters, terms, true)
    const page = pageOf(parameters)
    const found = await temporal.query(request.actor, filter, what, page)
    markPartial(reply, found.entities)
    addPaging(request, reply, page, found.entities.length, found.count)
    const view = viewOf(parameters, terms)
    return send(reply, accepted, terms, found.entities.map((one) => writtenPast(one, what, parameters, view))) // prettier-ignore
  }
  app.get('/temporal/entities', route('Query the past of entities'), async (request, reply) => {
    const parameters = parametersOf(request)
    const terms = await termsFor(contexts, request)
    return sendFound(request, reply, parameters, terms, filterOf(parameters, terms))
  })
  app.post('/temporal/entityOperations/query', route('Query the past by a body'), async (request, reply) => {
    const terms = await termsFor(contexts, request)
    const { filter, parameters } = bodyQuery(request.body, terms)
    const { temporalQ } = request.body as { temporalQ?: Parameters }
    const asked = { ...parameters, ...asTexts(temporalQ), ...parametersOf(request) }
    return sendFound(request, reply, asked, terms, filter)
  })
  app.get<ById>('/temporal/entities/:id', route('Retrieve the past of an entity'), async (request, reply) => {
    const accepted = acceptedOf(request)
    const parameters = parametersOf(request)
    const terms = await termsFor(contexts, request)
    const what = whatOf(parameters, terms, false)
    const found = await temporal.get(request.actor, request.params.id, what)
    markPartial(reply, [found])
    return send(reply, accepted, terms, writtenPast(found, what, parameters, viewOf(parameters, terms)))
  })
  app.delete<ById>('/temporal/entities/:id', route('Forget the past of an entity'), async (request, reply) => {
    await temporal.delete(request.actor, request.params.id)
    return reply.code(204).send()
  })
  app.post<ById>('/temporal/entities/:id/attrs', route('Add to the past of an entity'), async (request, reply) => {
    await temporal.append(request.actor, request.params.id, request.body, await termsFor(contexts, request))
    return reply.code(204).send()
  })
  app.delete<ByAttribute>(
    '/temporal/entities/:id/attrs/:attribute',
    route('Forget the past of an attribute'),
    async (request, reply) => {
      const { id, attribute } = request.params
      const { datasetId, deleteAll } = parametersOf(request)
      const which = { ...(datasetId && { datasetId }), all: deleteAll === 'true' }
      await temporal.deleteAttribute(request.actor, id, attribute, await termsFor(contexts, request), which)
      return reply.code(204).send()
    },
  )
  app.patch<ByInstance>(
    '/temporal/entities/:id/attrs/:attribute/:instance',
    route('Correct one instance'),
    async (request, reply) => {
      const { id, attribute, instance } = request.params
      await temporal.patchInstance(
        request.actor,
        id,
        attribute,
        instance,
        request.body,
        await termsFor(contexts, request),
      )
      return reply.code(204).send()
    },
  )
  app.delete<ByInstance>(
    '/temporal/entities/:id/attrs/:attribute/:instance',
    route('Forget one instance'),
    async (request, reply) => {
      const { id, attribute, instance } = request.params
      await temporal.deleteInstance(request.actor, id, attribute, instance, await termsFor(contexts, request))
      return reply.code(204).send()
    },
  )
}

/** A body's temporal query as parameters would say it. */
const asTexts = (query: Record<string, unknown> | undefined): Parameters =>
  Object.fromEntries(
    Object.entries(query ?? {}).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : String(value)]),
  )
