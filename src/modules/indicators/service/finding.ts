/** Finding things by their names, without regard to case and diacritics. Pure. */
import type { Texts } from '../types.ts'

export type Findable = {
  kind: 'indicator' | 'standard' | 'measure' | 'area' | 'dataset'
  id: string
  names: Texts
  more?: Texts
}
export type Finding = Omit<Findable, 'more'>

const QUERY_CHARS_MAX = 200
const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .replace(/(\d),(\d)/g, '$1.$2')
    .toLowerCase()

const words = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}.]+/u)
    .filter(Boolean)

/** Those that hold every word of the query at a word's beginning; names that begin with it first, indicators before the rest. */
export function found(things: Findable[], query: string, limit: number): Finding[] {
  const wanted = words(query.slice(0, QUERY_CHARS_MAX))
  if (wanted.length === 0) return []
  return things
    .map((thing, order) => ({ thing, order, score: scoreOf(thing, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, limit)
    .map(({ thing: { kind, id, names } }) => ({ kind, id, names }))
}

function scoreOf({ kind, id, names, more }: Findable, wanted: string[]): number {
  const inNames = Object.values(names).some((name) => holds(words(name), wanted))
  if (
    !inNames &&
    !holds(words(id), wanted) &&
    !(more && Object.values(more).some((text) => holds(words(text), wanted)))
  )
    return 0
  const begins = Object.values(names).some((name) => words(name)[0]?.startsWith(wanted[0]!))
  return 1 + (inNames ? 4 : 0) + (begins ? 2 : 0) + (kind === 'indicator' ? 3 : 0)
}

const holds = (have: string[], wanted: string[]) => wanted.every((word) => have.some((one) => one.startsWith(word)))
