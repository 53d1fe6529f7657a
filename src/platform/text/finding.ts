/** Finding things by what people type: other endings of a word, no diacritics, a slip of the finger. Pure. */
import { fold, wordsOf } from './fold.ts'
import { match } from './match.ts'
import { slips, slipsAllowed } from './slips.ts'

/** By language. */
type Texts = { [lang: string]: string | undefined }
/** `first`: comes before others that answer as well. */
export type Findable<Kind extends string, Names extends Texts> = {
  kind: Kind
  id: string
  names: Names
  more?: Partial<Names>
  first?: boolean
}
export type Finding<Kind extends string, Names extends Texts> = Pick<Findable<Kind, Names>, 'kind' | 'id' | 'names'>
/** `instead`: the words that were searched for, where those asked for are found nowhere together. */
export type Findings<One> = { found: One[]; instead?: string }

const QUERY_CHARS_MAX = 200
const QUERY_WORDS_MAX = 12

type Voice = { names: string[]; more: string[] }
type Indexed<One> = { finding: One; first: boolean; voices: Voice[] }
export type Index<One> = { things: Indexed<One>[]; spelling: Map<string, string> }
const FIRST = 3

/** The words of everything that can be found, folded once. */
export function indexOf<Kind extends string, Names extends Texts>(
  things: readonly Findable<Kind, Names>[],
): Index<Finding<Kind, Names>> {
  const spelling = new Map<string, string>()
  for (const { names, more } of things)
    for (const text of [...Object.values(names), ...Object.values<string | undefined>(more ?? {})])
      for (const word of (text ?? '').toLowerCase().match(/\p{L}{4,}/gu) ?? [])
        if (!spelling.has(fold(word))) spelling.set(fold(word), word)
  return {
    spelling,
    things: things.map(({ kind, id, names, more, first = false }) => ({
      finding: { kind, id, names },
      first,
      voices: Object.entries(names).map(([lang, name]) => ({
        names: wordsOf(name ?? ''),
        more: [...wordsOf(id), ...wordsOf(more?.[lang] ?? '')],
      })),
    })),
  }
}

/**
 * What holds every word asked for, in some form of it and in one language: in its name first, what is said to come first before the
 * rest. Where nothing does, words that nobody uses are read as the nearest ones that somebody does, and then as many
 * words are asked for as some thing holds together.
 */
export function found<One>(index: Index<One>, query: string, limit: number): Findings<One> {
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

function holding<One>({ things }: Index<One>, wanted: string[], limit: number): One[] {
  return things
    .map((thing, order) => ({ thing, order, score: scoreOf(thing, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, limit)
    .map(({ thing }) => thing.finding)
}

/** 0 where a word is missing. A word of the name counts for more than one of the description, a first word for a little more. */
function scoreOf({ first, voices }: Indexed<unknown>, wanted: string[]): number {
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
  return best > 0 && first ? best + FIRST : best
}

const bestOf = (have: string[], word: string) => have.reduce((best, one) => Math.max(best, match(one, word)), 0)

/** The word itself where anything answers to it, else the nearest that does, as it is spelled; the shorter, the nearer it must be. */
function nearestWord({ things, spelling }: Index<unknown>, word: string): string {
  const allowed = slipsAllowed(word)
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
function mostTogether({ things }: Index<unknown>, wanted: string[]): string[] {
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
