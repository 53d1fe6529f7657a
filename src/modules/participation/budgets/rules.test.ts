/** Rules that do not fit together are told all at once; phases are only extended, and what is open is open to the millisecond. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PHASES as KINDS, Rules, type Edition, type Phase, type RulesDraft } from './types.ts'
import { PHASES, rulesOf } from '../testing.ts'
import {
  demandExtendable,
  demandOpen,
  demandSound,
  demandUsedKept,
  drawn,
  extended,
  missing,
  phaseAt,
  phaseProblems,
} from './rules.ts'

const problemsOf = (more: Partial<RulesDraft>): [string, string][] => {
  try {
    demandSound(Rules.parse(rulesOf(more)))
    return []
  } catch (error) {
    const { details } = error as { details: { problems: { field: string; problem: string }[] } }
    return details.problems.map(({ field, problem }) => [field, problem])
  }
}
const [first, second] = PHASES as [Phase, Phase]
const { sections, pools } = Rules.parse(rulesOf())
const [district, citywide] = sections as [Rules['sections'][0], Rules['sections'][0]]

test('rules that fit have no problem', () => expect(problemsOf({})).toEqual([]))

test.each<[string, Partial<RulesDraft>, [string, string][]]>([
  ['a phase that runs backwards', { phases: PHASES.map((one) => (one.kind === 'appeal' ? { ...one, from: one.to, to: one.from } : one)) }, [['phases.appeal.to', 'phaseBackward']]],
  ['phases that overlap', { phases: [{ ...first, to: second.to }, ...PHASES.slice(1)] }, [['phases.formalCheck.from', 'phaseOverlap']]],
  ['phases in another order', { phases: [second, first, ...PHASES.slice(2)] }, [['phases.submission', 'phaseOrder']]],
  ['a phase twice', { phases: [first, first, ...PHASES.slice(1)] }, [['phases.submission', 'phaseTwice']]],
  ['no vote', { phases: [first] }, [['phases', 'noVote']]],
  ['a pool of no section', { pools: [...pools, { ...pools[0]!, code: 'other', section: 'none' }] }, [['pools.other.section', 'unknownSection']]],
  ['a district without its area', { pools: [{ ...pools[0]!, area: undefined }, pools[1]!] }, [['pools.old-town.area', 'noArea']]],
  ['a section without money', { pools: [pools[1]!], sections: [{ ...district, count: { ...district.count, unusedTo: undefined } }, citywide] }, [['sections.district', 'noPool']]],
  ['money that flows in a circle', { sections: [district, { ...citywide, count: { ...citywide.count, unusedTo: 'old-town' } }] }, [['sections.district.unusedTo', 'moneyCircle'], ['sections.citywide.unusedTo', 'moneyCircle']]],
  ['an age that nobody is asked for', { vote: { ways: ['code'], age_min: 16 } }, [['vote.age_min', 'ageNotDemanded']]],
  ['more points for one than there are', { sections: [district, { ...citywide, ballot: { kind: 'points', points: 5, mostEach: 6 } }] }, [['sections.citywide.ballot', 'pointsBackward']]],
])('%s is told, where it stands', (_, more, expected) => expect(problemsOf(more)).toEqual(expected)) // prettier-ignore

const phases = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 4, maxLength: 18 })
  .map((days) => days.sort((a, b) => a - b).map((day) => new Date(Date.UTC(2027, 0, 1 + day))))
  .map((at) => KINDS.slice(-Math.floor(at.length / 2)).map((kind, i): Phase => ({ kind, from: at[2 * i]!, to: at[2 * i + 1]! }))) // prettier-ignore
const withVote = phases.filter((all) => all.some(({ kind }) => kind === 'vote'))

test('an extension that is allowed leaves phases that fit, and none of them ends earlier', () => {
  fc.assert(
    fc.property(withVote, fc.nat(), fc.integer({ min: 1, max: 60 }), (all, which, days) => {
      const { kind, to } = all[which % all.length]!
      const until = new Date(to.getTime() + days * 86_400_000)
      const edition = { ...Rules.parse(rulesOf({ phases: all })), state: 'announced', version: 1, extensions: [] } as Edition // prettier-ignore
      try {
        demandExtendable(edition, kind, until, new Date(0))
      } catch (error) {
        return (error as { code: string }).code === 'participation.followingOver'
      }
      const after = extended(all, [{ phase: kind, until }])
      return phaseProblems(after).length === 0 && after.every((one, i) => one.to >= all[i]!.to && one.from >= all[i]!.from) // prettier-ignore
    }),
  )
})

test('whatever the time, at most one phase runs, and the vote is open in it alone', () => {
  fc.assert(
    fc.property(withVote, fc.integer({ min: -1, max: 402 * 1_440 }), (all, minutes) => {
      const now = new Date(Date.UTC(2027, 0, 1) + minutes * 60_000)
      const edition = { phases: all, state: 'sealed' } as Edition
      const isOpen = (() => {
        try {
          demandOpen(edition, 'vote', now)
          return true
        } catch {
          return false
        }
      })()
      return isOpen === (phaseAt(edition, now)?.kind === 'vote')
    }),
  )
})

test('what stands in the way of announcing is told with its place; what proposals are for stays', () => {
  const rules = Rules.parse(rulesOf({ vote: {}, pools: [pools[0]!, { ...pools[1]!, amount_minor: 0 }] }))
  const told = missing(rules, first.from).map(({ field, problem }) => `${field} ${problem}`)
  expect(told).toEqual(['vote.ways noWay', 'pools.city.amount noMoney'])
  expect(missing(Rules.parse(rulesOf()), first.from)).toEqual([])
  expect(() => demandUsedKept(rules, { pools: ['city'], categories: [] })).not.toThrow()
  expect(() => demandUsedKept(rules, { pools: ['gone'], categories: ['green'] })).toThrow(
    expect.objectContaining({ details: { count: 2, problems: [expect.objectContaining({ problem: 'poolUsed' }), expect.objectContaining({ problem: 'categoryUsed' })] } }), // prettier-ignore
  )
})

test('the order on the ballot is the same for everybody who has the seal, and another for another seal', () => {
  const list = Array.from({ length: 12 }, (_, i) => ({ number: String(i + 1) }))
  const order = (all: typeof list, seal: string) => drawn(all, seal).map(({ number }) => number)
  expect(order(list, 'a')).toEqual(order(list.toReversed(), 'a'))
  expect(order(list, 'a').toSorted()).toEqual(list.map(({ number }) => number).toSorted())
  expect(order(list, 'a')).not.toEqual(order(list, 'b'))
})
