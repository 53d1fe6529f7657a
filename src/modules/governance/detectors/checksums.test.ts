/** Checksums on numbers that others published, and on what is nearly one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tail, verdict } from './chance.ts'
import { BASE_RATES, isIban, isIdentityCard, isNip, isNrb, isPassport, isPesel, isRegon } from './checksums.ts'
import { ibans, identityCards, nips, passports, pesels, regons } from './testing.ts'

test('numbers of public examples pass', () => {
  expect(['44051401359', '44051401458', '02070803628', '02270803624'].map(isPesel)).toEqual([true, true, true, true])
  expect(['5261040828', '7740001454', '1234563218'].map(isNip)).toEqual([true, true, true])
  expect(['123456785', '012100784', '12345678512347'].map(isRegon)).toEqual([true, true, true])
  expect(['ABA300000', 'ABS123456'].map(isIdentityCard)).toEqual([true, true])
  expect(['ZS0000177', 'AA0000000'].map(isPassport)).toEqual([true, true])
  expect(['GB82WEST12345698765432', 'DE89370400440532013000', 'PL61109010140000071219812874'].map(isIban)).toEqual([true, true, true]) // prettier-ignore
  expect(isNrb('61109010140000071219812874')).toBe(true)
})

test('dates of PESEL follow the calendar and the centuries', () => {
  const withDate = (date: string) => [...'0123456789'].some((last) => isPesel(`${date}1234${last}`))
  expect(withDate('040229')).toBe(true)
  expect(withDate('000229')).toBe(false) // 1900 was no leap year
  expect(withDate('002229')).toBe(true) // 2000 was one
  expect(withDate('004229')).toBe(false) // 2100 will be none
  expect(withDate('808131')).toBe(true) // 1880-01-31
  expect(withDate('809331')).toBe(false)
  expect(withDate('850431')).toBe(false)
  expect(withDate('850013')).toBe(false)
})

test('one changed digit never passes', () => {
  const mutated = (text: string, at: number, by: number) => {
    const places = [...text.matchAll(/\d/g)].map(({ index }) => index)
    const place = places[at % places.length]!
    return text.slice(0, place) + String((Number(text[place]) + by) % 10) + text.slice(place + 1)
  }
  const cases = [
    [pesels, isPesel],
    [nips, isNip],
    [ibans, isIban],
    [identityCards, isIdentityCard],
    [passports, isPassport],
  ] as const
  for (const [arbitrary, passes] of cases)
    fc.assert(
      fc.property(arbitrary, fc.nat(40), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
        expect(passes(text)).toBe(true)
        expect(passes(mutated(text, at, by))).toBe(false)
      }),
    )
  fc.assert(fc.property(regons, (text) => isRegon(text)))
})

test('random numbers pass as often as the base rates say', () => {
  const draws = 200_000
  let state = 1
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const number = (length: number) => Array.from({ length }, () => Math.floor(next() * 10)).join('')
  const share = (length: number, passes: (text: string) => boolean) => {
    let passed = 0
    for (let i = 0; i < draws; i++) if (passes(number(length))) passed++
    return passed / draws
  }
  expect(share(11, isPesel)).toBeCloseTo(0.1826 * BASE_RATES.pesel, 2)
  expect(share(9, isRegon)).toBeCloseTo(BASE_RATES.regon, 2)
  expect(share(10, isNip)).toBeCloseTo(0.9 * BASE_RATES.nip, 2)
  expect(share(26, isNrb)).toBeCloseTo(0.9 * BASE_RATES.iban, 2)
})

test('how likely it is that chance did it', () => {
  expect(tail(1, 1, 0.1)).toBeCloseTo(0.1)
  expect(tail(6, 6, 0.1)).toBeCloseTo(1e-6)
  expect(tail(1000, 100, 0.1)).toBe(1)
  expect([verdict(1, 1, 0.1), verdict(3, 3, 0.1), verdict(7, 7, 0.1), verdict(1000, 110, 0.1)]).toEqual(['possible', 'likely', 'certain', 'chance']) // prettier-ignore
})
