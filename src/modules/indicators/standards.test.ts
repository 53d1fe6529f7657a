/** The standards that come with the house, and what happens to one that is wrong. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readStandards, Standard, StandardsInvalid } from './standards.ts'

const FOLDER = join(import.meta.dirname, '../../../standards')
const LANGS = ['pl', 'en', 'uk'] as const
type Texts = Record<(typeof LANGS)[number], string>

const standards = await readStandards(FOLDER)
const standard = (id: string) => standards.find((one) => one.id === id)!
const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

/** Every text in three languages, with the place it stands in. */
const texts = standards.flatMap(({ id, name, note, themes, indicators }): [string, Texts][] => [
  [id, name],
  [`${id} note`, note],
  ...themes.map(({ id: theme, names }): [string, Texts] => [`${id} ${theme}`, names]),
  ...indicators.flatMap(({ code, names, numerator, denominator }): [string, Texts][] => [
    [`${id} ${code}`, names],
    ...(numerator ? [[`${id} ${code} numerator`, numerator] as [string, Texts]] : []),
    ...(denominator ? [[`${id} ${code} denominator`, denominator] as [string, Texts]] : []),
  ]),
])

test.each([
  ['iso37120', 19, 128],
  ['iso37122', 19, 80],
  ['iso37123', 16, 68],
  ['u4ssc', 30, 91],
  ['sdg', 17, 169],
])('%s has %i themes and %i indicators', (id, themes, indicators) => {
  expect(standard(id).themes).toHaveLength(themes)
  expect(standard(id).indicators).toHaveLength(indicators)
})

test('ISO 37120 has 45 core, 59 supporting and 24 profile indicators, and says which kinds are inferred', () => {
  const { indicators } = standard('iso37120')
  const count = (kind: string) => indicators.filter((one) => one.kind === kind).length
  expect([count('core'), count('supporting'), count('profile')]).toEqual([45, 59, 24])
  expect(indicators.filter(({ unverified }) => unverified.includes('kind'))).toHaveLength(63)
})

test('every indicator stands in order, and every theme that contains no theme has one', () => {
  for (const { id, themes, indicators } of standards) {
    const order = themes.map((theme) => theme.id)
    const places = indicators.map(({ theme }) => order.indexOf(theme))
    expect(places, id).toEqual(places.toSorted((a, b) => a - b))
    const parents = new Set(themes.map(({ parent }) => parent))
    expect(order.filter((theme) => !parents.has(theme) && !indicators.some((one) => one.theme === theme))).toEqual([])
  }
})

test('the Goals have the targets the Agenda numbers', () => {
  const { indicators } = standard('sdg')
  const counts = Array.from(
    { length: 17 },
    (_, at) => indicators.filter((one) => one.theme === `goal-${at + 1}`).length,
  )
  expect(counts).toEqual([7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19])
})

test('names of one standard differ from each other within a theme', () => {
  for (const { id, indicators } of standards)
    for (const lang of LANGS) {
      const names = indicators.map(({ theme, names }) => `${id} ${theme} ${names[lang]}`)
      expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
    }
})

test('each language speaks for itself', () => {
  const same = texts.filter(([, { pl, en, uk }]) => pl === en || uk === en || uk === pl)
  expect(same.map(([, { en }]) => en)).toEqual(['Transport'])
})

test('Cyrillic only in Ukrainian, none of its words mixed with Latin letters, no letter of another language', () => {
  const wrong = texts.filter(
    ([, { pl, en, uk }]) =>
      /\p{Script=Cyrillic}/u.test(pl + en) ||
      !/\p{Script=Cyrillic}/u.test(uk) ||
      /\p{Script=Cyrillic}\p{Script=Latin}|\p{Script=Latin}\p{Script=Cyrillic}/u.test(uk) ||
      /[ыэёъ]/i.test(uk) ||
      /[ąćęłńóśźż]/i.test(en),
  )
  expect(wrong).toEqual([])
})

test('names fit a heading', () => {
  const names = standards.flatMap(({ indicators }) => indicators.flatMap(({ names }) => Object.values(names)))
  expect(names.filter((name) => name.length > 90)).toEqual([])
  expect(texts.flatMap(([, all]) => Object.values(all)).filter((text) => /\s\s|[\t\n]/.test(text))).toEqual([])
})

/** A copy of the folder in which one file was changed. */
async function changed(file: string, change: (content: string) => string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'standards-'))
  folders.push(folder)
  await cp(FOLDER, folder, { recursive: true })
  await writeFile(join(folder, file), change(await readFile(join(FOLDER, file), 'utf8')))
  return folder
}

type Raw = { id: string; themes: Record<string, unknown>[]; indicators: Record<string, unknown>[] }
const edited = (change: (raw: Raw) => void) => (content: string) => {
  const raw = JSON.parse(content) as Raw
  change(raw)
  return JSON.stringify(raw)
}

test.each<[string, (content: string) => string, string]>([
  ['not JSON', () => '{ "id": ', 'iso37123.json: not JSON: '],
  ['an empty file', () => '', 'iso37123.json: not JSON: '],
  ['not an object', () => '[]', 'iso37123.json: '],
  [
    'an empty name',
    edited((raw) => (raw.indicators[3]!['names'] = { pl: 'a', en: 'b', uk: ' ' })),
    'iso37123.json: indicators[3].names.uk: a text that is not empty',
  ],
  ['an unknown key', edited((raw) => (raw.indicators[0]!['colour'] = 1)), 'iso37123.json: indicators[0]: '],
  [
    'a unit that says nothing',
    edited((raw) => (raw.indicators[2]!['unit'] = 'bed/(')),
    'iso37123.json: indicators[2].unit: a unit such as "%" or "bed/(100000 person)", found "bed/("',
  ],
  [
    'a code twice',
    edited((raw) => (raw.indicators[1]!['code'] = '5.1')),
    'iso37123.json: indicators[1].code: a code used once, found "5.1" again',
  ],
  [
    'an unknown theme',
    edited((raw) => (raw.indicators[1]!['theme'] = 'space')),
    'iso37123.json: indicators[1].theme: a theme of this standard, found "space"',
  ],
  [
    'a theme twice',
    edited((raw) => (raw.themes[1]!['id'] = 'economy')),
    'iso37123.json: themes[1].id: an id used once, found "economy" again',
  ],
  [
    'an unknown parent',
    edited((raw) => (raw.themes[0]!['parent'] = 'water')),
    'iso37123.json: themes[0].parent: a theme that stands before, found "water"',
  ],
  [
    'an unknown target',
    edited((raw) => (raw.indicators[0]!['sdg'] = ['18.1'])),
    'iso37123.json: indicators[0].sdg[0]: a target in sdg.json, found "18.1"',
  ],
  [
    'another id than the file',
    edited((raw) => (raw.id = 'iso99')),
    'iso37123.json: id: the file\'s own name, found "iso99"',
  ],
])('%s is refused with file and place', async (_, change, message) => {
  const folder = await changed('iso37123.json', change)
  const error = await readStandards(folder).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(StandardsInvalid)
  expect((error as StandardsInvalid).message).toContain(message)
})

test('every problem is told at once', async () => {
  const broken = edited((raw) => raw.indicators.forEach((indicator) => delete indicator['direction']))
  const error = await readStandards(await changed('iso37123.json', broken)).catch((error: unknown) => error)
  expect((error as StandardsInvalid).problems).toHaveLength(68)
})

test('what is not a standard is left alone, and a mark at the beginning of the file does no harm', async () => {
  const folder = await changed('iso37123.json', (content) => `\uFEFF${content}`)
  await writeFile(join(folder, 'README.md'), 'about the standards')
  expect((await readStandards(folder)).map(({ id }) => id)).toEqual(standards.map(({ id }) => id))
})

test('a standard written out reads back the same', () => {
  for (const one of standards) expect(Standard.parse(JSON.parse(JSON.stringify(one)))).toEqual(one)
})
