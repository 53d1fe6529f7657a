/** For the test that kills it: a process that seals a vote, or casts the ballots it is given, says which are acknowledged, then ends the vote and counts it. */
import { text } from 'node:stream/consumers'
import { fixedClock } from '#platform/clock'
import { openDatabase } from '#platform/db'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { systemIds } from '#platform/ids'
import { createJobs } from '#platform/jobs'
import { createLedger, keptSigner } from '#platform/ledger'
import { createGovernance } from '#governance'
import { createPlaces } from '#places'
import { createBudgets } from '../budgets/service.ts'
import { createCounting } from '../counting/service.ts'
import { createEligibility } from '../eligibility/service.ts'
import { EDITION } from '../testing.ts'
import { createBallots, keysFrom } from './service.ts'
import { connectSigner } from './signer/connect.ts'
import type { BallotDraft } from './types.ts'

export type Order = {
  databaseUrl: string
  dataDir: string
  now: string
  seal?: boolean
  ballots: BallotDraft[]
  end?: string
  count?: 'stuck' | 'on'
}
const { databaseUrl, dataDir, now, seal, ballots: drafts, end, count } = JSON.parse(await text(process.stdin)) as Order

const report = (error: unknown) => process.stderr.write(`${String(error)}\n`)
const database = await openDatabase({ dataDir, databaseUrl })
const { db } = database
const clock = fixedClock(now)
const ids = systemIds
const jobs = createJobs({ database, ids, onError: report })
await jobs.start()
const events = createEvents(jobs)
const noteSigner = keptSigner({ dataDir, origin: 'example.org/ledger' })
const ledger = createLedger({ db, clock, ids, signer: noteSigner })
const files = createFiles({ dataDir, ids })
const { signer, pid } = connectSigner({ folder: `${dataDir}/signer` })
const { gate } = createGovernance({ db, clock, ids, ledger, events, makerOf: async () => undefined })
const parts = { db, clock, ids, ledger, files, jobs, events, gate, signer, noteSigner }
// In the midst of the transaction that seals: the keys are made, and nothing is committed.
const projectsOf = () => {
  say('sealing')
  return new Promise<never>(() => {})
}
const budgets = createBudgets({
  ...parts,
  above: { usedOf: async () => ({ pools: [], categories: [] }), projectsOf, keysOf: keysFrom(signer) },
})
const eligibility = createEligibility({
  ...parts,
  budgets,
  claimsOf: async () => ({}),
  family: { consentOf: async () => undefined, childrenOf: async () => [] },
  tellConsent: async () => {},
  tellIssued: async () => {},
})
const ballots = createBallots({
  ...parts,
  budgets,
  eligibility,
  resultOf: async () => undefined,
  onError: report,
})
const counting = createCounting({
  ...{ ...parts, budgets, opened: ballots.opened, drawn: ballots.drawn, timezone: 'UTC' },
  places: createPlaces({ db, clock, ledger, events, gate }),
  delivering: async () => async () => {
    say('counting')
    // In the midst of the transaction of the count, with everything written and nothing committed.
    if (count === 'stuck') await new Promise(() => {})
  },
})

const say = (what: string) => process.stdout.write(`${what}\n`)
// After the vote its keys are gone, which the signer says as soon as it is up.
await signer.personKeys(EDITION, ['up']).catch(report)
say(`signer ${pid()}`)
if (seal) await budgets.tick()
for (const draft of drafts) {
  const { commitment } = await ballots.cast(EDITION, draft)
  say(`cast ${commitment}`)
  await ballots.advance()
}
if (end) {
  clock.set(new Date(end))
  await budgets.tick()
  say('closed')
  await ballots.advance()
  say('opened')
}
if (count) {
  await Promise.all([counting.count(EDITION), counting.count(EDITION)])
}
say('done')
await new Promise(() => setInterval(() => {}, 1_000))
