/**
 * Reads unit text. A space or a dot multiplies, a stroke divides by exactly one factor (so that 'a/b c', which can be
 * read in two ways, is refused and asks for parentheses), 'per' divides by all that follows, and m2 is a square metre.
 */
import { placeOf, refuse, type Span } from './refusals.ts'
import { makeUnit, UNIT_POWER_MAX, type Ratio, type Unit } from './unit.ts'
import { LENGTH_NAMES, MULTIPLIERS, UNSCALABLE, unitName } from './unit-words.ts'

export const UNIT_CHARS_MAX = 200
const DEPTH_MAX = 4
const NUMBER_DIGITS_MAX = 15

type Token = Span & { kind: 'number' | 'word' | 'symbol'; text: string }
type Factors = { ratio: Ratio; words: Map<string, number> }

const TOKEN = /\s+|(?<number>\d+(?:\.\d+)?)|(?<word>[%‰]|[\p{L}°℃$€£¥_][\p{L}\p{Nd}_$]*)|(?<symbol>[()/*·^²³])/uy
const SUPERSCRIPTS: Record<string, number> = { '²': 2, '³': 3 }
const KEPT = new Map<string, Unit>()
const KEPT_MAX = 5_000

/** The unit a text names. Throws `indicators.formula.unit`, with the place. */
export function parseUnit(text: string): Unit {
  const kept = KEPT.get(text)
  if (kept) return kept
  const unit = readUnit(text)
  if (KEPT.size >= KEPT_MAX) KEPT.clear()
  KEPT.set(text, unit)
  return unit
}

function readUnit(text: string): Unit {
  if (text.length > UNIT_CHARS_MAX) throw wrong(text, { start: UNIT_CHARS_MAX, end: text.length }, 'tooLong')
  const reader = { text, tokens: tokenize(text), at: 0 }
  const { ratio, words } = readProduct(reader, 0)
  const rest = reader.tokens[reader.at]
  if (rest) throw wrong(text, rest, 'unexpected')
  const whole = { start: 0, end: text.length }
  const unscalable = [...words].find(([name]) => UNSCALABLE.has(name))
  const alone = words.size === 1 && unscalable?.[1] === 1 && ratio.num === ratio.den
  if (unscalable && !alone) throw wrong(text, whole, 'unscalable')
  const unit = makeUnit(ratio, words, text.trim())
  if (!unit) throw wrong(text, whole, 'tooLarge')
  return unit
}

type Reader = { text: string; tokens: Token[]; at: number }

function readProduct(reader: Reader, depth: number): Factors {
  const product: Factors = { ratio: { num: 1n, den: 1n }, words: new Map() }
  multiply(product, readFactor(reader, depth), 1)
  let divided = false
  for (;;) {
    const token = reader.tokens[reader.at]
    if (!token || token.text === ')') return product
    const over = token.text === '/'
    if (token.text === 'per' && token.kind === 'word') {
      reader.at++
      multiply(product, readProduct(reader, depth + 1), -1)
      return product
    }
    if (over || token.text === '*' || token.text === '·') reader.at++
    if (divided && !over) throw wrong(reader.text, token, 'ambiguous')
    divided ||= over
    multiply(product, readFactor(reader, depth), over ? -1 : 1)
  }
}

function readFactor(reader: Reader, depth: number): Factors {
  const token = reader.tokens[reader.at]
  const end = { start: reader.text.length, end: reader.text.length }
  if (!token) throw wrong(reader.text, end, 'ended')
  if (depth > DEPTH_MAX) throw wrong(reader.text, token, 'tooDeep')
  if (token.text === '(') {
    reader.at++
    const inner = readProduct(reader, depth + 1)
    const close = reader.tokens[reader.at]
    if (close?.text !== ')') throw wrong(reader.text, close ?? end, close ? 'unexpected' : 'ended')
    reader.at++
    return inner
  }
  if (token.kind === 'symbol') throw wrong(reader.text, token, 'unexpected')
  // 'per 1000' at the beginning is one in a thousand.
  if (token.text === 'per') {
    if (reader.at === 0) return { ratio: { num: 1n, den: 1n }, words: new Map() }
    throw wrong(reader.text, token, 'unexpected')
  }
  reader.at++
  if (token.kind === 'number') return { ratio: readNumber(reader, token), words: new Map() }
  return readWord(reader, token)
}

function readNumber(reader: Reader, token: Token): Ratio {
  const [whole = '', decimals = ''] = token.text.split('.')
  const num = BigInt(whole + decimals)
  const next = reader.tokens[reader.at]
  if (num === 0n) throw wrong(reader.text, token, 'zero')
  if (whole.length + decimals.length > NUMBER_DIGITS_MAX) throw wrong(reader.text, token, 'tooLarge')
  if (next?.kind === 'number') throw wrong(reader.text, { start: token.start, end: next.end }, 'twoNumbers')
  return { num, den: 10n ** BigInt(decimals.length) }
}

function readWord(reader: Reader, token: Token): Factors {
  const multiplier = MULTIPLIERS.get(unitName(token.text))
  if (multiplier) return { ratio: multiplier, words: new Map() }
  const squared = /^(.+?)([23])$/.exec(token.text)
  if (squared && LENGTH_NAMES.has(unitName(squared[1]!))) return oneWord(unitName(squared[1]!), Number(squared[2]))
  return oneWord(unitName(token.text), readPower(reader))
}

function readPower(reader: Reader): number {
  const sign = reader.tokens[reader.at]
  if (!sign || !(sign.text === '^' || sign.text in SUPERSCRIPTS)) return 1
  reader.at++
  if (sign.text !== '^') return SUPERSCRIPTS[sign.text]!
  const power = reader.tokens[reader.at++]
  if (power && /^[1-9]\d?$/.test(power.text) && Number(power.text) <= UNIT_POWER_MAX) return Number(power.text)
  throw wrong(reader.text, power ?? sign, 'power')
}

const oneWord = (name: string, power: number): Factors => ({
  ratio: { num: 1n, den: 1n },
  words: new Map([[name, power]]),
})

function multiply(into: Factors, by: Factors, sign: 1 | -1): void {
  const [num, den] = sign === 1 ? [by.ratio.num, by.ratio.den] : [by.ratio.den, by.ratio.num]
  into.ratio = { num: into.ratio.num * num, den: into.ratio.den * den }
  for (const [name, power] of by.words) into.words.set(name, (into.words.get(name) ?? 0) + sign * power)
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    if (!match) throw wrong(text, { start: at, end: at + (text.codePointAt(at)! > 0xffff ? 2 : 1) }, 'character')
    const kind = match.groups!['number'] ? 'number' : match.groups!['word'] ? 'word' : 'symbol'
    if (match[0].trim()) tokens.push({ kind, text: match[0], start: at, end: at + match[0].length })
    at += match[0].length
  }
  return tokens
}

type Why =
  | 'ended' | 'unexpected' | 'ambiguous' | 'character' | 'zero' | 'twoNumbers' | 'power'
  | 'unscalable' | 'tooLong' | 'tooLarge' | 'tooDeep' // prettier-ignore

function wrong(text: string, span: Span, why: Why) {
  return refuse.unit({ ...placeOf(text, span), unit: text.slice(0, UNIT_CHARS_MAX), why })
}
