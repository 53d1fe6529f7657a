/** What was written for COPY is found in it again, cell by cell. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyText, createCopyText, createCut } from './index.ts'

test('every cell is found as it was, a missing one as empty', () => {
  const odd = fc.constantFrom('', '\\N', '\\.', '\\', 'a\tb\nc\rd\\', 'zażółć', '\\t', ' ')
  const cell = fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), odd))
  const width = 3
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }), fc.boolean(), (rows, isNumbered) => {
      const text = copyText(rows, isNumbered ? 5 : undefined).toString()
      const all = isNumbered ? width + 1 : width
      const { rows: count, ends, written } = createCut(all)(text)
      const at = (i: number) => written.get(i) ?? text.slice(i === 0 ? 0 : ends[i - 1]! + 1, ends[i])
      const found = Array.from({ length: count * all }, (_, i) => at(i))
      const wanted = rows.map((row, i) => [...(isNumbered ? [String(6 + i)] : []), ...row.map((one) => (one ?? '').toWellFormed())]) // prettier-ignore
      expect(found).toEqual(wanted.flat())
    }),
  )
})

test('more rows than there was room for', () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => [String(i), null])
  expect(createCut(2)(copyText(rows).toString()).rows).toBe(5_000)
})

test('written in one place again and again, each text is whole', () => {
  const [one, other] = [createCopyText(), createCopyText()]
  for (const text of ['a'.repeat(200_000), 'b', 'ć\t'.repeat(70_000), '']) {
    expect(one([[text, null]], 3)).toEqual(copyText([[text, null]], 3))
    other([['x'.repeat(300)]])
  }
})
