/** Domains that could be taken for each other: letters of other scripts, letters that look like others, one letter off. Pure. */
import { domainToUnicode } from 'node:url'
import type { Likeness } from './types.ts'

/** What looks like what, of the letters that may stand in names: Cyrillic, Greek, and Latin ones of other tongues. */
const ALIKE: Record<string, string> = {
  ...{ а: 'a', в: 'b', с: 'c', ԁ: 'd', е: 'e', ё: 'e', ғ: 'f', ɡ: 'g', н: 'h', һ: 'h', і: 'i', ї: 'i', ј: 'j', к: 'k' },
  ...{
    ӏ: 'l',
    м: 'm',
    п: 'n',
    о: 'o',
    р: 'p',
    ԛ: 'q',
    г: 'r',
    ѕ: 's',
    т: 't',
    у: 'y',
    ү: 'y',
    ѵ: 'v',
    ԝ: 'w',
    х: 'x',
    з: '3',
  },
  ...{ α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ω: 'w', γ: 'y' },
  ...{ ı: 'i', ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ß: 'b', æ: 'ae', œ: 'oe', ŧ: 't', '0': 'o', '1': 'l', '|': 'l' },
}
/** One letter that looks like another comes before the pairs that it may stand in. */
const PAIRS: [RegExp, string][] = [
  [/i/g, 'l'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/-/g, ''],
]
const LATIN = /\p{Script=Latin}/u
const SCRIPTS = [LATIN, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u]

const hostOf = (domain: string) => domain.replace(/:\d+$/, '')

/** As people would read it. */
export const shownOf = (domain: string): string => domainToUnicode(hostOf(domain)) + domain.slice(hostOf(domain).length)

const lettersOf = (name: string): string =>
  [...name.normalize('NFKD').replace(/\p{M}/gu, '')].map((letter) => ALIKE[letter] ?? letter).join('')

/** What is left of a name when letters that look alike are one. */
export const skeletonOf = (domain: string): string =>
  PAIRS.reduce((text, [pair, one]) => text.replace(pair, one), lettersOf(domainToUnicode(hostOf(domain))))

/** Whether a word of it is of two scripts, or all of it looks like Latin letters, and only its end is of them. */
function isMixed(domain: string): boolean {
  const words = domainToUnicode(hostOf(domain)).split('.')
  const isDisguised = (word: string) => !LATIN.test(word) && /\p{L}/u.test(word) && /^[a-z\d-]+$/.test(lettersOf(word))
  return words.some((word) => SCRIPTS.filter((script) => script.test(word)).length > 1) || (LATIN.test(words.at(-1)!) && words.some(isDisguised)) // prettier-ignore
}

/** Those of the others that it could be taken for, the most alike first; and itself, where its letters are of two scripts. */
export function likenessesOf(domain: string, others: Iterable<string>): Likeness[] {
  const own = skeletonOf(domain)
  const same: Likeness[] = []
  const near: Likeness[] = []
  for (const other of others) {
    if (hostOf(other) === hostOf(domain) || isAddress(other) || isAddress(domain)) continue
    const skeleton = skeletonOf(other)
    if (skeleton === own) same.push({ kind: 'same', domain: other })
    else if (isOneOff(skeleton, own)) near.push({ kind: 'near', domain: other })
  }
  return [...same, ...near, ...(isMixed(domain) ? [{ kind: 'mixed' as const, domain }] : [])]
}

const isAddress = (domain: string) => /^[\d.]+$|^\[/.test(hostOf(domain))

/** One letter more, less, other, or two in the other order. */
function isOneOff(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  const [restA, restB] = [a.slice(from), b.slice(from)]
  if (restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1)) return true
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)
}
