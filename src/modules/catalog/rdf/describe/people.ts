/** Who publishes, whom to ask, and where: agents, contacts, places, periods. Pure. */
import type { Contact, Description, Publisher } from '../../types.ts'
import { clean, iri, texts, thing, type Thing } from '../tree.ts'
import { publisherTypeOf } from '../vocabularies.ts'
import type { Area, World } from '../world.ts'

export const agentOf = ({ at }: World, publisher: Publisher): Thing =>
  thing('Agent', at.publisher(publisher.id), { name: texts(publisher.names), type: publisherTypeOf(publisher) })

export const contactOf = ({ name, email, url }: Contact): Thing =>
  thing('Contact', undefined, {
    fn: clean(name),
    email: email === undefined ? undefined : iri(`mailto:${email}`),
    url: url === undefined ? undefined : iri(url),
  })

export function periodOf(temporal: Description['temporal']): Thing | undefined {
  if (temporal?.from === undefined && temporal?.to === undefined) return undefined
  return thing('PeriodOfTime', undefined, { startDate: temporal.from, endDate: temporal.to })
}

/** Where an outside identifier is an address that others know the area by. */
const SAME_AS: Record<string, string> = {
  wikidata: 'http://www.wikidata.org/entity/',
  nuts: 'http://data.europa.eu/nuts/code/',
}

export const placeOf = ({ at }: World, { id, names, identifiers, bbox }: Area): Thing =>
  thing('Location', at.area(id), {
    prefLabel: texts(names),
    identifier: identifiers.map(({ scheme, code }) => clean(`${scheme}:${code}`)),
    otherIdentifier: identifiers.map(({ scheme, code }) =>
      thing('Identifier', undefined, { notation: clean(code), schemaAgency: clean(scheme) }),
    ),
    sameAs: identifiers.flatMap(({ scheme, code }) => (SAME_AS[scheme] ? [iri(SAME_AS[scheme] + code)] : [])),
    bbox: wktOf(bbox),
  })

/** West, south, east, north as a polygon of longitudes and latitudes. */
function wktOf(bbox: number[] | undefined): string | undefined {
  if (bbox?.length !== 4 || !bbox.every(Number.isFinite)) return undefined
  const [west, south, east, north] = bbox as [number, number, number, number]
  return `POLYGON((${west} ${south}, ${east} ${south}, ${east} ${north}, ${west} ${north}, ${west} ${south}))`
}
