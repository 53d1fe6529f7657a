/** Greedy and Phragmén by their books, ties by the rule, and lots that anybody draws again. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { greedy, phragmen, profileOf, readPabulib, tiesOf, type Choice } from './index.ts'

const ORACLE = '../shared/oracles/pabulib'
const held = existsSync(ORACLE) ? readdirSync(ORACLE).filter((file) => file.endsWith('.pb')) : []

describe.skipIf(held.length === 0)('what cities chose by votes', () => {
  const files = held
    .map((file) => [file, readPabulib(readFileSync(`${ORACLE}/${file}`, 'utf8'))] as const)
    .filter(([, { meta, projects }]) => meta.get('rule')!.startsWith('greedy') && projects[0]!.has('selected'))

  test.each(files)('%s', (_, { meta, voteType, projects, profile }) => {
    const threshold = Number(meta.get('min_project_score_threshold') ?? 0)
    const { winners } = greedy(profile, { by: voteType === 'approval' ? 'votes' : 'score', threshold })
    const selected = projects.filter((row) => row.get('selected') === '1').map((row) => row.get('project_id'))
    expect(winners.sort()).toEqual(selected.sort())
  })
})

const election = (costs: number[], ballots: string[], budget: number) => {
  const projects = costs.map((cost, i) => ({ id: 'abcdef'[i]!, cost: BigInt(cost) }))
  const choices = ballots.map((ballot) =>
    [...ballot].map((id): Choice => ({ project: 'abcdef'.indexOf(id), points: 1 })),
  )
  return profileOf({ projects, budget: BigInt(budget), choices })
}
const said = ({ decisions }: ReturnType<typeof greedy>) =>
  decisions.map(({ project, reason }) => `${project} ${reason}`)

describe('greedy', () => {
  const profile = election([50, 60, 40, 5], ['abc', 'ab', 'ab', 'b', 'c', 'd', 'c'], 100)

  test('skips what does not fit, or stops at it', () => {
    expect(said(greedy(profile))).toEqual(['b fits', 'c fits', 'a overBudget', 'd overBudget'])
    const roomy = { ...profile, budget: 104n }
    expect(said(greedy(roomy, { ties: ['votes', 'id'] }))).toEqual(['b fits', 'a overBudget', 'c fits', 'd overBudget'])
    expect(said(greedy(roomy, { ties: ['id'], next: 'stop' }))).toEqual([
      'b fits',
      'a overBudget',
      'c stopped',
      'd stopped',
    ])
  })

  test('leaves out what has too few votes, and what a limit excludes, saying which', () => {
    const limits = [{ name: 'Stare Miasto', projects: new Set(['b', 'c']), most: 1 }]
    const { decisions } = greedy({ ...profile, budget: 200n }, { threshold: 2, limits })
    expect(decisions.map(({ project, reason, limit }) => [project, reason, limit])).toEqual([
      ['b', 'fits', undefined],
      ['c', 'constraint', 'Stare Miasto'],
      ['a', 'fits', undefined],
      ['d', 'belowThreshold', undefined],
    ])
  })
})

test('Phragmén: nobody is given more than anybody else before a purchase, reckoned in plain fractions', () => {
  const cases = fc.record({
    costs: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 6, maxLength: 6 }),
    ballots: fc.array(
      fc.subarray([...'abcdef'], { minLength: 1 }).map((ids) => ids.join('')),
      { minLength: 1, maxLength: 8 },
    ),
  })
  fc.assert(
    fc.property(cases, fc.integer({ min: 12, max: 40 }), ({ costs, ballots }, budget) => {
      const profile = election(costs, ballots, budget)
      // Over one large denominator: every share that can come up divides it.
      const one = 840n ** 6n
      const loads = ballots.map(() => 0n)
      const winners: string[] = []
      let left = budget
      for (;;) {
        const open = [...'abcdef'].filter(
          (id) => !winners.includes(id) && ballots.some((ballot) => ballot.includes(id)),
        )
        const next = open
          .map((id) => {
            const voters = ballots.flatMap((ballot, i) => (ballot.includes(id) ? [i] : []))
            const sum = voters.reduce((all, i) => all + loads[i]!, BigInt(costs['abcdef'.indexOf(id)]!) * one)
            return { id, cost: costs['abcdef'.indexOf(id)]!, voters, at: sum / BigInt(voters.length) }
          })
          .sort(
            (a, b) =>
              Number(a.at - b.at) || a.cost - b.cost || b.voters.length - a.voters.length || (a.id < b.id ? -1 : 1),
          )[0]
        if (!next || next.cost > left) break
        winners.push(next.id)
        left -= next.cost
        for (const i of next.voters) loads[i] = next.at
      }
      expect(phragmen(profile).winners).toEqual(winners)
    }),
    { numRuns: 500 },
  )
})

test('equals are parted by the rule that was said, and a lot by its seed alone', () => {
  const profile = election([20, 10, 10], ['a', 'b', 'c'], 10)
  expect(greedy(profile, { ties: tiesOf('cost, id') }).winners).toEqual(['b'])
  const drawn = new Set(
    Array.from({ length: 20 }, (_, i) => greedy(profile, { ties: tiesOf(`cost,lot:${i}`) }).winners.join()),
  )
  expect(drawn).toEqual(new Set(['b', 'c']))
  expect(greedy(profile, { ties: tiesOf('cost,lot:7') })).toEqual(greedy(profile, { ties: tiesOf('cost,lot:7') }))
  expect(() => tiesOf('cost,luck')).toThrow(
    expect.objectContaining({ code: 'counting.ties', details: { found: 'luck' } }),
  )
})
