/** The command line as people and scripts meet it: what it prints, and the code with which it ends. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test, vi } from 'vitest'
import { merged, rowsOf, workbook } from '../tables/xlsx/testing.ts'
import { unia } from './testing.ts'

const CITY = 'test/cities/rivermouth'
const folder = mkdtempSync(join(tmpdir(), 'unia-cli-'))
vi.stubEnv('CITY_DIR', CITY)
vi.stubEnv('DATA_DIR', join(folder, 'data'))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const kept = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

test('as a process: what it says where it should, and the code with which it ends', async () => {
  const child = spawn(process.execPath, ['src/main.ts', 'table', 'profile', '/no/such.csv'])
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  expect({ out, code }).toEqual({ out: '', code: 1 })
  expect(err).toContain('/no/such.csv')
})

test('what is not understood ends with 2 and says what would be', async () => {
  for (const args of [[], ['nonsense'], ['import'], ['formula', 'check'], ['verify'], ['--such']]) {
    const { code, err } = await unia(...args)
    expect({ args, code }).toEqual({ args, code: 2 })
    expect(err).not.toBe('')
  }
  expect((await unia('--help')).out).toContain('Exit codes')
})

test('a file that is not there is named, without a word of where in the program that was noticed', async () => {
  for (const args of [
    ['import', '/no/such.csv', '--dry-run'],
    ['formula', 'check', '/no/such.json'],
    ['city', 'check', '/no/such'],
  ]) {
    const { code, out, err } = await unia(...args)
    expect({ args, code }).toEqual({ args, code: 1 })
    expect(out + err).toContain('/no/such')
    expect(out + err).not.toMatch(/\bat .*\.ts:\d/)
  }
})

test('a pack that is right ends with 0, also for machines', async () => {
  const { code, out } = await unia('city', 'check', CITY, '--json')
  expect({ code, found: JSON.parse(out) as unknown }).toEqual({ code: 0, found: { problems: [] } })
})

test('a dry run says how many rows would be taken, and each rejected one with its line', async () => {
  const rows =
    'area,measure,period,value,unit\nrivermouth,population_total,2023,12,person\nnowhere,population_total,2023,1,person\n'
  const { code, out } = await unia('import', kept('rows.csv', rows), '--dry-run')
  expect(code).toBe(1)
  expect(out).toContain('1 rejected')
  expect(out).toMatch(/line 3, area/)
})

test('a workbook is read as it is: what was left out is told, a rejected cell is named', async () => {
  const rows = rowsOf([
    ['Figures of the port', null, null, null],
    ['area', 'measure', 'period', 'value'],
    ['rivermouth', 'population_total', 2023, 1300],
    ['rivermouth', 'population_total', 2022, 'many'],
    ['Source: the office', null, null, null],
  ])
  const path = kept('figures.xlsx', await workbook({ sheets: { Figures: { rows, after: merged('A1:D1', 'A5:D5') } } }))
  const { code, out } = await unia('import', path, '--dry-run')
  expect(code).toBe(1)
  expect(out).toContain('1 rows of 1 measures in 1 areas; 1 rejected')
  expect(out).toContain('1 row above the header left out.')
  expect(out).toContain('1 row of notes under the table left out.')
  expect(out).toMatch(/line 4, D4: .*many/)
})

test('JSON-stat is read as it is, also for machines; a figure that is rejected has its place in the document', async () => {
  const dimension = (index: string[]) => ({ category: { index } })
  const document = {
    ...{ version: '2.0', class: 'dataset', id: ['area', 'measure', 'period'], size: [2, 1, 1], value: [1300, 5] },
    dimension: {
      ...{ area: dimension(['rivermouth', 'nowhere']), measure: dimension(['population_total']) },
      period: dimension(['2023']),
    },
  }
  const path = kept('figures.json', JSON.stringify(document))
  const { code, out } = await unia('import', path, '--dry-run', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    ...{ accepted: 1, rejected: 1, measures: ['population_total'], layout: { format: 'json-stat', container: 'json' } },
    rejections: [{ code: 'areaUnknown', found: 'nowhere', place: 'value[1]' }],
  })
})

test('a table file is told of with every problem in its place, and ends with 1 where there is one', async () => {
  const right = await unia('table', 'profile', kept('right.csv', 'id;kwota\n1;12,5\n2;7\n'))
  expect(right.out).toContain('kwota: number, decimals by ","')
  expect(right.code).toBe(0)
  const file = kept('wrong.csv', 'id;kwota\n1;12,5\n2;7\n3;8\n4;9\n5;brak pomiaru\n')
  const wrong = await unia('table', 'profile', file)
  expect(wrong.code).toBe(1)
  expect(wrong.out).toContain('number but for 1: line 6 "brak pomiaru"')
  expect(wrong.out).toMatch(/typeMixed: “kwota”: .*\n {2}line 6 "brak pomiaru"/)
  const machine = await unia('table', 'profile', file, '--json')
  expect(JSON.parse(machine.out)).toMatchObject({ format: 'csv', encoding: 'utf-8', rowCount: 5, problemCount: 1 })
  expect(await unia('table', 'profile', kept('x.pdf', '%PDF-1.7'))).toMatchObject({ code: 1, out: '' })
})

test('a formula is refused with the place of the error, under a stable code', async () => {
  const draft = { id: 'x', formula: 'population_total / nothing', unit: 'person' }
  const { code, err } = await unia('formula', 'check', kept('definition.json', JSON.stringify(draft)), '--json')
  expect(code).toBe(1)
  expect(JSON.parse(err)).toMatchObject({ code: expect.stringMatching(/^indicators\.formula\./) as string })
  expect((await unia('formula', 'check', kept('broken.json', '{'))).code).toBe(1)
})

test('the gate on a file: what may not go out ends with 1, and no value is printed', async () => {
  const rows = ['44051401359;31', '44051401458;32', '02070803628;31'].map((row, i) => `${row};${i % 2 ? 'm' : 'k'}`)
  const persons = kept('persons.csv', `PESEL;wiek;płeć\n${rows.join('\n')}\n`)
  const scan = await unia('gate', 'scan', persons)
  expect(scan).toMatchObject({ code: 1, err: '' })
  expect(scan.out).toContain('PESEL number, likely; not as it is')
  const json = await unia('gate', 'scan', persons, '--json')
  const { findings } = JSON.parse(json.out) as { findings: { detector: string }[] }
  expect(findings[0]).toMatchObject({ detector: 'pesel', hits: 3, places: [1, 2, 3], severity: 'blocks' })
  const risk = await unia('gate', 'risk', persons, '--quasi', 'wiek,płeć', '--k', '2', '--json')
  expect(risk.code).toBe(1)
  expect(JSON.parse(risk.out)).toMatchObject({ now: { rows: 3, k: 1 }, goals: { k: 2 }, meets: false })
  for (const { out } of [scan, json, risk]) expect(out).not.toMatch(/44051401359|44051401458|02070803628/)
  expect((await unia('gate', 'scan')).code).toBe(2)
  expect((await unia('gate', 'risk', persons, '--quasi', 'none', '--json')).err).toContain(
    'governance.risk.columnUnknown',
  )
})

test('what is no proof does not hold', async () => {
  const { code, out } = await unia('verify', kept('proof.json', '{"format":"unia-value/1"}'), '--json')
  expect({ code, ok: (JSON.parse(out) as { ok: boolean }).ok }).toEqual({ code: 1, ok: false })
})

test('a statement that can be read in two ways is not read', async () => {
  const twice = kept('twice.json', '{"format":"unia-statement/1","statement":{"value":1,"v\\u0061lue":2}}')
  for (const command of ['verify', 'statement'])
    expect(await unia(command, command === 'verify' ? 'statement' : 'show', twice)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('a member stands twice') as string }) // prettier-ignore
})

test('settings that are not right are all named at once', async () => {
  process.env.PORT = 'abc'
  const { code, err } = await unia('start')
  delete process.env.PORT
  expect(code).toBe(1)
  expect(err).toContain('PORT=abc')
})
