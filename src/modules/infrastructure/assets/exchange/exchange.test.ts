/** Files of things: what is taken, what is told of the rest, and that what goes out comes in again. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Readable } from 'node:stream'
import { visitor, type Actor } from '#platform/actor'
import { CITY, openInfrastructure, ROADS } from '../../testing.ts'
import { KINDS } from '../kinds/index.ts'
import { STATES, type Thing } from '../types.ts'
import { planImport, type Standing } from './plan.ts'
import { readThings } from './read.ts'
import { COLUMNS } from './types.ts'
import { THING_FORMATS, writeThings } from './write.ts'

const organisations = [{ id: ROADS, names: { pl: 'Drogi', en: 'Roads', uk: 'Дороги' } }]
const standing: Standing = {
  ...{ organisations, organisationId: ROADS, things: new Map(), parents: new Map(), entities: new Map() },
  ...{ areas: new Set(['centre']), mayWrite: () => true },
}
const read = (text: string) => readThings(Buffer.from(text))
async function rejected(text: string, change: Partial<Standing> = {}) {
  const { rejections } = planImport(await read(text), { ...standing, ...change })
  return rejections.map(({ line, column, reason, found }) => [line, column, reason, found])
}

test('every row that is wrong is told: line, column, what was found, what would be right', async () => {
  const text = `code;kind;parent;lon;lat;power;source;installed;cost_pln;demo
L1;lamp;;22,5;51,2;70;LED;2020-05-01;1 234,50;nie
L2;Latarnia;L1;222;51,2;x;candle;31.02.2020;-1;maybe
;lamp;;;;;;;;
L1;lamp;;;;;;;;
L4;rocket;;;;;;;;
L5;lamp;NOPE;22,5;;;;;;
L/6;lamp;;;;;;;;
L7;meter;;;;5;;;;
`
  const file = await read(text)
  const { rows, rejections } = planImport(file, standing)
  expect(rows.map(({ laid }) => laid)).toMatchObject([
    { code: 'L1', location: { coordinates: [22.5, 51.2] }, details: { installed: '2020-05-01', cost_grosze: 123450, fields: { power: 70, source: 'led' } } }, // prettier-ignore
  ])
  expect(rejections.map(({ line, column, reason, found }) => [line, column, reason, found])).toEqual([
    [3, 'lon', 'lonLat', '222'],
    [3, 'installed', 'date', '31.02.2020'],
    [3, 'cost_pln', 'number', '-1'],
    [3, 'source', 'field', 'candle'],
    [3, 'power', 'number', 'x'],
    [3, 'demo', 'yesNo', 'maybe'],
    [4, 'code', 'missing', ''],
    [5, 'code', 'twice', 'L1'],
    [6, 'kind', 'kind', 'rocket'],
    [7, 'lat', 'missing', ''],
    [8, 'code', 'code', 'L/6'],
    [9, 'power', 'foreign', '5'],
    [9, 'carrier', 'missing', ''],
  ])
  expect(rejections.find(({ column }) => column === 'source')!.right).toContain('sodium')
})

test('circles, things too deep, and what hung under a row that is wrong', async () => {
  const tree = (...pairs: string[]) =>
    `code,kind,parent\n${pairs.map((pair) => pair.replace('<', ',cabinet,')).join('\n')}\n`
  expect(await rejected(tree('A<B', 'B<A', 'C<A', 'D<'))).toEqual([
    [2, 'parent', 'cycle', 'B'],
    [3, 'parent', expect.stringMatching(/cycle|parent/), 'A'],
    [4, 'parent', expect.stringMatching(/cycle|parent/), 'A'],
  ])
  expect(await rejected(tree('A<', 'B<A', 'C<B', 'D<C', 'E<D', 'F<E', 'G<F', 'H<G', 'I<H'))).toEqual([[10, 'parent', 'tooDeep', 'H']]) // prettier-ignore
  expect(await rejected('code,kind,parent,area\nA,cabinet,,atlantis\nB,lamp,A,\n')).toEqual([
    [2, 'area', 'area', 'atlantis'],
    [3, 'parent', 'parent', 'A'],
  ])
  expect(
    await rejected('code,kind,entity\nA,lamp,urn:x\nB,lamp,urn:x\nC,lamp,urn:y\n', {
      entities: new Map([['urn:y', 'Z']]),
    }),
  ).toEqual([
    // prettier-ignore
    [3, 'entity', 'entity', 'urn:x'],
    [4, 'entity', 'entity', 'urn:y'],
  ])
})

test.each([
  ['10,000 columns', `code,${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\nA\n`, /reading\.tooManyColumns|things\.tooManyColumns|things\.noCodeColumn/], // prettier-ignore
  ['no code', 'kind,name\nlamp,x\n', /things\.noCodeColumn/],
  ['a column twice', 'code,lon,longitude\nA,1,1\n', /things\.columnTwice/],
  ['nothing', '', /reading\.empty/],
])('a file with %s is refused', async (_, text, code) => {
  await expect(read(text)).rejects.toMatchObject({ code: expect.stringMatching(code) })
})

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => text.replace(/\p{C}/gu, '').normalize('NFC').trim()).filter((text) => text !== '') // prettier-ignore
const shortOr = fc.option(fc.oneof(name, fc.constantFrom('=1+1', '@SUM(A1)', "'-2", '+48', '007', '1.234', 'NULL', 'true')), { nil: undefined }) // prettier-ignore
const coordinate = (most: number) => fc.integer({ min: -most * 1e7, max: most * 1e7 }).map((whole) => whole / 1e7 || 0)
const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)) // prettier-ignore
const location = fc.oneof(
  fc.constant(null),
  fc.tuple(coordinate(180), coordinate(90)).map((coordinates) => ({ type: 'Point', coordinates })),
  fc.constant({ type: 'LineString', coordinates: [[22.5, 51.25], [22.6, 51.3]] }), // prettier-ignore
)
const valueOf = (field: (typeof KINDS)[number]['fields'][number]) => {
  const { type, choices = [], min = 0, max = 1000 } = field
  if (type === 'boolean') return fc.boolean()
  if (type === 'choice') return fc.constantFrom(...choices.map(({ code }) => code))
  if (type === 'date') return day
  if (type === 'text') return name
  return type === 'integer' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((value) => value || 0)
}
const thing = fc.constantFrom(...KINDS).chain((kind) =>
  fc.record({
    kind: fc.constant(kind.code),
    name: fc.option(name),
    state: fc.constantFrom(...STATES),
    location,
    demo: fc.boolean(),
    details: fc.record(
      {
        ...{ address: shortOr, maker: shortOr, model: shortOr, serial: shortOr, installed: day, note: shortOr },
        ...{ cost_grosze: fc.integer({ min: 0, max: 1e11 }), life_years: fc.integer({ min: 0, max: 100 }) },
        fields: fc.record(Object.fromEntries(kind.fields.map((field) => [field.code, valueOf(field)])), { requiredKeys: kind.fields.filter(({ required }) => required).map(({ code }) => code) }), // prettier-ignore
      },
      { requiredKeys: ['fields'] },
    ),
  }),
)

const defined = (value: object) => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined))

test.each(THING_FORMATS)('what goes out as %s comes in again, the same', { timeout: 60_000 }, async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.array(thing, { minLength: 1, maxLength: 5 }), async (made) => {
      const things = made.map((one, i) => ({
        ...{ ...one, id: `${i}`, code: `T${i}`, parent: i > 0 && i < 3 ? `T${i - 1}` : null, organisationId: ROADS },
        ...{ area: null, entityId: null, details: { ...defined(one.details), fields: one.details.fields } },
      })) as unknown as Thing[]
      async function* batches() {
        yield things
      }
      const pieces: Uint8Array[] = []
      for await (const piece of writeThings(format, batches(), new Set(things.map(({ kind }) => kind)), organisations)) pieces.push(piece) // prettier-ignore
      const file = await readThings(Buffer.concat(pieces))
      const { rows, rejections } = planImport(file, { ...standing, organisationId: undefined })
      expect(rejections).toEqual([])
      for (const { laid } of rows) {
        const { areaSaid: _, ...said } = laid
        const { id: _id, ...own } = things.find(({ code }) => code === laid.code)! as Thing & { parentId?: string }
        expect(said).toEqual(own)
      }
      expect(rows).toHaveLength(things.length)
    }),
    { numRuns: 40 },
  )
})

test('no field has the name of a base column', () => {
  const fields = KINDS.flatMap((kind) => kind.fields.map(({ code }) => code))
  expect(fields.filter((code) => (COLUMNS as readonly string[]).includes(code))).toEqual([])
})

let house: Awaited<ReturnType<typeof openInfrastructure>>
beforeAll(async () => void (house = await openInfrastructure()))
afterAll(() => house.close())
const may = (id: string, where: string): Actor => ({
  ...{ id, kind: 'person' },
  can: (permission, organisation) => permission.startsWith('infrastructure.') && (where === CITY || organisation === where), // prettier-ignore
})
const anna = may('anna', CITY)
const roads = may('roads', ROADS)

async function bring(actor: Actor, text: string) {
  const { assets } = house.infrastructure
  const kept = await assets.keepFile(actor, Readable.from([Buffer.from(text)]))
  return assets.bring(actor, { ...kept, name: 'things.csv', organisationId: ROADS })
}
const counts = { added: 0, changed: 0, same: 0, rejected: 0 }

test('a file is looked at, then taken; the same file again changes nothing; a part of it changes a part', async () => {
  const { assets } = house.infrastructure
  const text =
    'code,kind,parent,lon,lat,name,power\nS1,cabinet,,22.5,51.2,,\nS1.1,lamp,S1,22.5,51.2,Rynek,70\nS1.2,lamp,S9,,,,\n'
  const id = await bring(anna, text)
  expect((await assets.preview(anna, id)).outcome).toMatchObject({ ...counts, added: 2, rejected: 1 })
  expect(await assets.get('S1')).toBeUndefined()
  await expect(assets.preview(roads, id)).rejects.toMatchObject({ code: 'things.importUnknown' })
  expect(await assets.apply(anna, id)).toMatchObject({ ...counts, added: 2, rejected: 1 })
  await expect(assets.apply(anna, id)).rejects.toMatchObject({ code: 'things.importDone' })
  expect((await assets.pathOf((await assets.get('S1.1'))!.id)).map(({ code }) => code)).toEqual(['S1', 'S1.1'])
  expect(await assets.apply(anna, await bring(anna, text))).toMatchObject({ ...counts, same: 2, rejected: 1 })
  expect((await assets.history(anna, 'S1.1')).map(({ version }) => version)).toEqual([1])
  const part = 'code,power,source\nS1.1,,led\n'
  expect(await assets.apply(anna, await bring(anna, part))).toMatchObject({ ...counts, changed: 1 })
  expect(await assets.get('S1.1')).toMatchObject({ name: 'Rynek', version: 2, details: { fields: { source: 'led' } } })
  const pieces: Uint8Array[] = []
  for await (const piece of await assets.export(anna, {}, 'csv')) pieces.push(piece)
  const all = Buffer.concat(pieces).toString()
  expect(await assets.apply(anna, await bring(anna, all))).toMatchObject({ ...counts, same: 2 })
})

test('who may not write is refused; what is another department’s is told row by row; nobody takes a whole list out', async () => {
  const { assets } = house.infrastructure
  await expect(bring(visitor, 'code\n')).rejects.toMatchObject({ status: 401 })
  const id = await bring(roads, 'code,kind,organisation\nR1,bin,Drogi\nR2,bin,Miasto\n')
  const { outcome } = await assets.preview(roads, id)
  expect(outcome).toMatchObject({ added: 1, rejections: [{ line: 3, reason: 'forbidden' }] })
  await expect(assets.export(visitor, {}, 'csv')).rejects.toMatchObject({ status: 401 })
})

test('a name with a person’s number stops the whole file', async () => {
  const id = await bring(anna, 'code,kind,name\nN1,bin,PESEL 44051401359\nN2,bin,Plac\n')
  await expect(house.infrastructure.assets.apply(anna, id)).rejects.toMatchObject({ code: 'governance.unfitText' })
  expect(await house.infrastructure.assets.get('N2')).toBeUndefined()
})

test('2,000 rows are taken in one go, and again without a change', async () => {
  const { assets } = house.infrastructure
  const row = (i: number) => `B${i},${i % 100 ? `lamp,B${i - (i % 100)}` : 'cabinet,'},${22.5 + i / 1e5},${51.2 + i / 1e5},Lampa ${i}` // prettier-ignore
  const text = `code,kind,parent,lon,lat,name\n${Array.from({ length: 2_000 }, (_, i) => row(i)).join('\n')}\n`
  expect(await assets.apply(anna, await bring(anna, text))).toMatchObject({ ...counts, added: 2_000 })
  expect(await assets.apply(anna, await bring(anna, text))).toMatchObject({ ...counts, same: 2_000 })
})
