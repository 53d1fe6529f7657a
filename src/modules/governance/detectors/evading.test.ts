/** Ways of writing that hide a person from a hasty look: as spreadsheets spoil numbers, as people get around filters. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { one, pesels, scanned, told } from './testing.ts'

const of = (all: string[], write: (pesel: string) => string) => one('x', all.map(write))
const numbers = fc.sample(pesels, { numRuns: 40, seed: 11 }).filter((pesel) => !pesel.startsWith('0'))

test.each<[string, (pesel: string) => string]>([
  ['an apostrophe in front', (pesel) => `'${pesel}`],
  ['as a formula', (pesel) => `="${pesel}"`],
  ['each digit apart', (pesel) => [...pesel].join(' ')],
  ['date and rest', (pesel) => `${pesel.slice(0, 6)}/${pesel.slice(6)}`],
  ['on two lines', (pesel) => `${pesel.slice(0, 6)}\n${pesel.slice(6)}`],
  ['thousands with spaces', (pesel) => `${pesel.slice(0, 2)} ${pesel.slice(2, 5)} ${pesel.slice(5, 8)} ${pesel.slice(8)}`],
  ['thousands with commas', (pesel) => `${pesel.slice(0, 2)},${pesel.slice(2, 5)},${pesel.slice(5, 8)},${pesel.slice(8)}`],
  ['scientific', (pesel) => `${pesel[0]}.${pesel.slice(1)}E+10`],
  ['scientific, with a comma', (pesel) => `${pesel[0]},${pesel.slice(1)}E+10`],
])('PESEL: %s', async (_, write) => {
  expect(told(await of(numbers, write))).toContain('pesel certain blocks')
}) // prettier-ignore

test('a PESEL that a spreadsheet rounded still says when somebody was born: a person decides', async () => {
  const rounded = numbers.map((pesel) => Number(pesel).toExponential(5).replace('e', 'E'))
  expect(told(await one('PESEL', rounded))).toEqual(['pesel possible decide'])
  expect(told(await one('wartość', ['9.20203E+10', '1.2E+5', '3.14E-2']))).toEqual([])
})

test('names in two columns, declined, without marks, in capitals or in small letters', async () => {
  const people = [['Annie', 'Kowalskiej'], ['Janowi', 'Nowakowi'], ['Marię', 'Wiśniewską'], ['Piotrem', 'Zielińskim'], ['Krzysztofa', 'Wójcika'], ['Katarzyny', 'Lewandowskiej']] // prettier-ignore
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l')
  for (const write of [String, plain, (text: string) => text.toUpperCase(), (text: string) => text.toLowerCase()])
    expect(told(await scanned(['a', 'b'], people.map((row) => row.map(write))))).toEqual(['surname possible decide', 'givenName likely note']) // prettier-ignore
})

test.each([
  ...['+48601234567', '0048601234567', '0048 601 234 567', '(+48) 601 234 567', '(48)601234567', '+48 601-234-567'],
  ...['00380501234567', '00380 50 123 45 67'],
])('telephone: %s', async (number) => {
  expect(told(await one('x', [number]))).toEqual(['phone likely decide'])
  expect(told(await one('uwagi', [`proszę dzwonić ${number} po 16`]))).toContain('phone likely decide')
})

test('telephones with the zero of old stand where the header says so', async () => {
  expect(told(await one('telefon', ['0601234567', '0 601 234 567']))).toEqual(['phone likely decide'])
  expect(told(await one('numer', ['0601234567', '0601234568']))).toEqual([])
})

test.each(['LU 12345', 'lu12345', 'LUB  4C12', 'LUB-4C12', 'lub 4c12'])('plate: %s', async (plate) => {
  expect(told(await one('nr rejestracyjny', [plate]))).toEqual(['plate likely decide'])
  expect(told(await one('uwagi', [`zaparkowany samochód ${plate} na chodniku`]))).toContain('plate likely decide')
})

test('accounts in small letters, also of other countries', async () => {
  expect(told(await one('x', ['pl61 1090 1014 0000 0712 1981 2874']))).toEqual(['iban likely decide'])
  expect(told(await one('x', ['de89 3704 0044 0532 0130 00']))).toEqual(['iban likely decide'])
})

test.each([
  ...['jan.nowak(at)gmail.com', 'jan.nowak [at] gmail [dot] com', 'jan.nowak at gmail.com', 'jan.nowak AT gmail DOT com'],
  ...['jan.nowak małpa gmail.com', 'jan.nowak_at_gmail.com', 'jan.nowak<at>gmail.com', 'jan.nowak＠gmail.com'],
  ...['jan.nowak%40gmail.com', 'jan.nowak&#64;gmail.com', 'jan.nowak @ gmail.com', 'jan.nowak{@}gmail.com'],
])('e-mail: %s', async (address) => {
  expect(told(await one('x', [address]))).toContain('email likely decide')
}) // prettier-ignore

test('where data may be had is nobody’s letter box', async () => {
  expect(told(await one('opis', ['Dane dostępne at dane.gov.pl', 'available at data.example.org', '2 kg @ 5.00 zł']))).toEqual([]) // prettier-ignore
  expect(told(await one('kwota', ['12,345,678,901', '1,234,567,890']))).toEqual([])
})
