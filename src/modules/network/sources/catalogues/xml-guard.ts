/** Goes ahead of whoever reads XML from outside, and stops at what would grow: depth, and entities that stand for much. */
import { SaxesParser } from 'saxes'
import { refuse } from '../rules.ts'

export const DEPTH_MAX = 64
/** What entities of a document stand for, all of them together. */
export const ENTITY_CHARS_MAX = 10_000_000
const ENTITIES_MAX = 200
const ENTITY = /<!ENTITY\s+(\S+)\s+["']([^"']*)["']/g
const REFERENCE = /&([^;&\s#]{1,100});/g

/** Takes the text piece by piece. Throws `sources.tooDeep`, `sources.tooMuchRdf`. */
export function createXmlGuard(text: string, host: string): (piece: string) => void {
  demandSmall(text)
  const parser = new SaxesParser()
  let depth = 0
  let isTooDeep = false
  parser.on('opentag', () => void (isTooDeep ||= ++depth > DEPTH_MAX))
  parser.on('closetag', () => void depth--)
  // What is wrong with it is said by whoever reads it.
  parser.on('error', () => {})
  return (piece) => {
    parser.write(piece)
    if (isTooDeep) throw refuse.tooDeep({ host, most: DEPTH_MAX })
  }
}

function demandSmall(text: string): void {
  if (!text.includes('<!ENTITY')) return
  const lengths = new Map<string, number>()
  for (const [, name, value] of text.matchAll(ENTITY)) lengths.set(name!, Math.max(value!.length, lengths.get(name!) ?? 0)) // prettier-ignore
  let chars = 0
  for (const [, name] of text.matchAll(REFERENCE)) chars += lengths.get(name!) ?? 0
  if (lengths.size > ENTITIES_MAX || chars > ENTITY_CHARS_MAX) throw refuse.tooMuchRdf({ most: ENTITIES_MAX })
}
