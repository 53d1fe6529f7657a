/** For tests: participation on an empty database, an edition of two pools whose phases a test sets, and persons who act. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs, migrations as jobsMigrations } from '#platform/jobs'
import { createLedger, keptSigner, migrations as ledgerMigrations } from '#platform/ledger'
import type { Message } from '#platform/mail'
import { createIdentity, migrations as identityMigrations } from '#identity'
import { createGovernance, migrations as governanceMigrations } from '#governance'
import { createPlaces, migrations as placesMigrations } from '#places'
import { createStrategy, migrations as strategyMigrations } from '#strategy'
import { openDesk } from './ballots/signer/desk.ts'
import { createParticipation, migrations, type Needs, type Phase, type RulesDraft } from './index.ts'

const MIGRATIONS = [
  ...jobsMigrations,
  ...ledgerMigrations,
  ...identityMigrations,
  ...governanceMigrations,
  ...placesMigrations,
  ...strategyMigrations,
  ...migrations,
]

export const three = (text: string) => ({ pl: text, en: text, uk: text })
/** Somebody who may do just this, everywhere. */
export const person = (id: string, ...may: string[]): Actor => ({
  ...{ id, kind: 'person' },
  can: (permission) => may.includes(permission),
})
export const organiser = person('organiser', 'participation.organise')

export const EDITION = 'test-1'
/** Two days each, one after the other, from 1 March 2027; the vote is from the 11th to the 13th. */
export const PHASES: Phase[] = (
  ['submission', 'formalCheck', 'opinions', 'appeal', 'list', 'vote', 'count', 'delivery'] as const
).map((kind, i) => ({ kind, from: day(1 + 2 * i), to: day(3 + 2 * i) }))
function day(number: number): Date {
  return new Date(Date.UTC(2027, 2, number))
}
/** In the midst of a phase. */
export const during = (kind: Phase['kind'], phases: readonly Phase[] = PHASES): Date => {
  const { from, to } = phases.find((phase) => phase.kind === kind)!
  return new Date((from.getTime() + to.getTime()) / 2)
}

/** One district, one pool for the whole city; two choices each; whatever the district leaves goes to the city. */
export const rulesOf = (more: Partial<RulesDraft> = {}): RulesDraft => ({
  ...{ code: EDITION, number: 1, year: 2028, names: three('First edition'), currency: 'PLN', phases: PHASES },
  sections: (['district', 'citywide'] as const).map((code) => ({
    ...{ code, names: three(code), choice: code === 'district' ? 'residence' : 'any' },
    ballot: { kind: 'approval', most: 2 },
    count: {
      ...{ rule: 'greedy', whenNextDoesNotFit: 'skip', ties: ['lot'] },
      ...(code === 'district' && { unusedTo: 'city' }),
    },
    cost: { least_minor: 0, most_minor: 10_000_000 },
  })),
  pools: [
    {
      code: 'old-town',
      section: 'district',
      names: three('Old Town'),
      area: 'test/old-town',
      amount_minor: 10_000_000,
    },
    { code: 'city', section: 'citywide', names: three('The whole city'), amount_minor: 20_000_000 },
  ],
  submit: { who: 'anyone', supporters: 1 },
  vote: { ways: ['register', 'code', 'paper'] },
  batchMin: 2,
  ...more,
})

export async function openParticipation(change: (needs: Needs) => Needs = (needs) => needs) {
  const dataDir = mkdtempSync(join(tmpdir(), 'unia-participation-'))
  const database = await testDatabase(MIGRATIONS)
  const { db } = database
  const clock = fixedClock(during('submission'))
  const ids = systemIds
  const problems: unknown[] = []
  const letters: Message[] = []
  const mail = { send: async (_tx: unknown, letter: Message) => `${letters.push(letter)}` }
  const jobs = createJobs({ database, ids, onError: (error) => problems.push(error) })
  const events = createEvents(jobs)
  const noteSigner = keptSigner({ dataDir, origin: 'example.org/ledger' })
  const ledger = createLedger({ db, clock, ids, signer: noteSigner })
  const files = createFiles({ dataDir, ids })
  const config = { baseUrl: 'https://city.example', secret: 'a secret of the tests, long enough to be one' }
  const identity = createIdentity({ db, clock, ids, ledger, jobs, events, mail, config })
  const governance = createGovernance({ db, clock, ids, ledger, events, makerOf: async () => undefined })
  const { gate } = governance
  const places = createPlaces({ db, clock, ledger, events, gate })
  const timezone = 'Europe/Warsaw'
  const lower = { database, clock, ids, ledger, jobs, events, files, mail, identity, gate, places, timezone }
  const strategy = createStrategy({
    ...lower,
    db: database.db,
    indicators: { definitions: async () => [], series: async () => [], moment: async () => undefined },
    ...{ analysis: undefined as never, press: undefined as never, catalog: undefined as never },
    ...{ own: { asset: 'none', terms: 'CC0-1.0' }, home: 'city', currency: 'PLN', baseUrl: config.baseUrl },
    uploadBytesMax: 1_000_000,
    hasOrigin: async () => true,
  })
  const needs = change({
    ...{ ...lower, baseUrl: config.baseUrl, strategy, dataDir, noteSigner },
    signer: openDesk(join(dataDir, 'signer')),
    onError: (error) => problems.push(error),
  })
  const participation = createParticipation(needs)
  await jobs.start()
  return {
    ...{ ...lower, ...participation, participation, db, strategy, governance, dataDir, letters, problems, needs },
    /** An announced edition, with rules that differ as `more` says. */
    async edition(more: Partial<RulesDraft> = {}) {
      const { code, version } = await participation.budgets.draft(organiser, rulesOf(more))
      return participation.budgets.announce(organiser, code, { version, grounds: 'A test' })
    },
    async close(): Promise<void> {
      await jobs.stop()
      await database.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}
export type TestParticipation = Awaited<ReturnType<typeof openParticipation>>
