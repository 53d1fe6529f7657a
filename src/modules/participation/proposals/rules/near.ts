/** Which proposals are like another: by their words and by where they are. Pure. */
import { match, SAME, wordsOf } from '#platform/text'

export type Like = { title: string; text: string; place: readonly [number, number] | null }

/** Words that every proposal has. */
const COMMON = new Set('i w z na do dla o od po przy ul ulicy oraz nie jest sie the of and for in at on to a an у в на для та і з до вул budowa remont projekt proposal nowy nowa nowe new build проєкт'.split(' ')) // prettier-ignore
const WORDS_MAX = 120
const TITLE_WEIGHT = 3
/** Beyond this two places have nothing to do with one another. */
export const NEAR_M = 400
export const LIKE_MIN = 0.34

const significant = (text: string): string[] => [...new Set(wordsOf(text).filter((word) => word.length > 2 && !COMMON.has(word)))].slice(0, WORDS_MAX) // prettier-ignore

/** Another ending of a word is nearly the word. */
const answers = (a: string, b: string): number => {
  const how = Math.max(match(a, b), match(b, a))
  return how === SAME ? 1 : how > 0 ? 0.75 : 0
}

/** The share of words that answer to one of the other's, from 0 to 1. */
function overlap(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  const hits = few.reduce((sum, word) => sum + Math.max(0, ...many.map((other) => answers(other, word))), 0)
  // A text of one word is like any that has it: so few words count for less.
  return (hits / few.length) * Math.min(1, few.length / 3)
}

/** Metres between two places, on a round earth. */
export function metresBetween(
  [lon1, lat1]: readonly [number, number],
  [lon2, lat2]: readonly [number, number],
): number {
  const rad = Math.PI / 180
  const [dLat, dLon] = [((lat2 - lat1) * rad) / 2, ((lon2 - lon1) * rad) / 2]
  const h = Math.sin(dLat) ** 2 + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(dLon) ** 2
  return 12_742_000 * Math.asin(Math.sqrt(Math.min(1, h)))
}

export type Nearness = { score: number; metres: number | null }

/** How alike two are, from 0 to 1: the title above all, then the text, then being side by side. */
export function nearness(a: Like, b: Like): Nearness {
  const title = overlap(significant(a.title), significant(b.title))
  const text = overlap(significant(a.text), significant(b.text))
  const words = (TITLE_WEIGHT * title + text) / (TITLE_WEIGHT + 1)
  const metres = a.place && b.place ? metresBetween(a.place, b.place) : null
  const near = metres === null ? 0 : Math.max(0, 1 - metres / NEAR_M)
  // Nearness alone says nothing: the same corner may need a tree and a bench.
  return { score: Math.min(1, words * (1 + near / 2) + (words > 0.1 ? near / 5 : 0)), metres }
}

/** The most alike first, those alone that are enough so. */
export function similar<One extends Like>(to: Like, all: readonly One[], most = 5): (Nearness & { one: One })[] {
  return all
    .map((one) => ({ ...nearness(to, one), one }))
    .filter(({ score }) => score >= LIKE_MIN)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
}
