/** Votes counted and checked from the command line. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { unia } from '../testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-count-'))
afterAll(() => rmSync(folder, { recursive: true }))
const kept = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const vote = kept(
  'vote.pb',
  'META\nkey;value\nbudget;100.50\nvote_type;approval\nrule;greedy\nPROJECTS\nproject_id;cost;name\na;60;Park\nb;40.5;Ławki\nc;50;Most\nVOTES\nvoter_id;vote\n1;a,b\n2;a,b\n3;a\n4;c\n5;c\n6;c\n',
)

test('winners, order, reasons and time; what is told is what is counted', async () => {
  const { code, out } = await unia(
    'count',
    vote,
    '--rule',
    'equal-shares',
    '--completion',
    'add1+utilitarian',
    '--json',
  )
  expect(code).toBe(0)
  const result = JSON.parse(out) as Record<string, unknown>
  expect(result).toMatchObject({
    ...{
      rule: 'equal-shares',
      completion: 'add1+utilitarian',
      voters: 6,
      budget: '100.5',
      winners: ['c', 'b'],
      spent: '90.5',
      left: '10',
    },
    time_ms: expect.any(Number),
  })
  expect(result.decisions).toContainEqual(
    expect.objectContaining({ project: 'a', enters: false, reason: 'overBudget' }),
  )
  const told = await unia('count', vote)
  expect(told.out.split('\n')).toEqual([
    '+ c Most: enters: 3 votes, 50, 50.5 left. It came before a, which had just as much, by its lower cost.',
    '  a Park: does not fit: 60, 50.5 left',
    '+ b Ławki: enters: 2 votes, 40.5, 10 left',
    '2 of 3 enter, 90.5 spent, 10 left',
    '',
  ])
})

test('what if a project had not been there, and of two at most one', async () => {
  const winners = async (...args: string[]) => {
    const { out } = await unia('count', vote, '--json', ...args)
    return (JSON.parse(out) as { winners: string[]; voters: number }).winners
  }
  expect(await winners('--without', 'c')).toEqual(['a', 'b'])
  for (const rule of ['greedy', 'equal-shares', 'phragmen'])
    for (const sets of [['c,b'], ['a,c', 'b,c']]) {
      const won = await winners('--rule', rule, ...sets.flatMap((set) => ['--excluding', set]))
      for (const set of sets) expect(set.split(',').filter((id) => won.includes(id)).length).toBeLessThanOrEqual(1)
    }
  expect(await winners('--excluding', 'c,b')).toEqual(['c'])
  const wrong = await unia('count', vote, '--without', 'x')
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('no project x')])
})

test('a rule, a completion or ties that are not known end with 2 and the choices', async () => {
  for (const args of [
    ['--rule', 'luck'],
    ['--completion', 'all'],
    ['--ties', 'luck'],
    ['--threshold', 'x'],
    ['--next', 'x'],
  ]) {
    const { code, err } = await unia('count', vote, ...args)
    expect([args, code]).toEqual([args, 2])
    expect(err).not.toBe('')
  }
  expect((await unia('count')).code).toBe(2)
})

test('pabulib check says what is wrong, by line', async () => {
  expect((await unia('pabulib', 'check', vote)).code).toBe(0)
  const bad = kept(
    'bad.pb',
    'META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\na;free\nVOTES\nvoter_id;vote\n1;a\n',
  )
  const { code, out } = await unia('pabulib', 'check', bad)
  expect(code).toBe(1)
  expect(out).toContain(`${bad}:7: The cost of a must be an amount above zero; found “free”.`)
  expect(JSON.parse((await unia('pabulib', 'check', bad, '--json')).out)).toMatchObject({
    problems: [
      { line: 7, code: 'cost' },
      { line: 10, code: 'unknownProject' },
    ],
  })
  expect((await unia('pabulib', 'check', kept('none.pb', 'x;y'))).code).toBe(1)
})
