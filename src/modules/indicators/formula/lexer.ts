/** The words of a formula. Inside [ ] other rules hold: 65-69 is a name there, not a subtraction. */
import { createToken, Lexer, type IToken } from 'chevrotain'
import { placeOf, refuse } from './refusals.ts'

export const FORMULA_CHARS_MAX = 4_000
export const FORMULA_TOKENS_MAX = 1_000
export const FORMULA_DEPTH_MAX = 32

const Space = createToken({ name: 'Space', pattern: /[ \t\r\n\u00a0\u202f]+/, group: Lexer.SKIPPED, line_breaks: true })
export const Numeral = createToken({ name: 'Numeral', label: '12.5', pattern: /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/ })
export const Name = createToken({ name: 'Name', label: 'measure_name', pattern: /[A-Za-z_][A-Za-z0-9_]*/ })
export const Reference = createToken({
  name: 'Reference',
  label: '@indicator',
  pattern: /@[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*/,
})
export const Plus = createToken({ name: 'Plus', label: '+', pattern: '+' })
export const Minus = createToken({ name: 'Minus', label: '-', pattern: /[-\u2212\u2013]/ })
export const Times = createToken({ name: 'Times', label: '*', pattern: /[*\u00d7\u00b7]/ })
export const Over = createToken({ name: 'Over', label: '/', pattern: /[/\u00f7]/ })
export const Open = createToken({ name: 'Open', label: '(', pattern: '(' })
export const Close = createToken({ name: 'Close', label: ')', pattern: ')' })
export const Comma = createToken({ name: 'Comma', label: ',', pattern: ',' })
export const OpenChoice = createToken({ name: 'OpenChoice', label: '[', pattern: '[', push_mode: 'choice' })

export const CloseChoice = createToken({ name: 'CloseChoice', label: ']', pattern: ']', pop_mode: true })
export const Equals = createToken({ name: 'Equals', label: '=', pattern: '=' })
export const Semicolon = createToken({ name: 'Semicolon', label: ';', pattern: ';' })
export const Bar = createToken({ name: 'Bar', label: '|', pattern: '|' })
export const Star = createToken({ name: 'Star', label: '*', pattern: '*' })
export const Value = createToken({
  name: 'Value',
  label: 'name',
  pattern:
    /[^=;|*[\]\s\u0000-\u001f\u007f](?:[^=;|*[\]\u0000-\u001f\u007f\u2028\u2029]*[^=;|*[\]\s\u0000-\u001f\u007f])?/,
})

const formula = [Space, Numeral, Name, Reference, Plus, Minus, Times, Over, Open, Close, Comma, OpenChoice]
const choice = [Space, CloseChoice, Equals, Semicolon, Bar, Star, Value]
export const VOCABULARY = [...formula, ...choice.slice(1)]

const lexer = new Lexer({ modes: { formula, choice }, defaultMode: 'formula' }, { positionTracking: 'onlyOffset' })

/** The tokens of a formula. Refuses what is too long, nested too deeply, or holds a character that has no meaning. */
export function tokenize(text: string): IToken[] {
  if (text.length > FORMULA_CHARS_MAX) {
    const place = placeOf(text, { start: FORMULA_CHARS_MAX, end: text.length })
    throw refuse.tooLong({ ...place, what: 'characters', found: text.length, max: FORMULA_CHARS_MAX })
  }
  const { tokens, errors } = lexer.tokenize(text)
  const [error] = errors
  if (error) {
    const end = error.offset + (text.codePointAt(error.offset)! > 0xffff ? 2 : 1)
    const place = placeOf(text, { start: error.offset, end })
    const hint = place.text === '%' ? 'percent' : 'none'
    throw refuse.syntax({ ...place, found: 'text', expected: '', hint })
  }
  const excess = tokens[FORMULA_TOKENS_MAX]
  if (excess) {
    const place = placeOf(text, { start: excess.startOffset, end: text.length })
    throw refuse.tooLong({ ...place, what: 'parts', found: tokens.length, max: FORMULA_TOKENS_MAX })
  }
  refuseDeepNesting(text, tokens)
  return tokens
}

function refuseDeepNesting(text: string, tokens: readonly IToken[]): void {
  let depth = 0
  for (const token of tokens) {
    if (token.tokenType === Open) depth++
    else if (token.tokenType === Close) depth--
    if (depth <= FORMULA_DEPTH_MAX) continue
    const place = placeOf(text, { start: token.startOffset, end: token.startOffset + 1 })
    throw refuse.tooDeep({ ...place, max: FORMULA_DEPTH_MAX, what: 'parentheses' })
  }
}
