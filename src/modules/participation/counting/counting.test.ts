/** Opened ballots are counted once, explained in words, compared by other rules; files of past votes pass the gate. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import { visitor } from '#platform/actor'
import { createTally, greedy, readPabulib, type Election } from '#counting'
import { EDITION, openVote, organiser, type TestVote } from '../ballots/testing.ts'
import type { ListedProject } from '../budgets/types.ts'
import { createSociety } from '../society/service.ts'
import { counted, districts } from '../society/store.ts'
import { createCounting, type Counting } from './service.ts'

let vote: TestVote
let counting: Counting
const delivered: (readonly ListedProject[])[] = []
let isFailing = true
beforeAll(async () => {
  vote = await openVote({ rules: { vote: { ways: ['register'] }, pools: pools() } })
  // What jobs would do is done here, step by step.
  await vote.jobs.stop()
  const { db, needs, ballots, budgets } = vote
  counting = createCounting({
    ...{ ...needs, db, budgets, opened: ballots.opened, drawn: ballots.drawn },
    delivering: async () => async (_tx, winners) => {
      delivered.push(winners)
      if (isFailing) throw new Error('killed in the middle')
    },
  })
  await vote.register(Array.from({ length: 8 }, (_, i) => i))
  await vote.begin()
})
afterAll(() => vote.close())

/** Money for one of three projects in the district, for two in the city with what the district leaves over. */
function pools() {
  const three = (text: string) => ({ pl: text, en: text, uk: text })
  return [
    { code: 'old-town', section: 'district', names: three('Old Town'), area: 'test/old-town', amount_minor: 150_000 },
    { code: 'city', section: 'citywide', names: three('The whole city'), amount_minor: 150_000 },
  ]
}
const refuses = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code })

describe('a vote', () => {
  test('before the ballots are opened there is no result, and nobody learns one', async () => {
    for (let n = 0; n < 5; n++) {
      await vote.vote(n, 'district', 'old-town', n < 3 ? [['D1', 1]] : [['D2', 1], ['D3', 1]]) // prettier-ignore
      await vote.vote(n, 'citywide', 'city', n === 0 ? [] : [['C2', 1], ['C3', 1]]) // prettier-ignore
    }
    await refuses(counting.result(EDITION), 'participation.notCounted')
    await refuses(counting.explained(EDITION, 'city'), 'participation.notCounted')
    await refuses(counting.pabulib(EDITION, 'city'), 'participation.notCounted')
  })

  test('killed in the middle it leaves nothing; then it is counted once, however often it is asked', async () => {
    await vote.end()
    await expect(counting.count(EDITION)).rejects.toThrow('killed')
    expect(await counting.resultOf(EDITION)).toBeUndefined()
    isFailing = false
    await Promise.all([counting.count(EDITION), counting.count(EDITION)])
    await counting.count(EDITION)
    expect(delivered.length).toBe(2)
    expect(delivered[1]!.map(({ number }) => number)).toEqual(['C2', 'C3', 'D1'])
    await vote.ledger.sequence()
    const { entries } = await vote.ledger.list({ kind: 'participation.counted' })
    const { sha256 } = await counting.result(EDITION)
    expect(entries.map(({ entry }) => entry.payload)).toEqual([{ edition: EDITION, sha256, winners: ['D1', expect.stringMatching(/C2|C3/), expect.stringMatching(/C2|C3/)] }]) // prettier-ignore
    expect((await vote.budgets.edition(EDITION)).state).toBe('counted')
  })

  test('whoever counts again from the ballots finds the same document', async () => {
    const result = (await counting.resultOf(EDITION))!
    const sealed = JSON.parse(await vote.budgets.sealed(EDITION)) as Election & { list: Election['projects'] }
    const tally = createTally({ ...sealed, edition: EDITION, projects: sealed.list })
    for await (const ballot of vote.ballots.opened(EDITION)) tally.add(ballot)
    expect(tally.result(result)).toEqual(result)
    expect(result.pools.map(({ budget_minor, left_minor }) => [budget_minor, left_minor])).toEqual([
      [150_000, 50_000],
      [200_000, 0],
    ])
  })

  test('how people took part is counted of it: eight in the register are too few to be told of', async () => {
    const { db, budgets } = vote
    expect(await counted(db)).toEqual([{ edition: EDITION, registered: 8, voters: 5, authors: 0, authorsNew: 0, answersDue: 0, answersInTime: 0 }]) // prettier-ignore
    expect((await districts(db, EDITION)).reduce((sum, { voters }) => sum + voters, 0)).toBe(5)
    const figures = await createSociety({ db, budgets, timezone: 'Europe/Warsaw' }).figures()
    expect(figures).toContainEqual({ measure: 'budget_voters', unit: 'person', period: '2027', edition: EDITION, value: null, lack: 'tooFew' }) // prettier-ignore
  })

  test('every decision is told in three languages', async () => {
    const { decisions, empty, received } = await counting.explained(EDITION, 'city')
    expect([empty, received]).toEqual([1, [{ pool: 'old-town', minor: 50_000 }]])
    expect(decisions.map(({ enters }) => enters)).toEqual([true, true, false])
    const [first, , last] = decisions
    expect(first!.said.en).toMatch(/^enters: 4 votes, 1,000.PLN, 1,000.PLN left\. It came before C\d Project C\d, which had just as much, by the public lot\.$/) // prettier-ignore
    expect(first!.said.pl).toMatch(/^wchodzi: 4 głosy, 1.000.zł, zostaje 1.000.zł\. Miał tyle samo co C\d/)
    expect(last!.said.uk).toMatch(/^замало голосів: 0/)
    await refuses(counting.explained(EDITION, 'sea'), 'participation.unknownPool')
  })

  test('other rules are counted once, and tell what each means', async () => {
    await counting.compare(EDITION)
    await counting.compare(EDITION)
    const found = await counting.comparisons(EDITION, 'old-town')
    expect(found.map(({ way }) => way).sort()).toEqual(['equalShares', 'equalSharesOnly', 'own', 'phragmen', 'votes', 'votesStop']) // prettier-ignore
    const own = found.find(({ way }) => way === 'own')!
    expect(own).toMatchObject({ winners: ['D1'], spent_minor: 100_000, voters: 5, withSomething: 3 })
    expect(own.tenths.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
  })

  test('its file of the standard gives the same winners, and says nothing of the voters', async () => {
    let text = ''
    for await (const line of await counting.pabulib(EDITION, 'old-town')) text += line
    const pabulib = readPabulib(text)
    expect(pabulib.problems).toEqual([])
    expect(pabulib.voteColumns).toEqual(['voter_id', 'vote'])
    expect(greedy(pabulib.profile).winners).toEqual(['D1'])
    expect(pabulib.projects.filter((row) => row.get('selected') === '1').map((row) => row.get('project_id'))).toEqual(['D1']) // prettier-ignore
  })
})

const file = (voters: string[]) =>
  `META\nkey;value\ndescription;Harbour 2019\nbudget;1000\nvote_type;approval\ncurrency;PLN\nPROJECTS\nproject_id;cost;name;selected\na;600;Park;1\nb;500;Bridge;0\nVOTES\nvoter_id;vote;age;sex\n${voters.join('\n')}\n`
const officer: Actor = { id: 'officer', kind: 'person', can: () => true }

describe('a vote of the past', () => {
  test('without what tells of voters it passes by rule, and is compared by every rule', async () => {
    const { archives } = counting
    const given = { file: file(['x1;a;34;F', 'x2;a;41;M', 'x3;b;19;F']) }
    await refuses(archives.bring(visitor, given), 'unauthenticated')
    const { id, title } = await archives.bring(organiser, given)
    expect(title).toBe('Harbour 2019')
    expect((await archives.bring(organiser, given)).id).toBe(id)
    await refuses(archives.read(visitor, id), 'participation.unknownArchive')
    expect((await archives.publish(organiser, id)).isPublic).toBe(true)
    await archives.compare(id)
    const { comparisons } = await archives.read(visitor, id)
    expect(comparisons.find(({ way }) => way === 'own')).toMatchObject({ winners: ['a'], withSomething: 2, traits: {} })
    let kept = ''
    for await (const chunk of await archives.file(visitor, id)) kept += String(chunk)
    expect(kept).toContain('voter_id;vote\n1;a\n2;a\n3;b\n')
  })

  test('what tells of voters waits at the gate until another person opens it', async () => {
    const { archives } = counting
    const voters = Array.from({ length: 30 }, (_, i) => `x${i};${i % 3 ? 'a' : 'b'};${20 + i};${i % 2 ? 'F' : 'M'}`)
    const { id } = await archives.bring(organiser, { file: file(voters), traits: 'asTheyAre' })
    const held = await archives.publish(organiser, id).then(() => expect.unreachable(), (error) => error) // prettier-ignore
    expect(held).toMatchObject({ code: 'governance.held' })
    await refuses(archives.read(visitor, id), 'participation.unknownArchive')
    const { gate } = vote.governance
    const { findings } = await gate.examination(officer, held.details.id)
    expect(findings.map(({ detector }) => detector)).toContain('singledOut')
    const answers = findings.map((_, finding) => ({ finding, kind: 'lawful' as const, text: 'Published by the city.' }))
    await gate.decide(officer, held.details.id, { verdict: 'open', grounds: 'Public already.', answers })
    expect((await archives.publish(organiser, id)).isPublic).toBe(true)
    await archives.compare(id)
    expect((await archives.read(visitor, id)).isCompared).toBe(true)
    const own = (await archives.read(visitor, id)).comparisons.find(({ way }) => way === 'own')!
    expect(own.traits.age!.map(({ value, voters }) => [value, voters])).toEqual([['18-29', 10], ['30-44', 15], ['45-59', 5]]) // prettier-ignore
    expect(own.traits.sex!.reduce((sum, { money }) => sum + money, 0)).toBeCloseTo(1)
  })

  test('what is no vote is refused, and one that nobody saw is forgotten', async () => {
    const { archives } = counting
    await refuses(archives.bring(organiser, { file: 'a;b' }), 'counting.notPabulib')
    await refuses(archives.bring(organiser, { file: file([]) }), 'participation.archiveEmpty')
    const { id } = await archives.bring(organiser, { file: file(['1;a;5;F']) })
    await archives.discard(organiser, id)
    await refuses(archives.read(organiser, id), 'participation.unknownArchive')
  })
})
