/** The words of an entry, each with how much it says of it; the words of a question. Pure. */
import { wordsOf } from '#platform/text'
import { QUERY_CHARS_MAX, QUERY_WORDS_MAX, type Entry } from './types.ts'

export const OF_TITLE = 3
export const OF_KEYWORDS = 2
export const OF_MORE = 1

/** A word that stands in several places counts for the best of them. A number is also found without its point. */
export function heardIn({ title, keywords, more }: Entry): Map<string, number> {
  const heard = new Map<string, number>()
  const hear = (texts: readonly (string | undefined)[], weight: number) => {
    for (const text of texts)
      for (const word of wordsOf(text ?? '')) {
        if (!heard.has(word)) heard.set(word, weight)
        if (word.includes('.') && !heard.has(word.replaceAll('.', ''))) heard.set(word.replaceAll('.', ''), weight)
      }
  }
  hear([title.pl, title.en, title.uk], OF_TITLE)
  hear(keywords, OF_KEYWORDS)
  hear(more, OF_MORE)
  return heard
}

/** Single letters are left out where there are other words: w, i, a. */
export function wordsAsked(q: string): string[] {
  const asked = [...new Set(wordsOf(q.slice(0, QUERY_CHARS_MAX)))].slice(0, QUERY_WORDS_MAX)
  const longer = asked.filter((word) => word.length > 1 || /\d/.test(word))
  return longer.length > 0 ? longer : asked
}

/**
 * The most words that something holds together, of as many those that were said first. A set of words is a number with a
 * bit for each.
 */
export function mostTogether(held: Iterable<number>, count: number): number {
  const weight = (set: number) => {
    let sum = 0
    for (let i = 0; i < count; i++) if (set & (1 << i)) sum += QUERY_WORDS_MAX ** 2 + QUERY_WORDS_MAX - i
    return sum
  }
  let [most, best] = [0, 0]
  for (const set of held) {
    const sum = weight(set)
    if (sum > best || (sum === best && set < most)) [most, best] = [set, sum]
  }
  return most
}
