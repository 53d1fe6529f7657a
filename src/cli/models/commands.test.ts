/** The models' commands as people and scripts meet them: results, exit codes, the same seed twice, Ctrl-C. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, test, vi } from 'vitest'

/** Every call starts a program. */
vi.setConfig({ testTimeout: 90_000 })

const folder = mkdtempSync(join(tmpdir(), 'unia-models-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(...args: string[]) {
  const child = spawn(process.execPath, ['src/main.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const code = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ended = Promise.all([text(child.stdout), text(child.stderr), code]).then(([out, err, code]) => ({
    ...{ out, err, code },
  }))
  return { child, ended }
}
const unia = (...args: string[]) => start(...args).ended
const kept = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const META = 'Level,iCode,Direction,Weight,Parent,Type\n1,a,1,1,I,Indicator\n1,b,1,1,I,Indicator\n2,I,1,1,,Aggregate\n'
const DATA = 'uCode,a,b\nx,1,2\ny,2,5\nz,3,1\n'
const small = () => [kept('data.csv', DATA), kept('meta.csv', META)] as const

const ASEM = ['../shared/oracles/composite-index', '/work/shared/oracles/composite-index'].find((path) =>
  existsSync(path),
)

describe.skipIf(!ASEM)('the ASEM files as they are', () => {
  const files = [`${ASEM}/ASEM_iData.csv`, `${ASEM}/ASEM_iMeta.csv`]
  type Unit = { unit: string; scores: Record<string, number>; ranks: Record<string, number> }
  const published = JSON.parse(readFileSync(`${ASEM}/expected.json`, 'utf8')) as {
    published_top6: Record<string, Record<string, number>>
    published_india: Record<string, [number, number]>
    treated_indicators: Record<string, string>
  }
  const best = (units: Unit[]) =>
    Object.fromEntries(units.slice(0, 6).map(({ unit, scores }) => [unit, Number(scores.Index!.toFixed(2))]))

  test('index, pillars and ranks as published, with and without gaps filled', async () => {
    const plain = await unia('index', 'compute', ...files, '--json')
    expect(plain.code).toBe(0)
    const overview = JSON.parse(plain.out) as { units: Unit[]; leftOut: unknown[] }
    expect(best(overview.units)).toEqual(published.published_top6.overview_index)
    expect(overview.leftOut).toHaveLength(5)

    const options = ['--impute', 'mean:EurAsia_group', '--available', '0.9:imputed']
    const filled = await unia('index', 'compute', ...files, '--json', ...options, '--explain', 'IND')
    const example = JSON.parse(filled.out) as {
      units: Unit[]
      treated: Record<string, { kind: string }>
      explanation: { score: number }
    }
    expect(best(example.units)).toEqual(published.published_top6.example_index)
    const india = example.units.find(({ unit }) => unit === 'IND')!
    for (const [node, [score, rank]] of Object.entries(published.published_india))
      expect([Number(india.scores[node]!.toFixed(2)), india.ranks[node]]).toEqual([score, rank])
    const treated = Object.entries(example.treated).map(([code, { kind }]) => [code, kind])
    expect(Object.fromEntries(treated)).toEqual(published.treated_indicators)
    expect(example.explanation.score).toBe(india.scores.Index)
  })

  test('the same seed twice gives the same answer', async () => {
    const run = (seed: string) => unia('index', 'sensitivity', ...files, '--runs', '50', '--seed', seed, '--json')
    const [first, again, other] = await Promise.all([run('7'), run('7'), run('8')])
    expect(first.code).toBe(0)
    expect(JSON.parse(first.out)).toMatchObject({ seed: 7, runs: 50, units: expect.any(Array) as unknown })
    expect(again.out).toBe(first.out)
    expect(other.out).not.toBe(first.out)
  })
})

test('people read tables', async () => {
  const { code, out } = await unia('index', 'compute', ...small())
  expect(code).toBe(0)
  expect(out).toMatch(/1\s+75\.00\s+y/)
  const runs = await unia(
    'index',
    'sensitivity',
    ...small(),
    '--runs',
    '10',
    '--weights',
    'dirichlet:1',
    '--vary',
    'mean',
  )
  expect(runs.out).toContain('10 runs, seed 1')
  const series = kept('series.csv', 'period,value\n2019,1\n2020,2\n2021,3\n2022,5\n2023,8\n')
  expect((await unia('trend', series)).out).toContain('2019 to 2023: rising; 1.625 a year')
  expect((await unia('trend', series, '--break', '2021')).out).toContain(
    '2019 to 2020: no trend of 2, at least 3 are needed',
  )
})

test('a trend for machines is that of the last piece', async () => {
  const series = kept('broken.csv', 'period,value,status\n2019,9,\n2020,2,B\n2021,3,\n2022,5,\n2023,,M\n')
  const { code, out } = await unia('trend', series, '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    missing: 1,
    trend: { from: '2020', to: '2022', n: 3, slope: 1.5 },
    pieces: [{ kind: 'tooFew' }, {}],
  })
})

test('what is wrong in a file ends with 1 and names the place, also for machines', async () => {
  const [data] = small()
  const meta = kept('wrong.csv', META.replace('1,b,1,1,I', '1,b,1,1,J'))
  const said = await unia('index', 'compute', data, meta)
  expect([said.code, said.out]).toEqual([1, ''])
  expect(said.err).toMatch(/^\S+wrong\.csv:3:5: .*“J”/)
  const { err } = await unia('index', 'compute', data, meta, '--json')
  expect(JSON.parse(err)).toMatchObject({ code: 'stats.composite.unknownParent', line: 3, column: 5 })
})

test('what is not understood ends with 2', async () => {
  const calls = [
    ['trend'],
    ['index', 'compute', 'one.csv'],
    ['index', 'sensitivity'],
    ['index', 'compute', ...small(), '--normalise', 'backwards'],
    ['index', 'sensitivity', ...small(), '--runs', 'many'],
  ]
  const found = await Promise.all(calls.map((args) => unia(...args)))
  expect(found.map(({ code, out }) => [code, out])).toEqual(calls.map(() => [2, '']))
  expect(found.every(({ err }) => err !== '')).toBe(true)
})

test('Ctrl-C ends the runs, and nothing half done is written', async () => {
  const [data] = small()
  // The description comes through a pipe, so that the signal can be sent once it is being read and before the runs begin.
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const { child, ended } = start('index', 'sensitivity', data, pipe, '--runs', '100000')
  const writer = await open(pipe, 'w')
  child.kill('SIGINT')
  await writer.writeFile(META)
  await writer.close()
  const { code, out, err } = await ended
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain('stopped')
})
