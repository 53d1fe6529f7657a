/** The checksums of numbers that stand for persons, firms and accounts. Each takes the number without separators. */

const at = (text: string, i: number): number => text.charCodeAt(i) - 48

function weighted(text: string, weights: readonly number[], from = 0): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += at(text, from + i) * weights[i]!
  return sum
}

const PESEL_WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]
/** The month carries the century: 81–92 for the 19th, 1–12 for the 20th, 21–32, 41–52, 61–72 for the next. */
const CENTURIES = [1900, 2000, 2100, 2200, 1800]
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
export const daysIn = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0)

/** Eleven digits with a date that exists and the right last digit. */
export const isPesel = (text: string): boolean => hasPeselForm(text) && weighted(text, PESEL_WEIGHTS) % 10 === 0

/** Eleven digits that begin with a date that exists. */
export function hasPeselForm(text: string): boolean {
  if (text.length !== 11) return false
  const coded = at(text, 2) * 10 + at(text, 3)
  const month = coded % 20
  const year = CENTURIES[Math.floor(coded / 20)]! + at(text, 0) * 10 + at(text, 1)
  const day = at(text, 4) * 10 + at(text, 5)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

const NIP_WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7]
/** A tax office's code, the first three digits, has no zero in its first place. */
export const isNip = (text: string): boolean =>
  text.length === 10 && text[0] !== '0' && weighted(text, NIP_WEIGHTS) % 11 === at(text, 9)

const REGON9_WEIGHTS = [8, 9, 2, 3, 4, 5, 6, 7]
const REGON14_WEIGHTS = [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]
const ZEROS = /^0+$/
export function isRegon(text: string): boolean {
  if (ZEROS.test(text)) return false
  if (text.length === 9) return (weighted(text, REGON9_WEIGHTS) % 11) % 10 === at(text, 8)
  if (text.length !== 14) return false
  return isRegon(text.slice(0, 9)) && (weighted(text, REGON14_WEIGHTS) % 11) % 10 === at(text, 13)
}

/** A letter counts 10 to 35. */
const letterValue = (text: string, i: number): number => text.charCodeAt(i) - 55

/** Three letters and six digits, the first of which checks the rest: ABA300000. */
export const isIdentityCard = (text: string): boolean =>
  /^[A-Z]{3}\d{6}$/.test(text) &&
  (letterValue(text, 0) * 7 + letterValue(text, 1) * 3 + letterValue(text, 2) + weighted(text, [9, 7, 3, 1, 7, 3], 3)) %
    10 ===
    0

/** Two letters and seven digits, the first of which checks the rest: ZS0000177. */
export const isPassport = (text: string): boolean =>
  /^[A-Z]{2}\d{7}$/.test(text) &&
  (letterValue(text, 0) * 7 + letterValue(text, 1) * 3 + weighted(text, [9, 1, 7, 3, 1, 7, 3], 2)) % 10 === 0

/** How long an account number is in each country that has many of them here. */
const IBAN_LENGTHS: Record<string, number> = {
  ...{ AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27, GB: 22, GR: 27 },
  ...{ HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21, LT: 20, LU: 20, LV: 21, MD: 24, MT: 31, NL: 18, NO: 15, PL: 28 },
  ...{ PT: 25, RO: 24, SE: 24, SI: 19, SK: 24, TR: 26, UA: 29 },
}

/** By ISO 13616: the country and two digits to the end, letters as numbers, the rest by 97 is 1. */
export function isIban(text: string): boolean {
  if (IBAN_LENGTHS[text.slice(0, 2)] !== text.length) return false
  let rest = 0
  const turned = text.slice(4) + text.slice(0, 4)
  for (let i = 0; i < turned.length; i++) {
    const code = turned.charCodeAt(i)
    if (code >= 48 && code <= 57) rest = (rest * 10 + code - 48) % 97
    else if (code >= 65 && code <= 90) rest = (rest * 100 + code - 55) % 97
    else return false
  }
  return rest === 1
}

/** A Polish account of 26 digits, with a bank that can be. */
export const isNrb = (text: string): boolean => text.length === 26 && text[2] !== '0' && isIban(`PL${text}`)
export const ibanLength = (country: string): number | undefined => IBAN_LENGTHS[country]

/**
 * How many random numbers of the form pass: 1 in 10 by one digit, 1 in 11 by a rest of 11 (a REGON's rest of 10 counts as
 * 0), 1 in 97 for accounts. Of random numbers of 11 digits 18 in 100 have a PESEL's form, a date that exists.
 */
export const BASE_RATES = {
  pesel: 0.1,
  nip: 1 / 11,
  regon: 0.1,
  identityCard: 0.1,
  passport: 0.1,
  iban: 1 / 97,
} as const
