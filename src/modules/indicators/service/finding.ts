/** Finding things by what people type: other endings of a word, no diacritics, a slip of the finger. Pure. */
import type { Texts } from '../types.ts'

export type Findable = {
  kind: 'indicator' | 'standard' | 'measure' | 'area' | 'dataset'
  id: string
  names: Texts
  more?: Texts
}
export type Finding = Omit<Findable, 'more'>
/** `instead`: the words that were searched for, where those asked for are found nowhere together. */
export type Findings = { found: Finding[]; instead?: string }

const QUERY_CHARS_MAX = 200
const QUERY_WORDS_MAX = 12

/** How well a word answers to one that is asked for. */
const SAME = 4
const BEGINNING = 3
const ENDING = 2

type Voice = { names: string[]; more: string[] }
type Indexed = { finding: Finding; voices: Voice[] }
export type Index = { things: Indexed[]; spelling: Map<string, string> }

/** The words of everything that can be found, folded once. */
export function indexOf(things: Findable[]): Index {
  const spelling = new Map<string, string>()
  for (const { names, more } of things)
    for (const text of [...Object.values(names), ...Object.values(more ?? {})])
      for (const word of text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
        if (!spelling.has(fold(word))) spelling.set(fold(word), word)
  return {
    spelling,
    things: things.map(({ kind, id, names, more }) => ({
      finding: { kind, id, names },
      voices: Object.entries(names).map(([lang, name]) => ({
        names: wordsOf(name),
        more: [...wordsOf(id), ...wordsOf(more?.[lang as keyof Texts] ?? '')],
      })),
    })),
  }
}

/**
 * What holds every word asked for, in some form of it and in one language: in its name first, indicators before the
 * rest. Where nothing does, words that nobody uses are read as the nearest ones that somebody does, and then as many
 * words are asked for as some thing holds together.
 */
export function found(index: Index, query: string, limit: number): Findings {
  const asked = wordsOf(query.slice(0, QUERY_CHARS_MAX)).slice(0, QUERY_WORDS_MAX)
  const wanted = asked.length > 1 ? asked.filter((word) => word.length > 1 || /\d/.test(word)) : asked
  if (wanted.length === 0) return { found: [] }
  const exact = holding(index, wanted, limit)
  if (exact.length > 0) return { found: exact }
  const nearest = wanted.map((word) => nearestWord(index, word))
  const words = mostTogether(index, nearest.map(fold))
  const spelled = nearest.filter((word) => words.includes(fold(word)))
  return words.length === 0 ? { found: [] } : { found: holding(index, words, limit), instead: spelled.join(' ') }
}

function holding({ things }: Index, wanted: string[], limit: number): Finding[] {
  return things
    .map((thing, order) => ({ thing, order, score: scoreOf(thing, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, limit)
    .map(({ thing }) => thing.finding)
}

/** 0 where a word is missing. A word of the name counts for more than one of the description, a first word for a little more. */
function scoreOf({ finding, voices }: Indexed, wanted: string[]): number {
  const scores = voices.map(({ names, more }) => {
    let score = 0
    for (const word of wanted) {
      const here = 3 * bestOf(names, word) || bestOf(more, word)
      if (here === 0) return 0
      score += here
    }
    return score / wanted.length + (match(names[0] ?? '', wanted[0]!) > 0 ? 2 : 0)
  })
  const best = Math.max(0, ...scores)
  return best > 0 && finding.kind === 'indicator' ? best + 3 : best
}

const bestOf = (have: string[], word: string) => have.reduce((best, one) => Math.max(best, match(one, word)), 0)

function match(have: string, word: string): number {
  if (have === word) return SAME
  if (have.startsWith(word)) return BEGINNING
  if (/\d/.test(word)) return have.replaceAll('.', '') === word ? ENDING : 0
  return isOtherEnding(have, word) ? ENDING : 0
}

/** By how much two forms of one word may part after so many letters in common: woda, wodą; bezrobocie, bezrobotnych. */
const ENDINGS = [
  { common: 3, each: 2, both: 3 },
  { common: 5, each: 4, both: 5 },
  { common: 6, each: 5, both: 8 },
]

function isOtherEnding(a: string, b: string): boolean {
  let common = 0
  while (common < a.length && a[common] === b[common]) common++
  const [one, other] = [a.length - common, b.length - common]
  return ENDINGS.some((may) => common >= may.common && Math.max(one, other) <= may.each && one + other <= may.both)
}

/** The word itself where anything answers to it, else the nearest that does, as it is spelled; the shorter, the nearer it must be. */
function nearestWord({ things, spelling }: Index, word: string): string {
  const allowed = word.length < 4 ? 0 : word.length < 8 ? 1 : 2
  const isKnown = things.some(({ voices }) =>
    voices.some(({ names, more }) => bestOf(names, word) > 0 || bestOf(more, word) > 0),
  )
  if (isKnown || allowed === 0) return spelling.get(word) ?? word
  let nearest: string | undefined
  let least = allowed + 1
  for (const [folded, spelled] of spelling) {
    if (Math.abs(folded.length - word.length) >= least) continue
    const distance = slips(folded, word)
    if (distance < least) [nearest, least] = [spelled, distance]
  }
  return nearest ?? word
}

/** The most of the words that one thing holds; of as many, those that were said first. */
function mostTogether({ things }: Index, wanted: string[]): string[] {
  const weight = (held: string[]) =>
    held.reduce((sum, word) => sum + QUERY_WORDS_MAX ** 2 + QUERY_WORDS_MAX - wanted.indexOf(word), 0)
  let most: string[] = []
  for (const { voices } of things)
    for (const { names, more } of voices) {
      const held = wanted.filter((word) => bestOf(names, word) > 0 || bestOf(more, word) > 0)
      if (weight(held) > weight(most)) most = held
    }
  return most
}

/** Letters added, left out, changed or swapped with the next. */
function slips(a: string, b: string): number {
  let [before, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(changed, row[j]! + 1, next[j - 1]! + 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) next[j] = Math.min(next[j]!, before[j - 2]! + 1)
    }
    ;[before, row] = [row, next]
  }
  return row[b.length]!
}

/** Without case, diacritics and apostrophes; NO₂ as NO2, 2,5 as 2.5. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’ʼ]/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replace(/(\d),(\d)/g, '$1.$2')
}

/** Letters and numbers apart: PM2,5 is "pm" and "2.5", as is PM 2.5. */
const wordsOf = (text: string): string[] => fold(text).match(/\p{L}+|\d+(?:\.\d+)*/gu) ?? []
