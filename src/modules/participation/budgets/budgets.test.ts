/** An edition is announced, changed with grounds, sealed when voting opens and closed when it ends; what is sealed stays. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { canonical, type Json } from '#platform/ledger'
import { fingerprintOf } from '#governance'
import {
  during,
  EDITION,
  openParticipation,
  organiser,
  PHASES,
  rulesOf,
  three,
  type TestParticipation,
} from '../testing.ts'
import { createBudgets } from './service.ts'
import type { ListedProject } from './types.ts'

const project = (number: string, pool: string): ListedProject => ({
  ...{ number, pool, proposalId: `proposal-${number}`, titles: three(`Project ${number}`), cost_minor: 100_000 },
})
const list = [project('1', 'old-town'), project('2', 'city')]

let house: TestParticipation
let budgets: ReturnType<typeof createBudgets>
beforeAll(async () => {
  house = await openParticipation()
  const above = {
    usedOf: async () => ({ pools: [], categories: [] }),
    projectsOf: async () => list,
    keysOf: async () => ({ keys: { city: 'key' }, lotCommitment: 'commitment' }),
  }
  budgets = createBudgets({ ...house.needs, db: house.db, above })
  await house.edition()
})
afterAll(() => house.close())
const refuses = (work: Promise<unknown>, code: string, details = {}) =>
  expect(work).rejects.toMatchObject({ code: `participation.${code}`, details })

describe('before the vote', () => {
  test('a draft is for who organises, an announced edition for everybody', async () => {
    const draft = await budgets.draft(organiser, rulesOf({ code: 'test-2' }))
    await refuses(budgets.edition('test-2'), 'unknownEdition')
    await expect(budgets.draft(visitor, rulesOf())).rejects.toMatchObject({ code: 'unauthenticated' })
    await refuses(budgets.draft(organiser, rulesOf()), 'editionExists')
    expect((await budgets.all()).map(({ code }) => code)).toEqual([EDITION])
    await budgets.discard(organiser, draft.code)
    await refuses(budgets.discard(organiser, EDITION), 'announced')
  })

  test('nobody can vote unless it is said how', async () => {
    const draft = await budgets.draft(organiser, rulesOf({ code: 'test-3', vote: {} }))
    await refuses(budgets.announce(organiser, 'test-3', { version: draft.version, grounds: 'x' }), 'rules', {
      problems: [{ field: 'vote.ways', problem: 'noWay' }],
    })
    await budgets.discard(organiser, 'test-3')
  })

  test('of two who change it at once the second is told', async () => {
    const { version, ...edition } = await budgets.edition(EDITION)
    const rules = { ...edition, names: three('Another name') }
    const [first, second] = await Promise.allSettled([
      budgets.change(organiser, EDITION, { rules, version, grounds: 'A slip' }),
      budgets.change(organiser, EDITION, { rules: edition, version, grounds: 'Another' }),
    ])
    expect([first, second].map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = [first, second].find((one) => one.status === 'rejected') as PromiseRejectedResult
    expect(lost.reason).toMatchObject({ code: 'participation.changedMeanwhile', details: { version: version + 1 } })
    expect((await budgets.versionsOf(EDITION)).map(({ grounds }) => grounds)).toHaveLength(2)
  })

  test('residents know the rules: a change has grounds, and what has begun stays', async () => {
    const { version, ...rules } = await budgets.edition(EDITION)
    await refuses(budgets.change(organiser, EDITION, { rules, version }), 'groundsMissing')
    const phases = rules.phases.map((phase, i) =>
      i === 0 ? { ...phase, to: new Date('2027-03-02T20:00:00Z') } : phase,
    )
    const shorter = { rules: { ...rules, phases }, version, grounds: 'x' }
    await refuses(budgets.change(organiser, EDITION, shorter), 'begun', { phase: 'submission' })
  })

  test('a phase is only extended, and what follows begins later', async () => {
    const until = (text: string) => ({ phase: 'submission' as const, until: new Date(text), grounds: 'A holiday' })
    await refuses(budgets.extend(organiser, EDITION, until('2027-03-02T00:00:00Z')), 'notLater')
    await refuses(budgets.extend(organiser, EDITION, until('2027-03-05T00:00:00Z')), 'followingOver')
    const { phases, extensions } = await budgets.extend(organiser, EDITION, until('2027-03-04T00:00:00Z'))
    expect(phases.slice(0, 2).map(({ from, to }) => [from.getUTCDate(), to.getUTCDate()])).toEqual([[1, 4], [4, 5]]) // prettier-ignore
    expect(extensions[0]).toMatchObject({ was: PHASES[0]!.to, grounds: 'A holiday' })
    await refuses(
      house.db.transaction().execute((tx) => budgets.demandOpen(tx, EDITION, 'vote')),
      'phaseClosed',
      { phase: 'vote', from: during('vote') && PHASES[5]!.from, to: PHASES[5]!.to },
    )
  })
})

describe('the vote', () => {
  const open = () => house.db.transaction().execute((tx) => budgets.demandOpen(tx, EDITION, 'vote'))
  const state = async () => (await budgets.edition(EDITION)).state

  test('opens when its time comes: rules, list and keys are sealed, once', async () => {
    house.clock.set(new Date(PHASES[5]!.from.getTime() - 1))
    await budgets.tick()
    expect(await state()).toBe('announced')
    house.clock.set(PHASES[5]!.from)
    await refuses(open(), 'phaseClosed')
    await Promise.all([budgets.tick(), budgets.tick()])
    expect(await open()).toMatchObject({ state: 'sealed' })
    await house.ledger.sequence()
    const { entries } = await house.ledger.list({ kind: 'participation.vote.sealed' })
    const document = JSON.parse(await budgets.sealed(EDITION)) as Json
    expect(entries).toHaveLength(1)
    expect(entries[0]!.entry).toMatchObject({ payload: { sha256: fingerprintOf(document) } })
    expect(canonical(document)).toBe(await budgets.sealed(EDITION))
    expect(document).toMatchObject({ list, keys: { city: 'key' }, lotCommitment: 'commitment', batchMin: 2 })
    expect(await budgets.listed(EDITION)).toEqual(list)
  })

  test('nothing sealed is changed: not by the service, not in the database', async () => {
    const { version, ...rules } = await budgets.edition(EDITION)
    await refuses(budgets.change(organiser, EDITION, { rules, version, grounds: 'x' }), 'sealed')
    const statements = [
      `update participation_editions set rules = rules || '{"batchMin": 3}'`,
      `update participation_editions set state = 'announced'`,
      'delete from participation_editions',
      `update participation_listed set content = content || '{"cost_minor": 1}'`,
      `delete from participation_listed where number = '1'`,
      `insert into participation_listed values ('${EDITION}', '3', 'city', '{}')`,
      `update participation_seals set sha256 = 'x'`,
      'delete from participation_seals',
      'truncate participation_listed, participation_seals',
      `update participation_versions set grounds = 'x'`,
      'delete from participation_extensions',
      'truncate participation_editions cascade',
    ]
    for (const statement of statements)
      await expect(sql.raw(statement).execute(house.db), statement).rejects.toMatchObject({ code: '23000' })
  })

  test('a clock that jumps back or forth for a moment opens nothing and loses nothing', async () => {
    house.clock.set(during('submission'))
    await refuses(open(), 'phaseClosed')
    await budgets.tick()
    house.clock.set(during('vote'))
    expect(await open()).toMatchObject({ state: 'sealed' })
  })

  test('is extended in public, and closes on the millisecond', async () => {
    const end = new Date('2027-03-14T00:00:00Z')
    await budgets.extend(organiser, EDITION, { phase: 'vote', until: end, grounds: 'The server was down' })
    house.clock.set(new Date(end.getTime() - 1))
    await budgets.tick()
    expect(await open()).toMatchObject({ state: 'sealed' })
    house.clock.set(end)
    await refuses(open(), 'phaseClosed', { to: end })
    await budgets.tick()
    expect(await state()).toBe('closed')
    house.clock.set(during('vote'))
    await refuses(open(), 'phaseClosed')
    const later = { phase: 'vote' as const, until: new Date('2027-03-20T00:00:00Z'), grounds: 'x' }
    await refuses(budgets.extend(organiser, EDITION, later), 'phaseOver')
  })

  test('then ballots are opened and counted, each step once', async () => {
    const step = (work: 'opened' | 'counted') => house.db.transaction().execute((tx) => budgets[work](tx, EDITION))
    await refuses(step('counted'), 'tooEarly')
    await step('opened')
    await step('opened')
    await step('counted')
    await step('opened')
    expect(await state()).toBe('counted')
    expect(house.problems).toEqual([])
  })
})
