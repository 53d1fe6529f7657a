/** What a request asks for: its context, its parameters, and the form of the answer. */
import type { FastifyRequest } from 'fastify'
import { bestOf } from '#platform/http'
import { Refusal } from '#platform/errors'
import { OFFSET_MAX, PAGE_DEFAULT, PAGE_MAX } from '../limits.ts'
import { isKeepable } from '../reading/names.ts'
import { geoQueryOf, LOCATION } from '../q/geo.ts'
import { parseQuery } from '../q/parse.ts'
import { parseSelection } from '../q/selection.ts'
import { listOf, selectorOf } from '../q/selector.ts'
import { refuse } from '../refusals.ts'
import type { Member } from '../service/batch.ts'
import type { Filter, Page } from '../store/query.ts'
import type { Contexts } from '../terms/service.ts'
import type { Terms } from '../terms/terms.ts'
import type { Format, View } from '../writing/entity.ts'

export const JSON_TYPE = 'application/json'
export const LD_TYPE = 'application/ld+json'
export const GEO_TYPE = 'application/geo+json'
const CONTEXT_REL = 'http://www.w3.org/ns/json-ld#context'

export type Parameters = Record<string, string | undefined>
type Raw = Record<string, unknown>

/** A parameter that is given twice is a list. */
export function parametersOf(request: FastifyRequest): Parameters {
  const query = request.query as Record<string, string | string[]>
  const parameters: Parameters = {}
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : value
    if (!isKeepable(text)) throw refuse.badParameter({ parameter: name.slice(0, 60), value: '' })
    parameters[name] = text
  }
  return parameters
}

/** The context that the Link header names. Throws `context.contextTwice` for more than one. */
export function linkedContext(request: FastifyRequest): string | undefined {
  const header = request.headers.link
  if (!header) return undefined
  const links = String(header)
    .split(/,(?=\s*<)/)
    .filter((link) => link.includes(CONTEXT_REL))
  if (links.length > 1) throw refuse.contextTwice()
  const [, address] = /<([^>]*)>/.exec(links[0] ?? '') ?? []
  return address
}

const contentTypeOf = (request: FastifyRequest): string =>
  (request.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase()

/** The context of the request's body: in it, if it is JSON-LD, else in the Link header. */
function givenContext(request: FastifyRequest, body: unknown): unknown {
  const linked = linkedContext(request)
  const inBody = (body as Raw | null)?.['@context']
  if (contentTypeOf(request) === LD_TYPE) {
    if (linked !== undefined) throw refuse.contextTwice()
    if (inBody === undefined) throw refuse.contextMissing()
    return inBody
  }
  if (inBody !== undefined) throw refuse.contextTwice()
  return linked
}

export async function termsFor(contexts: Contexts, request: FastifyRequest): Promise<Terms> {
  const { body } = request
  const hasBody = typeof body === 'object' && body !== null && !Array.isArray(body)
  return contexts.terms(hasBody ? givenContext(request, body) : linkedContext(request))
}

/** Each member of a batch, with its own context. What is wrong with one is its own matter. */
export async function membersOf(contexts: Contexts, request: FastifyRequest): Promise<Member[]> {
  const { body } = request
  if (!Array.isArray(body)) throw refuse.badEntity({ problem: 'list', value: '' })
  const isLd = contentTypeOf(request) === LD_TYPE
  const linked = linkedContext(request)
  if (!isLd) {
    const terms = await contexts.terms(linked)
    return body.map((one: unknown) => ({ body: one, terms: hasContext(one) ? refuse.contextTwice() : terms }))
  }
  if (linked !== undefined) throw refuse.contextTwice()
  const members: Member[] = []
  for (const one of body as unknown[]) members.push({ body: one, terms: await ownTerms(contexts, one) })
  return members
}

const hasContext = (body: unknown): boolean => typeof body === 'object' && body !== null && '@context' in body

async function ownTerms(contexts: Contexts, body: unknown): Promise<Terms | Refusal> {
  if (!hasContext(body)) return refuse.contextMissing()
  try {
    return await contexts.terms((body as Raw)['@context'])
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** Throws `context.notAcceptable`. */
export function acceptedOf(request: FastifyRequest, types: readonly string[] = [JSON_TYPE, LD_TYPE]): string {
  const { accept } = request.headers
  if (!accept) return types[0]!
  const best = bestOf(accept, types)
  if (!best) throw refuse.notAcceptable({ types: types.join(', ') })
  return best
}

const optionsOf = ({ options, format }: Parameters): Set<string> =>
  new Set([...(listOf(options) ?? []), ...(listOf(format) ?? [])])

export function formatOf(parameters: Parameters): Format {
  const options = optionsOf(parameters)
  if (options.has('keyValues') || options.has('simplified')) return 'simplified'
  return options.has('concise') ? 'concise' : 'normalized'
}
export const hasOption = (parameters: Parameters, name: string): boolean => optionsOf(parameters).has(name)

const BESIDE = new Set(['id', 'type', 'scope', 'createdAt', 'modifiedAt'])
const namesOf = (text: string | undefined, terms: Terms): Set<string> | undefined => {
  const list = listOf(text)
  return list && new Set(list.map((name) => (BESIDE.has(name) ? name : terms.iri(name))))
}

/** `attrs` chooses attributes; the entity's own members stay. `pick` chooses among everything. */
export function viewOf(parameters: Parameters, terms: Terms): View {
  const pick = namesOf(parameters.pick, terms)
  const attributes = namesOf(parameters.attrs, terms)
  const chosen = pick ?? (attributes && new Set([...attributes, ...BESIDE]))
  const omit = namesOf(parameters.omit, terms)
  const lang = parameters.lang?.split(',').map((part) => part.split(';', 1)[0]!.trim())
  const datasetId = listOf(parameters.datasetId)
  return {
    ...{ terms, format: formatOf(parameters) },
    sysAttrs: hasOption(parameters, 'sysAttrs') || parameters.sysAttrs === 'true',
    ...(chosen && { pick: chosen }),
    ...(omit && { omit }),
    ...(lang && { lang }),
    ...(datasetId && { datasetId: new Set(datasetId) }),
  }
}

function numberOf(parameters: Parameters, name: string, unset: number, most: number): number {
  const text = parameters[name]
  if (text === undefined) return unset
  if (!/^\d{1,9}$/.test(text)) throw refuse.badParameter({ parameter: name, value: text.slice(0, 60) })
  const value = Number(text)
  if (value > most) throw refuse.tooManyResults({ parameter: name, most })
  return value
}

/** Throws `context.badParameter`, `context.tooManyResults`. */
export function pageOf(parameters: Parameters): Page {
  const count = parameters.count === 'true' || hasOption(parameters, 'count')
  const limit = numberOf(parameters, 'limit', PAGE_DEFAULT, PAGE_MAX)
  if (limit === 0 && !count) throw refuse.badParameter({ parameter: 'limit', value: '0' })
  return { limit, offset: numberOf(parameters, 'offset', 0, OFFSET_MAX), count }
}

/** Throws `context.badParameter` where nothing at all is asked for: that would be everything. */
export function filterOf(parameters: Parameters, terms: Terms): Filter {
  const { id, idPattern, type, attrs, q, scopeQ } = parameters
  const geo = geoQueryOf(parameters, terms)
  if (!(id ?? idPattern ?? type ?? attrs ?? q ?? scopeQ ?? geo) && parameters.local !== 'true')
    throw refuse.badParameter({ parameter: 'type', value: '' })
  const attributes = listOf(attrs)?.map(terms.iri)
  const selector = selectorOf({ id, idPattern, type }, terms)
  return {
    ...(Object.keys(selector).length > 0 && { anyOf: [selector] }),
    ...(attributes && { attributes }),
    ...(q !== undefined && { q: parseQuery(q, terms) }),
    ...(geo && { geo }),
    ...(scopeQ !== undefined && { scopes: parseSelection(scopeQ, 'scopeQ', (name) => name) }),
  }
}

export const geometryPropertyOf = ({ geometryProperty }: Parameters, terms: Terms): string =>
  geometryProperty === undefined ? LOCATION : terms.iri(geometryProperty)

/** A query that came as a body. */
export function bodyQuery(body: unknown, terms: Terms): { filter: Filter; parameters: Parameters } {
  const { entities, attrs, pick, omit, q, geoQ, scopeQ, lang, datasetId } = (body ?? {}) as Raw
  const text = (value: unknown) =>
    Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : undefined
  const geo = geoQueryOf((geoQ ?? {}) as Raw, terms)
  const attributes = listOf(text(attrs))?.map(terms.iri)
  const selectors = entities === undefined ? [] : Array.isArray(entities) ? entities : [entities]
  const filter: Filter = {
    ...(selectors.length > 0 && { anyOf: selectors.slice(0, 100).map((one) => selectorOf(one as Raw, terms)) }),
    ...(attributes && { attributes }),
    ...(typeof q === 'string' && { q: parseQuery(q, terms) }),
    ...(geo && { geo }),
    ...(typeof scopeQ === 'string' && { scopes: parseSelection(scopeQ, 'scopeQ', (name) => name) }),
  }
  if (Object.keys(filter).length === 0) throw refuse.badParameter({ parameter: 'entities', value: '' })
  const parameters = {
    attrs: text(attrs),
    pick: text(pick),
    omit: text(omit),
    lang: text(lang),
    datasetId: text(datasetId),
  }
  return { filter, parameters }
}
