/** A description as RDF/XML, one thing inside another as in the tree. Pure. */
import { CLASSES, expand, PREFIXES, TERMS, type Kind } from './terms.ts'
import { classesOf, isThing, literalsOf, propertiesOf, toldOnce, type Texts, type Thing, type Value } from './tree.ts'

export function rdfXml(things: readonly Thing[]): string {
  const namespaces = Object.entries(PREFIXES).map(([prefix, iri]) => ` xmlns:${prefix}="${iri}"`)
  const body = toldOnce(things).map((thing) => element(thing, '  '))
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${namespaces.join('\n ')}>\n${body.join('')}</rdf:RDF>\n`
}

function element(thing: Thing, indent: string): string {
  const [name, ...more] = classesOf(thing).map((one) => CLASSES[one])
  const about = thing['@id'] === undefined ? '' : ` rdf:about="${escaped(thing['@id'])}"`
  const types = more.map((type) => `${indent}  <rdf:type rdf:resource="${expand(type)}"/>\n`)
  const properties = propertiesOf(thing).flatMap(([term, values]) => {
    const [property, kind] = TERMS[term]
    return values.flatMap((value) => propertyOf(property, kind, value, `${indent}  `))
  })
  const body = [...types, ...properties].join('')
  return body === '' ? `${indent}<${name}${about}/>\n` : `${indent}<${name}${about}>\n${body}${indent}</${name}>\n`
}

function propertyOf(name: string, kind: Kind, value: Value, indent: string): string[] {
  const literal = (text: string, attribute = '') => `${indent}<${name}${attribute}>${escaped(text)}</${name}>\n`
  if (kind === 'texts') return literalsOf(value as Texts).map(({ lang, text }) => literal(text, ` xml:lang="${lang}"`))
  if (kind === 'plain') return [literal(String(value))]
  if (kind !== 'iri') return [literal(String(value), ` rdf:datatype="${expand(kind)}"`)]
  if (!isThing(value)) return [`${indent}<${name} rdf:resource="${escaped(String(value))}"/>\n`]
  return [`${indent}<${name}>\n${element(value, `${indent}  `)}${indent}</${name}>\n`]
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!)
