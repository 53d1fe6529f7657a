/** What was written for COPY is found in it again, cell by cell. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellIn, copyText, createCopyText, isOtherwise, MISSING, SAID, textsOf, type PlacedCells } from './index.ts'

const odd = fc.constantFrom('', '\\N', '\\.', '\\', 'a\tb\nc\rd\\', 'zażółć', 'zażółć\t', '\\t', ' ')
const cell = fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), odd))
const rowsOfThree = fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 })

test('every cell is found as it was, a missing one as empty', () => {
  fc.assert(
    fc.property(rowsOfThree, fc.boolean(), (rows, isNumbered) => {
      const { bytes, ends } = copyText(rows, isNumbered ? 5 : undefined)
      const text = bytes.toString()
      const found = Array.from(ends, (_, i) => cellIn(text, ends, i))
      const wanted = rows.map((row, i) => [...(isNumbered ? [String(6 + i)] : []), ...row.map((one) => (one ?? '').toWellFormed())]) // prettier-ignore
      expect(found).toEqual(wanted.flat())
    }),
  )
})

test('more rows than there was room for', () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => [String(i), null])
  const { ends } = copyText(rows)
  expect(ends.length).toBe(10_000)
  expect(isOtherwise(ends[0]!)).toBe(false)
  expect(isOtherwise(ends[1]!)).toBe(true)
})

test('written in one place again and again, each text is whole', () => {
  const [one, other] = [createCopyText(), createCopyText()]
  for (const text of ['a'.repeat(200_000), 'b', 'ć\t'.repeat(70_000), '']) {
    expect(one([[text, null]], 3)).toEqual(copyText([[text, null]], 3))
    other([['x'.repeat(300)]])
  }
})

/** The rows as places in a text that holds every second cell; the others are said. */
function placedOf(rows: (string | null)[][], width: number): PlacedCells {
  const placed: PlacedCells = { text: '…', rows: rows.length, width, from: new Int32Array(rows.length * width), to: new Int32Array(rows.length * width), said: new Map() } // prettier-ignore
  for (const [at, one] of rows.flat().entries()) {
    placed.from[at] = one === null ? MISSING : at % 2 === 0 ? placed.text.length : SAID
    if (one !== null && at % 2 === 0) placed.text += `${one};`
    if (one !== null && at % 2 === 1) placed.said.set(at, one)
    placed.to[at] = placed.text.length - 1
  }
  return placed
}

test('cells that stand in a text are written as if they had been cut out', () => {
  fc.assert(
    fc.property(rowsOfThree, (rows) => {
      const placed = placedOf(rows, 3)
      expect(textsOf(placed)).toEqual(rows)
      expect(copyText(placed, 7)).toEqual(copyText(rows, 7))
    }),
  )
})
