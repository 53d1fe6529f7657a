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

/** Endings that a short word takes whole: smog, smogiem; dom, domami; парк, парками. */
const CASES = ['ami', 'iem', 'ach', 'owi', 'ами', 'ями', 'ові']
const STEM_MIN = 3

function isOtherEnding(a: string, b: string): boolean {
  let common = 0
  while (common < a.length && a[common] === b[common]) common++
  const [one, other] = [a.length - common, b.length - common]
  if (common >= STEM_MIN && (one === 0 || other === 0) && CASES.includes((one === 0 ? b : a).slice(common))) return true
  return ENDINGS.some((may) => common >= may.common && Math.max(one, other) <= may.each && one + other <= may.both)
}

/** How many first letters a word has in common with everything that answers to it. */
export const reachOf = (word: string): number =>
  /\d/.test(word)
    ? word.length
    : Math.min(word.length, ...[...ENDINGS, { common: STEM_MIN, each: 3 }].map(({ common, each }) => Math.max(common, word.length - each))) // prettier-ignore
