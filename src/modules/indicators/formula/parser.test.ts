/** The parser: what a formula means, and that hostile text is refused with a place, never with a crash. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Expression } from './ast.ts'
import { FORMULA_CHARS_MAX } from './lexer.ts'
import { parseFormula } from './parser.ts'

/** The tree with every grouping made visible. */
function shape(e: Expression): string {
  switch (e.kind) {
    case 'number':
      return String(e.value)
    case 'measure': {
      const choices = e.choices.map(
        ({ key, values }) => `${key}=${values === 'all' ? '*' : values.map((v) => v.text).join('|')}`,
      )
      return choices.length ? `${e.id}[${choices.join(';')}]` : e.id
    }
    case 'indicator':
      return `@${e.id}`
    case 'negation':
      return `-${shape(e.of)}`
    case 'group':
      return shape(e.of)
    case 'operation':
      return `(${shape(e.left)} ${e.operator} ${shape(e.right)})`
    case 'call':
      return `${e.name}(${e.args.map(shape).join(', ')})`
  }
}
const read = (text: string) => shape(parseFormula(text).root)

test.each([
  ['1 + 2 * 3', '(1 + (2 * 3))'],
  ['a - b - c', '((a - b) - c)'],
  ['a / b / c', '((a / b) / c)'],
  ['a / b * c', '((a / b) * c)'],
  ['(a + b) * c', '((a + b) * c)'],
  ['-a * b', '(-a * b)'],
  ['a - -b', '(a - --b)'.replace('--', '-')],
  ['a × b ÷ c − d', '(((a * b) / c) - d)'],
  ['1.5e3', '1500'],
  ['@iso37120-8.1', '@iso37120-8.1'],
  ['@iso37120-8.1 - 1', '(@iso37120-8.1 - 1)'],
  ['@a/@b', '(@a / @b)'],
  ['@iso37122-13.4.6+1', '(@iso37122-13.4.6 + 1)'],
  ['x[age=65-69;sex=male]', 'x[age=65-69;sex=male]'],
  ['x[ age = 65-69 | 70-74 ; sex = * ]', 'x[age=65-69|70-74;sex=*]'],
  ['x[election=European Parliament 2024] / y', '(x[election=European Parliament 2024] / y)'],
  ['sum_dims(x[age=65+|<5]) - 1', '(sum_dims(x[age=65+|<5]) - 1)'],
  ['lag(x, 1)', 'lag(x, 1)'],
  ['sum(a,\n  b,\n  c)', 'sum(a, b, c)'],
])('%s is %s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test('every part knows where it stands', () => {
  const { root } = parseFormula('a + lag(b[k=v], 2)')
  if (root.kind !== 'operation' || root.right.kind !== 'call') throw new Error('not the tree expected')
  expect(root.span).toEqual({ start: 0, end: 18 })
  expect(root.right.nameSpan).toEqual({ start: 4, end: 7 })
  expect(root.right.args[0]!.span).toEqual({ start: 8, end: 14 })
})

test.each([
  ['', 1, 1, 'end', '12.5 @indicator ( measure_name'],
  ['a +', 1, 4, 'end', '12.5 @indicator ( measure_name'],
  ['a + * b', 1, 5, 'text', '12.5 @indicator ( measure_name'],
  ['a b', 1, 3, 'text', '+ - * /'],
  ['(a', 1, 3, 'end', ')'],
  ['a)', 1, 2, 'text', '+ - * /'],
  ['a +\n  (b / )', 2, 8, 'text', '12.5 @indicator ( measure_name'],
  ['sum()', 1, 5, 'text', undefined],
  ['x[', 1, 3, 'end', 'name'],
  ['x[]', 1, 3, 'text', 'name'],
  ['x[age]', 1, 6, 'text', '='],
  ['x[age=]', 1, 7, 'text', '* name'],
  ['x[age=1;]', 1, 9, 'text', 'name'],
  ['x[age=6*]', 1, 8, 'text', ']'],
  ['x[a=b', 1, 6, 'end', ']'],
  ['1.2.3', 1, 4, 'text', ''],
  ['a ^ 2', 1, 3, 'text', ''],
  ['x["a"="b\u0000"]', 1, 9, 'text', ''],
  ['@', 1, 1, 'text', ''],
  ['@-a', 1, 1, 'text', ''],
  ['=1+1', 1, 1, 'text', ''],
  ['a; drop table b', 1, 2, 'text', ''],
])('%j is refused at %d:%d', (text, line, column, found, expected) => {
  const details: Record<string, unknown> = { line, column, found }
  if (expected !== undefined) details['expected'] = expected
  expect(() => parseFormula(text)).toThrow(
    expect.objectContaining({
      code: 'indicators.formula.syntax',
      status: 422,
      details: expect.objectContaining(details),
    }),
  )
})

test.each([
  ['1,5 * a', 'decimalComma'],
  ['a / b * 100%', 'percent'],
])('%s gets a hint', (text, hint) => {
  expect(() => parseFormula(text)).toThrow(expect.objectContaining({ details: expect.objectContaining({ hint }) }))
})

test.each([
  ['a long text', 'a+'.repeat(FORMULA_CHARS_MAX), 'tooLong'],
  ['many tokens', '1+'.repeat(1_500) + '1', 'tooLong'],
  ['deep parentheses', '('.repeat(100) + 'a' + ')'.repeat(100), 'tooDeep'],
  ['deep calls', 'sum('.repeat(300) + 'a' + ')'.repeat(300), 'tooDeep'],
  ['only open parentheses', '('.repeat(3_999), 'tooLong'],
  ['many signs', '-'.repeat(3_000) + 'a', 'tooLong'],
  ['a long selection', `x[a=${'b|'.repeat(1_500)}b]`, 'tooLong'],
])('hostile: %s', (_, text, code) => {
  expect(() => parseFormula(text)).toThrow(expect.objectContaining({ code: `indicators.formula.${code}` }))
})

test('the longest chains that are allowed are read', () => {
  expect(read(`${'-'.repeat(999)}a`)).toHaveLength(1_000)
  expect(read(`${'a+'.repeat(499)}a`)).toMatch(/^\(+a/)
})

test('any text is read or refused with a place inside it, and nothing else is thrown', () => {
  const pieces = fc.constantFrom(
    'a',
    'lag',
    '(',
    ')',
    '[',
    ']',
    '=',
    ';',
    '|',
    '*',
    ',',
    '+',
    '-',
    '/',
    '1',
    '.',
    '@a-1',
    ' ',
    '\n',
    'é',
    '\u0000',
    '💥',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 30 }).map((p) => p.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        try {
          const { root } = parseFormula(text)
          expect(root.span.end).toBeLessThanOrEqual(text.length)
        } catch (error) {
          const { code, details } = error as { code: string; details: { offset: number; line: number } }
          expect(code).toMatch(/^indicators\.formula\.(syntax|tooLong|tooDeep)$/)
          expect(details.offset).toBeLessThanOrEqual(text.length)
          expect(details.line).toBeGreaterThan(0)
        }
      },
    ),
    { numRuns: 500 },
  )
})
