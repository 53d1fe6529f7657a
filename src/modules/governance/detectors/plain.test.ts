/** Data that are about nobody: real ones of the city pack and of other cities, and tables that look like persons and are none. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { scanned, told } from './testing.ts'

const NOTES_MAX = 2

const csv = (text: string): string[][] =>
  parse(text, { delimiter: text.slice(0, 200).includes(';') ? ';' : ',', relax_column_count: true, bom: true })

async function findingsOf(text: string) {
  const [names, ...rows] = csv(text)
  return scanned(names!, rows)
}

test.each(globSync('cities/*/data/*.csv'))('%s: nothing blocks, few notes', { timeout: 60_000 }, async (path) => {
  const findings = await findingsOf(readFileSync(path, 'utf8'))
  expect(told(findings).filter((text) => !text.startsWith('smallCells'))).toEqual([])
  expect(findings.length).toBeLessThanOrEqual(NOTES_MAX)
})

const CITIES = '../shared/facts/cities.csv.gz'
const FACTS = [CITIES, '/work/shared/facts/cities.csv.gz'].find(existsSync)
test.skipIf(!FACTS)('figures of Polish cities: nothing blocks, few notes', { timeout: 60_000 }, async () => {
  const findings = await findingsOf(gunzipSync(readFileSync(FACTS!)).toString())
  expect(told(findings).filter((text) => !text.startsWith('smallCells'))).toEqual([])
})

let state = 3
const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
const whole = (from: number, to: number) => from + Math.floor(next() * (to - from))
const pick = (...all: string[]) => all[whole(0, all.length)]!
const rows = (make: (i: number) => string[]) => Array.from({ length: 2_000 }, (_, i) => make(i))
const fixed = (n: number, length: number) => String(n).padStart(length, '0')
function ean(): string {
  const twelve = `590${fixed(whole(0, 1e9), 9)}`
  const sum = [...twelve].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0)
  return twelve + ((10 - (sum % 10)) % 10)
}

test.each([
  ['codes of areas', ['teryt', 'simc', 'nazwa'], rows(() => [`0663${fixed(whole(0, 1000), 3)}`, fixed(whole(0, 1e7), 7), pick('Lublin', 'Świdnik', 'Bełżyce')])],
  ['goods and prices', ['ean', 'cena', 'data', 'ilość'], rows(() => [ean(), `${whole(1, 900)},${fixed(whole(0, 100), 2)}`, `2024-0${whole(1, 10)}-1${whole(0, 10)}`, String(whole(1, 5))])],
  ['large sums', ['zadanie', 'kwota'], rows((i) => [`Zadanie nr ${i}`, `${whole(1, 999)} ${fixed(whole(0, 1000), 3)} ${fixed(whole(0, 1000), 3)}`])],
  ['stops', ['nazwa przystanku', 'linia', 'odjazd'], rows(() => [pick('Plac Litewski 02', 'Jana Pawła II 03', 'Kowalska', 'Chopina 01'), String(whole(1, 60)), `${whole(5, 23)}:${whole(10, 59)}`])],
  ['trees', ['gatunek', 'obwód', 'ulica'], rows(() => [pick('Klon zwyczajny', 'Lipa drobnolistna', 'Róża dzika', 'Dąb szypułkowy'), String(whole(20, 400)), pick('Lubelska', 'Krakowska', 'Lipowa', 'Jana Sawy')])],
  ['counties', ['powiat', 'stolica'], rows(() => [pick('bialski', 'biłgorajski', 'chełmski', 'Lubelski', 'Łęczyński'), pick('Biała Podlaska', 'Kazimierz Dolny', 'Mińsk Mazowiecki')])],
  ['identifiers', ['id', 'uuid', 'hash'], rows((i) => [String(10_000_000_000 + i), `${fixed(whole(0, 2 ** 32), 10)}-4a1b-9c2d-${fixed(whole(0, 1e12), 12)}`, fixed(whole(0, 1e15), 15)])],
  ['times', ['start', 'koniec', 'data i czas'], rows(() => ['2024-05-17T12:30:00', '2024-05-17 12:30:00.123456', `1${whole(0, 9)}.05.2024 12:30`])],
  ['rates', ['wskaźnik', 'p', 'z'], rows(() => [(next() * 100).toFixed(11), String(next()), String(-next() * 1e9)])],
  ['events by number of words', ['tytuł', 'miejsce'], rows(() => [pick('Koncert w parku', 'Noc Kultury 2024', 'Maraton 2023', 'Dni Otwarte 12'), pick('Sala nr 12', 'Scena 3', 'Etap 2', 'Klasa 4')])],
  ['laws', ['akt'], rows((i) => [`Dz.U. 2023 poz. ${i}, art. ${whole(1, 99)} ust. 2`])],
  ['makes of cars', ['marka', 'model'], rows(() => [pick('Toyota', 'Skoda', 'Ford'), pick('Yaris 2', 'Octavia', 'Focus 12')])],
  ['versions', ['wersja', 'kod'], rows(() => [`1.${whole(0, 20)}.${whole(0, 20)}.0`, `AB-${whole(0, 1e6)}`])],
] as [string, string[], string[][]][])('%s: nothing at all', async (_, names, table) => {
  expect(told(await scanned(names, table))).toEqual([])
}) // prettier-ignore

test('a list of schools with their contacts: notes, and nothing that stops it', async () => {
  const schools = rows((i) => [
    `Szkoła Podstawowa nr ${i} im. Jana Kochanowskiego`, `ul. Lipowa ${i}`, '20-020', '81 466 20 00', `sp${i}@example.org`, `7${fixed(i, 9)}`,
  ]) // prettier-ignore
  const findings = await scanned(['nazwa szkoły', 'adres', 'kod pocztowy', 'telefon', 'e-mail', 'NIP'], schools)
  expect(findings.filter(({ severity }) => severity === 'blocks')).toEqual([])
  expect(findings.filter(({ detector }) => detector !== 'nip').every(({ severity }) => severity === 'note')).toBe(true)
})
