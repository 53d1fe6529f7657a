/** A text is what it seems to be. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foreignText, foreignTexts, hasLink, plainText } from './index.ts'

test.each([
  ['direction turned round', 'Zapłać \u202ebilz 01\u202c teraz', 'Zapłać bilz 01 teraz'],
  ['isolates', '\u2067abc\u2069', 'abc'],
  ['nothing to be seen', 'la\u200bw\u00adka\ufeff', 'lawka'],
  ['letters for machines', 'a\u{e0041}\u{e0042}', 'a'],
  ['control signs', 'a\u0000b\u0007', 'ab'],
  ['a tower of marks', `z${'\u0335'.repeat(40)}`, `z${'\u0335'.repeat(4)}`],
  ['lines', ' a\r\nb\r\n\r\n\r\n\r\nc ', 'a\nb\n\nc'],
  ['markup is only letters', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['a join between signs of one picture', '👩\u200d🔬', '👩\u200d🔬'],
])('%s', (_, given, kept) => expect(plainText(given)).toBe(kept))

test('once is enough, and letters of all languages stay', () => {
  const any = fc.string({ unit: 'binary' })
  fc.assert(fc.property(any, (text) => plainText(plainText(text)) === plainText(text)))
  expect(plainText('Zażółć gęślą jaźń, їжачок, שלום')).toBe('Zażółć gęślą jaźń, їжачок, שלום')
})

test.each([
  ['zobacz https://example.org/x', true],
  ['wejdź na www.okazja', true],
  ['tanio: sklep-xyz.shop', true],
  ['Ławka przy ul. Lipowej 5. Na skwerze', false],
  ['koszt ok. 2.5 tys. zł', false],
])('%s', (text, is) => expect(hasLink(text)).toBe(is))

test('a name from elsewhere turns nothing around it', () => {
  expect(foreignText('Brzeg\u202egro')).toBe('Brzeggro')
  expect(foreignText('חיפה')).toBe('\u2068חיפה\u2069')
  expect(foreignTexts({ names: { en: 'A\u2067b' }, all: ['\u200bc', 1, null], is: true })).toEqual({ names: { en: 'Ab' }, all: ['c', 1, null], is: true }) // prettier-ignore
})
