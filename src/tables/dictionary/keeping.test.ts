/** What may stand as it is written is what reading it would have made of it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textsOf } from '#platform/copy'
import { createSigns } from '#platform/text'
import { readTable } from '../read.ts'
import { rowsOf, text } from '../testing.ts'
import { TYPES } from '../types.ts'
import { conform } from './conform.ts'
import { keepOf } from './keeping.ts'
import { readerOf } from './readers.ts'
import { Dictionary, type Field } from './schema.ts'

const cell = fc.oneof(
  fc.constantFrom('true', 'false', 'tak', '1', '2025-02-28', '2025-02-29', '0000-01-01', '2025-12-31T23:59:59', '2025-12-31T24:00:00', '2025-12-31 10:00:00'),
  fc.constantFrom('0', '-0', '-0.0', '0.0', '007', '0.50', '12.', '.5', '1,5', '1.234', '-', '-12.340', '1e5', '12 zł', '0012', ' 5', '5 ', 'Łódź ', 'b.d.', "it's", ''),
  fc.stringMatching(/^-?\d{0,4}[.,]?\d{0,4}$/),
  fc.stringMatching(/^\d{4}-[01]\d-[0-3]\d(?:T[0-2]\d:[0-6]\d:[0-6]\d)?$/),
) // prettier-ignore
const field: fc.Arbitrary<Field> = fc.record(
  {
    name: fc.constant('x'),
    type: fc.constantFrom(...TYPES),
    format: fc.constantFrom('%Y-%m-%d', 'any', '%d.%m.%Y', '%Y-%m-%dT%H:%M:%S'),
    decimalChar: fc.constantFrom('.', ','),
    unit: fc.constant('zł'),
    missingValues: fc.constantFrom(['b.d.', '-'], ['0']),
  },
  { requiredKeys: ['name', 'type'] },
)

test('wherever it stands in a text', () => {
  fc.assert(
    fc.property(field, cell, (of, said) => {
      const read = readerOf(of)
      const end = said === '' ? -1 : (keepOf(of, read)?.(createSigns()(`;${said};`), 1, said.length + 1) ?? -1)
      if (end >= 0) expect(`;${said};`.slice(1, end)).toBe(read(said, () => {}))
    }),
    { numRuns: 3_000 },
  )
})

test('cells in their places say what the rows say', async () => {
  const fields = fc.array(field, { minLength: 3, maxLength: 3 })
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(fields, rows, async (of, given) => {
      const dictionary = Dictionary.parse({ fields: of.map((one, i) => ({ ...one, name: `c${i}` })) })
      const file = text(['c0;c1;c2', ...given.map((one) => one.join(';'))].join('\n'))
      const opened = async () =>
        conform(await readTable(file, { delimiter: ';', quote: null, headerRows: 1 }), dictionary)
      const placed = []
      const beside = await opened()
      for await (const batch of beside.batches) placed.push(...textsOf(batch.placed!))
      const alone = await opened()
      expect(placed).toEqual(await rowsOf(alone.rows))
      expect(beside.problems.list()).toEqual(alone.problems.list())
    }),
  )
})
