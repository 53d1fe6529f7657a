/** How well a word answers to one that is asked for. Pure. */

export const SAME = 4
export const BEGINNING = 3
export const ENDING = 2

/** Of folded words; 0 where it does not answer. */
export function match(have: string, word: string): number {
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

/** How many first letters a word has in common with everything that answers to it. */
export const reachOf = (word: string): number =>
  /\d/.test(word)
    ? word.length
    : Math.min(word.length, ...ENDINGS.map(({ common, each }) => Math.max(common, word.length - each)))
