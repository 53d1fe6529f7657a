/** HTTP: which types and attributes there are (clauses 6.25 to 6.28). */
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../service/index.ts'
import type { AttributeRow } from '../store/query.ts'
import type { Terms } from '../terms/terms.ts'
import { send } from './answers.ts'
import { acceptedOf, parametersOf, termsFor } from './asked.ts'
import type { Setting } from './setting.ts'

type Named = { Params: { name: string } }
const unique = <T>(list: T[]): T[] => [...new Set(list)]

/** The same list has the same name. */
const listId = (kind: string, names: string[]): string =>
  `urn:ngsi-ld:${kind}:${createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 24)}`

function attributeOf(rows: readonly AttributeRow[], iri: string, terms: Terms): Record<string, unknown> {
  const own = rows.filter(({ attribute }) => attribute === iri)
  return {
    ...{ id: iri, type: 'Attribute', attributeName: terms.term(iri) },
    attributeTypes: unique(own.map(({ kind }) => kind)),
    typeNames: unique(own.map(({ type }) => terms.term(type))),
  }
}

export function addDiscoveryRoutes(app: FastifyInstance, { contexts, queries }: Context, { route }: Setting): void {
  app.get('/types', route('The types of entities there are'), async (request, reply) => {
    const accepted = acceptedOf(request)
    const terms = await termsFor(contexts, request)
    const rows = await queries.types(request.actor)
    if (parametersOf(request).details === 'true') {
      const details = rows.map(({ type, attributes }) => ({
        ...{ id: type, type: 'EntityType', typeName: terms.term(type) },
        attributeNames: (attributes ?? []).map(terms.term),
      }))
      return send(reply, accepted, terms, details)
    }
    const typeList = rows.map(({ type }) => terms.term(type))
    return send(reply, accepted, terms, { id: listId('EntityTypeList', typeList), type: 'EntityTypeList', typeList })
  })

  app.get<Named>('/types/:name', route('One type of entities'), async (request, reply) => {
    const accepted = acceptedOf(request)
    const terms = await termsFor(contexts, request)
    const { name } = request.params
    const { count, attributes } = await queries.type(request.actor, name, terms)
    const attributeDetails = unique(attributes.map(({ attribute }) => attribute)).map((iri) => {
      const { typeNames: _, ...rest } = attributeOf(attributes, iri, terms)
      return rest
    })
    const iri = terms.iri(name)
    const body = { id: iri, type: 'EntityTypeInfo', typeName: terms.term(iri), entityCount: count, attributeDetails }
    return send(reply, accepted, terms, body)
  })

  app.get('/attributes', route('The attributes there are'), async (request, reply) => {
    const accepted = acceptedOf(request)
    const terms = await termsFor(contexts, request)
    const rows = await queries.attributes(request.actor)
    const iris = unique(rows.map(({ attribute }) => attribute))
    if (parametersOf(request).details === 'true')
      return send(reply, accepted, terms, iris.map((iri) => attributeOf(rows, iri, terms))) // prettier-ignore
    const attributeList = iris.map(terms.term)
    const body = { id: listId('AttributeList', attributeList), type: 'AttributeList', attributeList }
    return send(reply, accepted, terms, body)
  })

  app.get<Named>('/attributes/:name', route('One attribute'), async (request, reply) => {
    const accepted = acceptedOf(request)
    const terms = await termsFor(contexts, request)
    const rows = await queries.attribute(request.actor, request.params.name, terms)
    const attributeCount = rows.reduce((sum, { count }) => sum + count, 0)
    return send(reply, accepted, terms, { ...attributeOf(rows, rows[0]!.attribute, terms), attributeCount })
  })
}
