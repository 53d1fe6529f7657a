/** What is found in a table does not depend on how the detectors come to see it: as rows, as it is written, in a thread of their own. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyText } from '#platform/copy'
import { isoYear } from './dates.ts'
import { hitsIn, isByDigits, isShaped, mayHit } from './hits.ts'
import { createLook, look } from './look.ts'
import { lookThrough } from './looking.ts'
import { passports, pesels, scanned } from './testing.ts'

const cell = fc.oneof(
  ...[pesels, passports, fc.string({ unit: 'grapheme' }), fc.constant(null)],
  fc.constantFrom('2024-05-17', '2024-05-17 12:30:00', '17.05.2024', '20240517', '7.714285714285714', '-12,5', '51.2464536', '3'),
  fc.constantFrom('ul. Długa 5/7', 'Anna Kowalska', 'a\tb\\', '600 700 800', '1.000.000.004.405', '4.4051401359e10', 'LU 12345', 'anna.kowalska', 'jan(at)wp.pl'),
  fc.stringMatching(/^[-+]?\d{1,12}[.,;:/ -]?\d{0,12}$/),
) // prettier-ignore
const names = ['pesel', 'liczba osób', 'data urodzenia', 'płeć', 'uwagi']
const rows = fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 1, maxLength: 30 })

async function written(given: (string | null)[][], apart: boolean) {
  const looking = lookThrough(names.map((name) => ({ name })), { before: 1, apart }) // prettier-ignore
  for (let i = 0; i < given.length; i += 3) await looking.take(copyText(given.slice(i, i + 3), i))
  return looking.end()
}

test('as it is written it reads as by its rows', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      expect(await written(given, false)).toEqual(await scanned(names, given))
    }),
  )
})

test('in a thread of their own the detectors find the same', async () => {
  const [given] = fc.sample(fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 3000, maxLength: 3000 }), { numRuns: 1, seed: 1 }) // prettier-ignore
  expect(await written(given!, true)).toEqual(await scanned(names, given!))
})

test('what is looked at no further has nothing in it', () => {
  const seen = createLook()
  fc.assert(
    fc.property(fc.oneof(cell, fc.stringMatching(/^[\d., /:-]{1,20}$/)), (text) => {
      look(text ?? '', seen)
      if (!mayHit(seen)) expect(hitsIn(text ?? '', seen).hits).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

const words = fc.constantFrom('ul. Długa', 'Anna Kowalska', 'os', 'm.', 'LU', 'ZKA', 'ABA', 'jan at o2.pl', 'sp', 'ur. 1.2.', 'rej. ', 'tel.', 'kod', 'Dr', '-', '/', ', ', ' ', '. ', '+') // prettier-ignore
const spelled = fc.array(fc.oneof(words, fc.stringMatching(/^\d{1,5}$/)), { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')) // prettier-ignore
const otherDigits = fc.infiniteStream(fc.constantFrom(...'123456789'))

test('what goes by its shape is found with other digits, too', () => {
  const seen = createLook()
  let shaped = 0
  fc.assert(
    fc.property(spelled, otherDigits, (text, digits) => {
      look(text, seen)
      if (!isShaped(seen) || isByDigits(text, seen)) return
      shaped++
      const other = text.replace(/[1-9]/g, () => digits.next().value)
      expect(hitsIn(other, seen).hits).toEqual(hitsIn(text, seen).hits)
    }),
    { numRuns: 3_000 },
  )
  expect(shaped).toBeGreaterThan(500)
})

test('in a moment as the norm writes it nothing else is found', () => {
  const seen = createLook()
  const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'))
  const moment = fc
    .tuple(fc.array(two, { minLength: 7, maxLength: 7 }), fc.constantFrom('', 'T', ' '))
    .map(([[a, b, month, day, ...time], mark]) => `${a}${b}-${month}-${day}${mark && mark + time.join(':')}`)
  fc.assert(
    fc.property(moment, (text) => {
      look(text, seen)
      if (isoYear(text, 0, text.length) >= 0) expect(hitsIn(text, seen).hits).toEqual([])
    }),
  )
})

test('a thread that is stopped is not waited for', async () => {
  const looking = lookThrough([{ name: 'x' }], { apart: true })
  await looking.take(copyText([['1']]))
  const ending = looking.end()
  looking.stop()
  await expect(ending).rejects.toThrow(/thread/)
})
