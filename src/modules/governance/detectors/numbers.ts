/** PESEL, NIP, REGON and Polish accounts: numbers with a checksum, alone or in text. */
import { hasPeselForm, isNip, isNrb, isPesel, isRegon } from './checksums.ts'
import { digitsOf, readings, sequencesIn, wordsBefore, type Sequence } from './digits.ts'
import { bareNine, phonesIn } from './phones.ts'
import type { Detector, Hit } from './types.ts'

type Kind = {
  detector: Detector
  form?: (digits: string) => boolean
  passes: (digits: string) => boolean
  keyword: RegExp
}
const PESEL: Kind = { detector: 'pesel', form: hasPeselForm, passes: isPesel, keyword: /pesel|песел/ }
const NIP: Kind = { detector: 'nip', passes: isNip, keyword: /\bnip\b|\bpl ?$|vat|ніп/ }
const REGON: Kind = { detector: 'regon', passes: isRegon, keyword: /regon/ }
const NRB: Kind = { detector: 'iban', passes: isNrb, keyword: /\bpl ?$|iban|konto|konta|rachun|nrb|рахун/ }
const KINDS: Record<number, Kind> = { 9: REGON, 10: NIP, 11: PESEL, 14: REGON, 26: NRB }
const RUNS_MAX = 2_000

/** Every number of such a length is a hit; whether it passes its checksum is said of each. */
export function numbersIn(text: string): Hit[] {
  const hits: Hit[] = []
  for (const sequence of sequencesIn(text).slice(0, RUNS_MAX)) {
    const taken = new Set<number>()
    for (const groups of readings(text, sequence)) {
      if (groups.some(({ start }) => taken.has(start))) continue
      const hit = checked(text, groups)
      if (!hit) continue
      hits.push(hit)
      // What fails as a whole may still hold numbers that do not.
      if (hit.valid) for (const { start } of groups) taken.add(start)
    }
    const rest = sequence.filter(({ start }) => !taken.has(start))
    if (rest.length > 0 || isNine(sequence)) hits.push(...phonesIn(text, rest.length > 0 ? rest : sequence))
  }
  return hits
}

/** Nine digits can be a telephone as well as a firm: what it is, the column tells. */
const isNine = (sequence: Sequence): boolean => sequence.reduce((sum, { start, end }) => sum + end - start, 0) === 9

function checked(text: string, groups: Sequence): Hit | undefined {
  const digits = digitsOf(text, groups)
  const kind = KINDS[digits.length]
  if (!kind || kind.form?.(digits) === false) return undefined
  const start = groups[0]!.start
  const valid = kind.passes(digits)
  const sure = kind.keyword.test(wordsBefore(text, start))
  return { detector: kind.detector, start, end: groups.at(-1)!.end, valid, sure, office: false }
}

const DIGITS_MAX = 26
/** With a zero, the country, or both in front. */
const PHONE_DIGITS = new Set([10, 11, 13, 14])

/** The same of a cell of nothing but digits, which is quicker. */
export function numberOf(digits: string): Hit[] {
  if (digits.length > DIGITS_MAX) return []
  const length = KINDS[digits.length]
  const kind = length?.form?.(digits) === false ? undefined : length
  const valid = kind !== undefined && kind.passes(digits)
  const hits: Hit[] = []
  if (kind) hits.push({ detector: kind.detector, start: 0, end: digits.length, valid, sure: false, office: false })
  if (digits.length === 9) hits.push(bareNine(digits))
  else if (!valid && PHONE_DIGITS.has(digits.length))
    hits.push(...phonesIn(digits, [{ start: 0, end: digits.length, gap: '' }]))
  return hits
}
