/** Evaluations on files as people and scripts ask for them, and their bundles checked again. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { unia } from '../testing.ts'

const ORACLE = ['../shared/oracles/effects', '/work/shared/oracles/effects'].find((path) => existsSync(path))
const folder = mkdtempSync(join(tmpdir(), 'unia-effects-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const kept = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe.skipIf(!ORACLE)('published data', () => {
  const california = ['evaluate', 'synth', `${ORACLE}/synth/smoking_data.csv`, '--outcome', 'cigsale', '--unit', 'state', '--time', 'year', '--from', '1989', '--treated-unit', 'California'] // prettier-ignore

  test('a synthetic control, for people and for programs', async () => {
    const { code, out } = await unia(...california, '--json')
    const effect = JSON.parse(out) as { estimate: number; p: number }
    expect(code).toBe(0)
    expect(effect.estimate).toBeCloseTo(-19.513631367916883, 9)
    expect(effect.p).toBe(3 / 39)
    const told = (await unia(...california)).out
    expect(told).toMatch(/39\.4 %\s+Utah/)
    expect(told).toMatch(/untestable\s+Nothing else began/)
  })

  test('its bundle holds; one digit changed in it is found', async () => {
    const path = join(folder, 'bundle.json')
    expect(await unia(...california, '--bundle', path, '--title', 'Tobacco')).toMatchObject({ code: 0 })
    expect(await unia('verify', 'evaluation', path)).toMatchObject({ code: 0 })
    const changed = kept('changed.json', readFileSync(path, 'utf8').replace('"pre_mspe"', '"pre"').replace('-19.5136', '-19.5137')) // prettier-ignore
    const { code, out } = await unia('verify', 'evaluation', changed)
    expect(code).toBe(1)
    expect(out).toMatch(/WRONG\s+effect: computed once more it differs/)
  })

  test('studies together', async () => {
    const { out } = await unia('evaluate', 'meta', `${ORACLE}/meta/dat_bcg.csv`, '--effect', 'yi', '--variance', 'vi', '--study', 'author', '--json') // prettier-ignore
    expect((JSON.parse(out) as { tauSquared: number }).tauSquared).toBeCloseTo(0.3132432581, 9)
    const told = await unia('evaluate', 'meta', `${ORACLE}/meta/dat_bcg.csv`, '--effect', 'yi', '--variance', 'vi')
    expect(told.out).toMatch(/reml, 13 studies: -0\.714532/)
  })
})

test('many comparisons, and before and after from a table with semicolons and decimal commas', async () => {
  const ps = kept('p.csv', 'name,p\na,0.01\nb,0.04\nc,0.03\n')
  expect(JSON.parse((await unia('evaluate', 'many', ps, '--p', 'p', '--study', 'name', '--json')).out)).toMatchObject([
    { name: 'a', holm: 0.03, benjaminiHochberg: 0.03 },
    { name: 'b', holm: 0.06, benjaminiHochberg: 0.04 },
    { name: 'c', holm: 0.06, benjaminiHochberg: 0.04 },
  ])
  const minutes = kept('minutes.csv', 'rok;minuty\n2020;7,5\n2021;8,5\n2022;5,5\n2023;6,5\n')
  const { out } = await unia('evaluate', 'before', minutes, '--outcome', 'minuty', '--time', 'rok', '--from', '2022', '--json') // prettier-ignore
  expect(JSON.parse(out)).toMatchObject({ estimate: -2, without: 8 })
})

test.each([
  ['a column that is not there', ['--outcome', 'kwh'], 1, /kwh|columnUnknown/],
  ['a start outside', ['--outcome', 'rok', '--from', '2030'], 1, /2030|outside/], // prettier-ignore
  ['a text among numbers', ['--outcome', 'rok', '--time', 'minuty'], 1, /period|x/],
  ['no outcome', [], 2, /--outcome/],
  ['a level that is none', ['--outcome', 'minuty', '--level', '2'], 2, /--level/],
])('%s is said', async (_, options, code, sentence) => {
  const table = kept('table.csv', 'rok,minuty\n2020,7\n2021,x\n')
  const found = await unia('evaluate', 'before', table, '--time', 'rok', '--from', '2021', ...options)
  expect(found.code).toBe(code)
  expect(found.err).toMatch(sentence)
})
