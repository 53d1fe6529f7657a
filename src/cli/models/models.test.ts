/** Files given to the models: what is read, and that whatever is wrong is refused at its line and column. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Refusal } from '#platform/errors'
import { composite } from '#stats'
import { LANGS, sentence } from '#words'
import { readIndexFiles } from './index-files.ts'
import { choicesOf, variationOf } from './options.ts'
import { placed, refuse } from './refusals.ts'
import { readSeries } from './series.ts'
import { readSheet } from './sheet.ts'
import { piecesOf } from './trend.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-models-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const kept = (content: string | Buffer): string => {
  const path = join(folder, `${files++}.csv`)
  writeFileSync(path, content)
  return path
}

const META = `Level,iCode,iName,Direction,Weight,Parent,Type,Denominator
1,a,Alpha,1,1,P,Indicator,people
1,b,Beta,-1,2,P,Indicator,
2,P,Pillar,1,1,I,Aggregate,
3,I,Index,1,1,,Aggregate,
,kind,Kind,,,,Group,
,people,People,,,,Denominator,
`
const DATA = `uCode,uName,kind,people,a,b
x,Ex,k,1,3,5
y,"Why, indeed",k,2,NA,1
z,"Zed
with two lines",l,4,8,
`
async function index(data: string | Buffer, meta: string | Buffer) {
  const read = await readIndexFiles(kept(data), kept(meta))
  return placed(() => composite(read.table, read.structure), read.placeOf)
}
async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => undefined,
    (found: unknown) => found,
  )
  if (!(error instanceof Refusal)) throw new Error(`no refusal: ${String(error)}`)
  for (const lang of LANGS) expect(sentence(lang, error.code, error.details)).not.toContain(error.code)
  return error
}
const swap = (text: string, from: string, to: string) => {
  expect(text).toContain(from)
  return text.replace(from, to)
}

test('quotes, gaps, groups and denominators are read; a mark of UTF-8 and Windows line ends change nothing', async () => {
  const expected = await index(DATA, META)
  expect(expected.indicators[0]!.denominated).toEqual([3, null, 2])
  expect(expected.indicators[1]!.raw).toEqual([5, 1, null])
  const marked = (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`
  expect((await index(marked(DATA), marked(META))).aggregates).toEqual(expected.aggregates)
  const semicolons = (text: string) =>
    text.replaceAll('Why, indeed', 'Why').replaceAll(',', ';').replaceAll(';3;5', ';3,0;5')
  expect((await index(semicolons(DATA), semicolons(META))).aggregates).toEqual(expected.aggregates)
  const { names, unitNames, table } = await readIndexFiles(kept(DATA), kept(META))
  expect([names.get('a'), unitNames.get('y'), table.groups?.get('kind')]).toEqual([
    'Alpha',
    'Why, indeed',
    ['k', 'k', 'l'],
  ])
})

test.each<[string, string, string, [line: number, column: number]]>([
  ['stats.file.notNumber', ',3,5', ',NaN,5', [2, 5]],
  ['stats.file.notNumber', ',3,5', ',Infinity,5', [2, 5]],
  ['stats.file.notNumber', ',3,5', ',-inf,5', [2, 5]],
  ['stats.file.notNumber', ',3,5', ',1e999,5', [2, 5]],
  ['stats.file.notNumber', ',8,', ',8,1 000', [4, 6]],
  ['stats.file.notNumber', ',3,5', ',0x10,5', [2, 5]],
  ['stats.composite.notFinite', ',3,5', ',1e300,5', [2, 5]],
  ['stats.composite.duplicateUnit', 'y,"Why', 'x,"Why', [3, 1]],
  ['stats.file.missing', 'y,"Why', ',"Why', [3, 1]],
  ['stats.file.ragged', ',NA,1', ',NA,1,7', [3, 1]],
  ['stats.file.columnUnknown', 'a,b\n', 'a,bb\n', [1, 6]],
  ['stats.file.columnTwice', 'people,a,b', 'people,a,a', [1, 6]],
  ['stats.file.columnMissing', 'uCode', 'uKode', [1, 1]],
  ['stats.composite.missingColumn', 'people,a,b', 'Time,a,b', [2, 8]],
  ['stats.file.broken', '"Why, indeed"', '"Why, indeed', [3, 1]],
])('data: %s: %j → %j', async (code, from, to, [line, column]) => {
  const found = await refusal(index(swap(DATA, from, to), META))
  expect(found.code).toBe(code)
  if (code !== 'stats.file.broken')
    expect(found.details).toMatchObject({ line, column, file: expect.stringContaining('.csv') })
})

test.each<[string, string, string, [line: number, column: number]]>([
  ['stats.composite.unknownParent', '1,b,Beta,-1,2,P', '1,b,Beta,-1,2,Q', [3, 6]],
  ['stats.composite.cycle', '3,I,Index,1,1,', '3,I,Index,1,1,P', [4, 6]],
  ['stats.composite.roots', '2,P,Pillar,1,1,I', '2,P,Pillar,1,1,', [5, 6]],
  ['stats.composite.level', '2,P,Pillar', '3,P,Pillar', [4, 1]],
  ['stats.composite.weight', 'Beta,-1,2', 'Beta,-1,-2', [3, 5]],
  ['stats.composite.direction', 'Beta,-1', 'Beta,-2', [3, 4]],
  ['stats.file.codeTwice', '1,b,', '1,a,', [3, 2]],
  ['stats.file.codeTwice', ',people,People', ',a,People', [7, 2]],
  ['stats.composite.childless', ',kind', '2,Q,Q,1,1,I,Aggregate,\n,kind', [6, 2]],
  ['stats.file.notNumber', 'Beta,-1,2', 'Beta,-1,NaN', [3, 5]],
  ['stats.file.notNumber', '1,b,', '2,b,', [3, 1]],
  ['stats.file.missing', 'Beta,-1,2', 'Beta,-1,', [3, 5]],
  ['stats.file.type', 'Aggregate,\n3', 'Agregate,\n3', [4, 7]],
  ['stats.file.columnUnknown', 'Denominator\n', 'Denomonator\n', [1, 8]],
  ['stats.file.columnMissing', 'Direction', 'Direktion', [1, 1]],
])('description: %s: %j → %j', async (code, from, to, [line, column]) => {
  const found = await refusal(index(DATA, swap(META, from, to)))
  expect(found).toMatchObject({ code, details: { line, column } })
})

test('all weights of a group at zero are refused at a line of the group', async () => {
  const none = META.replace('Alpha,1,1', 'Alpha,1,0').replace('Beta,-1,2', 'Beta,-1,0')
  expect(await refusal(index(DATA, none))).toMatchObject({ code: 'stats.composite.weightsZero', details: { line: 4 } })
})

test.each<[string, string | Buffer, number]>([
  ['stats.file.empty', '', 1],
  ['stats.file.empty', '\n\n', 1],
  ['stats.file.notUtf8', Buffer.from([...Buffer.from('a,b\n1,'), 0xb3, 0x0a]), 2],
  ['stats.file.notUtf8', Buffer.from('a,b\n1,2\n', 'utf16le'), 1],
  ['stats.file.notUtf8', 'a,b\n1,2\n3,\0\n', 3],
  ['stats.file.broken', 'a,b\n1,"2\n', 2],
  ['stats.file.broken', 'a,b\n1,"2"x\n', 2],
])('%s is refused: %j', async (code, content, line) => {
  expect(await refusal(readSheet(kept(content)))).toMatchObject({ code, details: { line } })
})

test('lines are counted also behind fields of several lines and empty ones', async () => {
  const { rows } = await readSheet(kept('a,b\n"1\n2",3\n\n4,x\n'))
  expect(rows.map((row) => row.place('b'))).toMatchObject([
    { line: 2, column: 2 },
    { line: 5, column: 2 },
  ])
})

const SERIES = 'period,value,status\n2015,1,\n2016,2,A\n2017,3,P\n2018,9,B\n2019,8,\n2020,,M\n2021,7,E\n2022,6,\n'

test('a series is told piece by piece, by its own breaks and by those asked for', async () => {
  const told = async (text: string, breaks?: string[]) => piecesOf(await readSeries(kept(text), breaks))
  expect(await told(SERIES)).toMatchObject([
    { from: '2015', to: '2017', per: 'year', kind: 'trend', slope: 1, n: 3, intercept: 1 },
    { from: '2018', to: '2022', per: 'year', kind: 'trend', slope: expect.closeTo(-17 / 24, 9), n: 4 },
  ])
  expect((await told(SERIES, ['2020'])).map(({ from, kind }) => [from, kind])).toEqual([
    ['2015', 'trend'],
    ['2018', 'tooFew'],
    ['2021', 'tooFew'],
  ])
  const months = 'value,period\n1,2020-M11\n5,2021-M02\n2,2020-M12\n4,2021-M01\n'
  expect((await told(months)).map(({ from, to, kind }) => [from, to, kind])).toEqual([
    ['2020-M11', '2021-M02', 'trend'],
  ])
  expect((await told(months, ['2021'])).map(({ from }) => from)).toEqual(['2020-M11', '2021-M01'])
  expect(await told('period,value\n2020,\n2021,NA\n')).toEqual([])
  expect(await told('period,value\n2020,5\n2021,5\n2022,5\n')).toMatchObject([{ kind: 'constant', value: 5 }])
})

test.each<[string, string, string, number?, number?]>([
  ['period', '2016', '2016-13', 3, 1],
  ['period', '2016', '2016-02-30', 3, 1],
  ['periodKind', '2016', '2016-M01', 3, 1],
  ['periodTwice', '2016', '2015', 3, 1],
  ['status', '2,A', '2,Z', 3, 3],
  ['valueDespiteStatus', ',,M', ',5,M', 7, 2],
  ['notNumber', '2,A', 'Inf,A', 3, 2],
  ['columnUnknown', 'status', 'state', 1, 3],
  ['missing', '2016', '', 3, 1],
])('series: %s: %j → %j', async (code, from, to, line, column) => {
  const found = await refusal(readSeries(kept(swap(SERIES, from, to))))
  expect(found).toMatchObject({ code: `stats.file.${code}`, details: { line, column } })
})

test('a break must be a period, no finer than the series, and inside it', async () => {
  const breaking = (text: string) => refusal(readSeries(kept(SERIES), [text]))
  expect(await breaking('soon')).toMatchObject({ code: 'stats.file.option', status: 400 })
  expect(await breaking('2018-M06')).toMatchObject({ code: 'stats.file.breakKind' })
  for (const outside of ['2015', '1999', '2023'])
    expect(await breaking(outside)).toMatchObject({ code: 'stats.file.breakOutside' })
  expect(await refusal(readSeries(kept('period,value\n')))).toMatchObject({ code: 'stats.file.tooFewRows' })
})

test('choices are read as they are written', () => {
  expect(choicesOf({})).toEqual({ screening: { level: 1, minShare: 0.9, counts: 'measured' } })
  expect(
    choicesOf({ available: '0', impute: 'median', treat: 'skew:3', missing: '0.5', normalise: 'zscore:0:1' }),
  ).toEqual({
    screening: null,
    imputation: { kind: 'median' },
    treatment: { kind: 'skew', skewMax: 2, kurtosisMax: 3.5, pointsMax: 3 },
    missing: { minShare: 0.5 },
    normalisation: { kind: 'zscore', mean: 0, sd: 1 },
  })
  expect(choicesOf({ mean: 'geometric' }).normalisation).toEqual({ kind: 'minmax', low: 1, high: 100 })
  expect(choicesOf({ mean: 'geometric', normalise: 'rank' }).normalisation).toEqual({ kind: 'rank' })
  expect(variationOf({ vary: 'mean', weights: 'dirichlet:2' })).toEqual({
    aggregation: ['arithmetic', 'geometric'],
    weights: { kind: 'dirichlet', concentration: 2 },
  })
})

test.each([
  { impute: 'guess' },
  { available: 'much' },
  { available: '0.9:all' },
  { treat: 'skew:x' },
  { normalise: 'minmax:a:b' },
  { mean: 'harmonic' },
  { missing: '-1' },
])('%o is not understood', async (values) => {
  expect(await refusal((async () => choicesOf(values))())).toMatchObject({ code: 'stats.file.option', status: 400 })
})

const details = {
  ...{
    bytesMax: 1,
    cause: 'x',
    found: 1,
    expected: 'year',
    name: 'a',
    missing: 'a',
    other: 1,
    known: 'a',
    kind: 'month',
  },
  ...{ from: '2015', to: '2020', option: 'mean', right: 'arithmetic' },
}
test.each(Object.values(refuse).map((make) => make(details).code))('%s has its sentence in every language', (code) => {
  for (const lang of LANGS) expect(sentence(lang, code, details)).not.toContain(code)
})
