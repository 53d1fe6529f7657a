/** A description as Turtle: a block for each thing that has an address, the others inside. Pure. */
import { CLASSES, PREFIXES, TERMS, type Kind } from './terms.ts'
import { classesOf, isThing, literalsOf, propertiesOf, toldOnce, type Texts, type Thing, type Value } from './tree.ts'

export function turtle(things: readonly Thing[]): string {
  const prefixes = Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`)
  // What has an address and was met inside another thing is written after it.
  const queue = toldOnce(things)
  const blocks: string[] = []
  for (let at = 0; at < queue.length; at++) {
    const { '@id': id } = queue[at]!
    const subject = id === undefined ? '[]' : `<${id}>`
    blocks.push(`\n${subject} ${inner(queue[at]!, '  ', (later) => queue.push(later))} .\n`)
  }
  return [...prefixes, ...blocks].join('')
}

function inner(thing: Thing, indent: string, later: (thing: Thing) => void): string {
  const classes = `a ${classesOf(thing).map((name) => CLASSES[name]).join(', ')}` // prettier-ignore
  const lines = propertiesOf(thing).map(([term, values]) => {
    const [property, kind] = TERMS[term]
    const objects = values.flatMap((value) => objectsOf(value, kind, indent, later))
    return `${property} ${objects.join(objects.length > 1 ? `,\n${indent}  ` : '')}`
  })
  return [classes, ...lines].join(` ;\n${indent}`)
}

function objectsOf(value: Value, kind: Kind, indent: string, later: (thing: Thing) => void): string[] {
  if (kind === 'texts') return literalsOf(value as Texts).map(({ lang, text }) => `${quoted(text)}@${lang}`)
  if (kind === 'plain') return [quoted(String(value))]
  if (kind !== 'iri') return [`${quoted(String(value))}^^${kind}`]
  if (!isThing(value)) return [`<${String(value)}>`]
  if (value['@id'] === undefined) return [`[ ${inner(value, `${indent}  `, later)} ]`]
  later(value)
  return [`<${value['@id']}>`]
}

const ESCAPES: Record<string, string> = { '\n': '\\n', '\t': '\\t', '"': '\\"', '\\': '\\\\' }
const quoted = (text: string): string => `"${text.replace(/[\n\t"\\]/g, (character) => ESCAPES[character]!)}"`
