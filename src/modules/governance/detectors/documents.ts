/** Identity cards, passports, foreign accounts and vehicle plates: letters and digits together. */
import { ibanLength, isIban, isIdentityCard, isPassport } from './checksums.ts'
import { wordsBefore } from './digits.ts'
import type { Hit } from './types.ts'

const CODE = /(?<![\p{L}\d])([A-Z]{2,3})[ -]?(\d{6,7}|\d{3} \d{3})(?![\p{L}\d])/giu
/** Quick, and rarely so. */
const LETTERS_DIGITS = /[A-Za-z]{2}[ -]?\d{3}/
const IBAN = /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]{2,4}){3,8}(?![\p{L}\d])/giu
/** A card's letters are never O or Q where they are given today, but old ones stand. */
const CARD_WORD = /dow[oó]d|osobist|identity|id card|serii|seria|посвідчен/
const PASSPORT_WORD = /paszport|passport|паспорт/
const HITS_MAX = 1_000

export const mayHoldDocument = (text: string): boolean => LETTERS_DIGITS.test(text)

export function documentsIn(text: string): Hit[] {
  if (!mayHoldDocument(text)) return []
  const hits: Hit[] = []
  for (const match of text.matchAll(CODE)) {
    if (hits.length >= HITS_MAX) break
    const code = (match[1]! + match[2]!.replace(' ', '')).toUpperCase()
    const start = match.index
    const before = wordsBefore(text, start)
    const span = { start, end: start + match[0].length, office: false }
    if (code.length !== 9) continue
    if (match[1]!.length === 3)
      hits.push({ detector: 'identityCard', ...span, valid: isIdentityCard(code), sure: CARD_WORD.test(before) })
    else hits.push({ detector: 'passport', ...span, valid: isPassport(code), sure: PASSPORT_WORD.test(before) })
  }
  return hits
}

/** Accounts with their country in front. A Polish one is found by its digits too, and told once. */
export function accountsIn(text: string): Hit[] {
  const hits: Hit[] = []
  for (const match of text.matchAll(IBAN)) {
    if (hits.length >= HITS_MAX) break
    const code = match[0].replace(/[ -]/g, '').toUpperCase()
    const length = ibanLength(code.slice(0, 2))
    if (length === undefined || code.startsWith('PL') || code.length < length) continue
    const end = match.index + spanOf(match[0], length)
    // The country, its length and the checksum together leave no doubt.
    const valid = isIban(code.slice(0, length))
    hits.push({ detector: 'iban', start: match.index, end, valid, sure: valid, office: false })
  }
  return hits
}

/** Up to where `length` characters reach when spaces and dashes are not counted. */
function spanOf(text: string, length: number): number {
  let seen = 0
  for (let i = 0; i < text.length; i++) if (text[i] !== ' ' && text[i] !== '-' && ++seen === length) return i + 1
  return text.length
}

/** First letters of the voivodeships, and of the services. */
const REGION = '[BCDEFGKLNOPRSTWZ]'
const TWO = `${REGION}[A-Z][ -]{0,2}(?:\\d{5}|\\d{4}[A-Z]|\\d{3}[A-Z]{2}|[1-9][A-Z]\\d{3}|[1-9][A-Z]{2}\\d{2})`
const THREE_OWN =
  '(?:[A-Z]\\d{3}|\\d{2}[A-Z]{2}|[1-9][A-Z]\\d{2}|\\d{2}[A-Z][1-9]|[1-9][A-Z]{2}[1-9]|[A-Z]{2}\\d{2}|\\d{5}|\\d{4}[A-Z]|\\d{3}[A-Z]{2})'
const THREE = `${REGION}[A-Z]{2}[ -]{0,2}${THREE_OWN}`
const CUSTOM = `${REGION}\\d [A-Z]{3,5}`
const WHOLE = new RegExp(`^(?:${TWO}|${THREE}|${CUSTOM})$`)
const IN_TEXT = new RegExp(
  `(?:rej\\.?|rejestracyjn\\p{L}*|tablic\\p{L}*|samoch[oó]d\\p{L}*|auto|pojazd\\p{L}*|plate|номер\\p{L}*)[^\\p{L}\\d]{1,3}(${TWO}|${THREE})(?![\\p{L}\\d])`,
  'giu',
)
/** Quick, and rarely so. */
const SAID = /rej|tabl|samoch|auto|pojazd|plate|Plate|REJ|Rej|Tabl|Samoch|Auto|Pojazd|омер/
const PLATE_CHARS_MAX = 11
/** Quick: too little for a plate, but of one's own choice, which has a space in it. */
const TOO_SHORT = /^[!-~]{0,6}$/

/** A plate as a whole cell, or in text after a word that says so. */
export function platesIn(text: string): Hit[] {
  const span = { detector: 'plate', valid: true, office: false } as const
  if (text.length <= PLATE_CHARS_MAX) {
    if (TOO_SHORT.test(text)) return []
    const code = text.trim().toUpperCase()
    const isPlate = WHOLE.test(code) || (code.includes(' ') && WHOLE.test(code.replaceAll(' ', '')))
    return isPlate ? [{ ...span, start: 0, end: text.length, sure: false }] : []
  }
  if (!SAID.test(text)) return []
  return [...text.matchAll(IN_TEXT)].slice(0, HITS_MAX).map((match) => {
    const end = match.index + match[0].length
    return { ...span, start: end - match[1]!.length, end, sure: true }
  })
}
