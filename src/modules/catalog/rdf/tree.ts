/** A description as a tree of JSON-LD: things with a class and properties, one inside another. Pure. */
import type { Class, TermName } from './terms.ts'

/** A text in the languages that it has; several of them where each is a value of its own, as keywords are. */
export type Texts = { [lang in 'pl' | 'en' | 'uk']?: string | string[] }
export type Value = string | number | Texts | Thing
export type Properties = { [term in TermName]?: Value | Value[] }
/** Without `@id`: known by its properties alone. */
export type Thing = { '@id'?: string; '@type': Class | readonly Class[] } & Properties

type Given = { [term in TermName]?: Value | readonly (Value | undefined)[] | undefined }

/** A thing of those classes; what is absent or empty is left out. */
export function thing(classes: Class | readonly Class[], id: string | undefined, given: Given = {}): Thing {
  const kept: [string, Value | Value[]][] = []
  for (const [term, value] of Object.entries(given)) {
    const values = [value as Value | (Value | undefined)[]].flat().filter((one) => one !== undefined)
    if (values.length > 0) kept.push([term, values.length === 1 ? values[0]! : values])
  }
  return { ...(id !== undefined && { '@id': id }), '@type': classes, ...Object.fromEntries(kept) } as Thing
}

export const isThing = (value: Value): value is Thing => typeof value === 'object' && '@type' in value
export const classesOf = ({ '@type': classes }: Thing): readonly Class[] => [classes].flat() as Class[]
export const valuesOf = (value: Value | Value[] | undefined): Value[] => (value === undefined ? [] : [value].flat())

/** Its properties in the order in which they were said. */
export const propertiesOf = (of: Thing): [TermName, Value[]][] =>
  Object.entries(of).flatMap(([term, value]) =>
    term.startsWith('@') ? [] : [[term as TermName, valuesOf(value as Value | Value[])]],
  )

/** A text with languages, value by value. */
export const literalsOf = (texts: Texts): { lang: string; text: string }[] =>
  Object.entries(texts).flatMap(([lang, said]) => [said ?? []].flat().map((text) => ({ lang, text })))

/** Characters that XML cannot carry, and line ends that it does not keep. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
export const clean = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n').replace(UNWRITABLE, '')

/** Titles and texts as they were written, cleaned of what cannot be written down in every format. */
export function texts(said: { pl?: string; en?: string; uk?: string } | undefined): Texts | undefined {
  if (!said) return undefined
  const entries = (['pl', 'en', 'uk'] as const).flatMap((lang) => (said[lang] ? [[lang, clean(said[lang])]] : []))
  return Object.fromEntries(entries) as Texts
}

/** Many texts of one property: every language's together, each text once. */
export function textLists(said: readonly { pl?: string; en?: string; uk?: string }[]): Texts | undefined {
  const lists = (['pl', 'en', 'uk'] as const).flatMap((lang) => {
    const list = [...new Set(said.flatMap((one) => (one[lang] ? [clean(one[lang])] : [])))]
    return list.length === 0 ? [] : [[lang, list]]
  })
  return lists.length === 0 ? undefined : (Object.fromEntries(lists) as Texts)
}

/** What an IRI may not hold though an address may: these characters, and a percent sign that begins no code. */
const FORBIDDEN = /[\u0000-\u0020<>"{}|\\^`\ud800-\udfff]|%(?![\da-f]{2})/gi
/** Square brackets belong to a host alone. */
const BRACKETS = /(?<=^[a-z][a-z\d+.-]*:(?:\/\/[^/?#]*)?[/?#].*)[[\]]/gi

/** An address as an IRI that every format can carry. */
export const iri = (address: string): string =>
  (URL.canParse(address) ? new URL(address).href : address)
    .replace(FORBIDDEN, (character) => encodeURIComponent(character.toWellFormed()))
    .replace(BRACKETS, encodeURIComponent)

/**
 * The tree with each thing told where it is met first; later it is only named. What is told of a thing under one set of
 * classes is always the same.
 */
export function toldOnce(things: readonly Thing[]): Thing[] {
  const told = new Set<string>()
  const visit = (value: Value): Value => {
    if (!isThing(value)) return value
    const id = value['@id']
    const key = `${id} ${classesOf(value).join()}`
    if (id !== undefined && told.has(key)) return id
    told.add(key)
    const properties = propertiesOf(value).map(([term, values]) => {
      const visited = values.map(visit)
      return [term, visited.length === 1 ? visited[0]! : visited]
    })
    return {
      ...(id !== undefined && { '@id': id }),
      '@type': value['@type'],
      ...Object.fromEntries(properties),
    } as Thing
  }
  return things.map(visit).filter((value) => typeof value !== 'string') as Thing[]
}
