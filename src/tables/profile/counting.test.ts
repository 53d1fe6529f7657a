/** What is told of a file does not depend on the thread that counts it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTable } from '../read.ts'
import { rowsOf } from '../testing.ts'
import type { Profile, TableSource } from '../types.ts'
import { profileTable } from './index.ts'

const cell = fc.oneof(
  fc.constantFrom('', ' ', '12', '-1,5', '1.234', '0012', '3 km', '4 zł', '31.12.2025', '30.02.2025', '2025-01-01T12:30:00', 'tak', 'nie', 'b.d.', '#REF!', 'ą', '20-001'),
  fc.constantFrom('"a;b"', '"a ""b"" c"', '"two\nlines"', "'=1+1", '"open', '""', 'POINT(22.5 51.2)', 'POLYGON((0 0,1 1,0 1))', '12345678901234567890'),
) // prettier-ignore

test('a file is the same in one thread and in two', async () => {
  const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 5 }), { minLength: 100, maxLength: 400 })
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const file = Buffer.from(['a;b;szerokość;d', ...given.map((one) => one.join(';'))].join('\n'))
      const told = (apartBytes: number) => profileTable(file, { apartBytes }).catch((error: Error) => error.message)
      expect(await told(0)).toEqual(await told(Infinity))
    }),
    { numRuns: 3 },
  )
})

test('many rows with many different values, too', async () => {
  const lines = Array.from(
    { length: 25_000 },
    (_, i) => `${i},${(i * 7919) % 1013},${i % 7 === 0 ? '' : (i * 31) / 8},x${i % 12_000}`,
  )
  const file = Buffer.from(['nr,group,value,name', ...lines].join('\n'))
  expect(await profileTable(file, { apartBytes: 0 })).toEqual(await profileTable(file, { apartBytes: Infinity }))
})

test('a source that writes over what it gave before is read as any other', async () => {
  const lines = Array.from({ length: 40_000 }, (_, i) => `${i};${i % 3 === 0 ? 'zażółć' : 'x'};"a;${i % 9}"\n`)
  const bytes = Buffer.from(['nr;nazwa;uwagi\n', ...lines].join(''))
  async function* overwriting() {
    const block = Buffer.alloc(300_000)
    for (let at = 0; at < bytes.length; at += block.length)
      yield block.subarray(0, bytes.copy(block, 0, at, Math.min(bytes.length, at + block.length)))
  }
  const cells = async (source: TableSource, as: Profile) => rowsOf((await readTable(source, { as })).rows())
  const profile = await profileTable(bytes)
  expect(await profileTable(overwriting)).toEqual(profile)
  expect(await cells(overwriting, profile)).toEqual(await cells(bytes, profile))
})
