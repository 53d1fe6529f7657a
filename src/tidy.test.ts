/** The rules of the house, as a test: what every file owes its reader. */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { LEVELS } from './levels.ts'

const LINES_MAX = 400
/** A test file is a list, which nobody reads from end to end. */
const TEST_LINES_MAX = 600
const BANNED_NAMES = /(^|\/)(utils?|helpers?|common|misc|stuff)(\.ts|\/)/
const BANNED_WORDS = /\b(TODO|FIXME|XXX|HACK)\b/

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '')
const code = tracked.filter((path) => /^(src|portal\/src|bench|test|bin)\/.*\.(ts|js|svelte)$/.test(path))
const text = new Map(
  code.flatMap((path) => {
    try {
      return [[path, readFileSync(path, 'utf8')] as const]
    } catch {
      return [] // deleted and not yet committed
    }
  }),
)
const where = (wrong: (path: string, content: string) => boolean) =>
  [...text].filter(([path, content]) => wrong(path, content)).map(([path]) => path)

test('there is code to look at', () => {
  expect(text.size).toBeGreaterThan(50)
})

test('every server file begins with a line that says what it is', () => {
  expect(where((path, content) => path.endsWith('.ts') && !/^(#!.*\n)?\/\*\*/.test(content))).toEqual([])
})

test('no catch-all names', () => {
  expect(code.filter((path) => BANNED_NAMES.test(path))).toEqual([])
})

test('nothing is left to be done in a comment', () => {
  expect(where((path, content) => path !== 'src/tidy.test.ts' && BANNED_WORDS.test(content))).toEqual([])
})

test('no file is longer than a person reads', () => {
  const isWords = (path: string) => /\/words\//.test(path)
  expect(
    where(
      (path, content) =>
        !isWords(path) && content.split('\n').length > (path.endsWith('.test.ts') ? TEST_LINES_MAX : LINES_MAX),
    ),
  ).toEqual([])
})

test('no city is wired in', () => {
  const pack = JSON.parse(readFileSync('cities/lublin/city.json', 'utf8')) as { names: Record<string, string> }
  const names = new RegExp(Object.values(pack.names).join('|'), 'i')
  expect(
    where(
      (path, content) =>
        /^(src|portal\/src)\//.test(path) &&
        !path.endsWith('.test.ts') &&
        names.test(content.replaceAll('cities/lublin', '')),
    ),
  ).toEqual([])
})

test('time, chance and names come from the platform', () => {
  const direct = /\bDate\.now\(|\bnew Date\(\)|Math\.random\(|randomUUID\(/
  expect(
    where((path, content) => /^src\/(?!platform\/)/.test(path) && !path.endsWith('.test.ts') && direct.test(content)),
  ).toEqual([])
})

test('every module is on the level list', () => {
  expect(readdirSync('src/modules').filter((name) => !(LEVELS as readonly string[]).includes(name))).toEqual([])
})

test('every module has a front door', () => {
  const modules = readdirSync('src/modules')
  expect(modules.filter((name) => !tracked.includes(`src/modules/${basename(name)}/index.ts`))).toEqual([])
})

test('imports follow the levels', { timeout: 120_000 }, () => {
  const report = execFileSync('npx', ['depcruise', 'src', '--output-type', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  const { summary } = JSON.parse(report) as {
    summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] }
  }
  expect(summary.totalCruised).toBeGreaterThan(50)
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
})
