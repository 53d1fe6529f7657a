/** A vote behind HTTP in a process of its own, with its signer in another, on a clock that `casting.ts` moves. Whoever says a number is that voter. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { system, visitor } from '#platform/actor'
import { migrate, openDatabase } from '#platform/db'
import { createEvents } from '#platform/events'
import { createFiles } from '#platform/files'
import { createHttp } from '#platform/http'
import { systemIds as ids } from '#platform/ids'
import { createJobs } from '#platform/jobs'
import { createLedger, keptSigner } from '#platform/ledger'
import { createLog } from '#platform/log'
import { createMetrics } from '#platform/metrics'
import { createGovernance } from '#governance'
import { createIdentity } from '#identity'
import { ballotRoutes, budgetRoutes, connectSigner } from '#participation'
import { migrations } from '../src/app.ts'
import { createBallots, keysFrom } from '../src/modules/participation/ballots/service.ts'
import { createBudgets } from '../src/modules/participation/budgets/service.ts'
import { issuedNotice } from '../src/modules/participation/eligibility/notice.ts'
import { createEligibility } from '../src/modules/participation/eligibility/service.ts'

const databaseUrl = process.argv[2]!
const voters = Number(process.argv[3])
const baseUrl = 'http://x.example'
const EDITION = 'bench'

const dataDir = mkdtempSync(join(tmpdir(), 'unia-bench-vote-'))
const database = await openDatabase({ dataDir, databaseUrl })
const { db } = database
await migrate(db, migrations)
let ahead_ms = 0
const clock = { now: () => new Date(Date.now() + ahead_ms) }
const jobs = createJobs({ database, ids, onError: console.error })
const events = createEvents(jobs)
const noteSigner = keptSigner({ dataDir, origin: 'x.example/ledger' })
const ledger = createLedger({ db, clock, ids, signer: noteSigner, onError: console.error })
const files = createFiles({ dataDir, ids })
const mail = { send: async () => '' }
const config = { baseUrl, secret: 'a secret of the bench, long enough to be one' }
const identity = createIdentity({ db, clock, ids, ledger, jobs, events, mail, config })
const { gate } = createGovernance({ db, clock, ids, ledger, events, makerOf: async () => undefined })
const { signer, stop } = connectSigner({ folder: join(dataDir, 'signer') })
const three = (text: string) => ({ pl: text, en: text, uk: text })
const list = Array.from({ length: 30 }, (_, i) => ({ number: String(100 + i), pool: 'city', proposalId: String(i), titles: three('x'), cost_minor: 100_000 })) // prettier-ignore
const parts = { db, clock, ids, ledger, files, jobs, events, gate, signer, noteSigner, onError: console.error }
const budgets = createBudgets({ ...parts, above: { projectsOf: async () => list, keysOf: keysFrom(signer) } })
const eligibility = createEligibility({
  ...{ ...parts, budgets, claimsOf: async () => ({}), family: identity, tellConsent: async () => {} },
  tellIssued: (tx, account, edition, section, kind) => identity.notices.tell(tx, issuedNotice(account, edition, section, kind)), // prettier-ignore
})
const ballots = createBallots({ ...parts, budgets, eligibility, resultOf: async () => undefined })

await jobs.start()
const [hour, actor] = [3_600_000, system('bench')]
const from = new Date(clock.now().getTime() + 2_000)
const to = new Date(from.getTime() + hour)
const { version } = await budgets.draft(actor, {
  ...{ code: EDITION, number: 1, year: 2030, names: three('Bench'), currency: 'PLN' },
  phases: [{ kind: 'vote', from, to }],
  sections: [
    {
      ...{ code: 'all', names: three('All'), choice: 'any', ballot: { kind: 'approval', most: 5 } },
      count: { rule: 'greedy', whenNextDoesNotFit: 'skip', ties: ['lot'] },
      cost: { least_minor: 0, most_minor: 1_000_000 },
    },
  ],
  pools: [{ code: 'city', section: 'all', names: three('City'), amount_minor: 1_000_000 }],
  ...{ submit: { who: 'anyone', supporters: 1 }, vote: { ways: ['code'] } },
})
await budgets.announce(actor, EDITION, { version, grounds: 'Bench' })
await sql`insert into identity_accounts (id, name, email)
  select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Voter', n || '@x.example'
  from generate_series(0, ${voters - 1}) n`.execute(db)
await sql`insert into participation_voters (edition, id, way, account_id, needs_consent)
  select ${EDITION}, gen_random_uuid(), 'code', ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, false
  from generate_series(0, ${voters - 1}) n`.execute(db)
ahead_ms = 2_500
await budgets.tick()

const sentence = (_: string, code: string) => code
const app = await createHttp({
  ...{
    config: { baseUrl, trustProxy: false },
    log: createLog({ level: 'error', to: process.stderr }),
    metrics: createMetrics(),
  },
  ...{ ready: async () => ({}), sentence, limits: { readsPerMinute: 1e9, writesPerMinute: 1e9 } },
  authenticate: async ({ headers }) => {
    const id = headers.get('authorization')
    return id ? { id, kind: 'person', can: () => false } : visitor
  },
})
await app.register(budgetRoutes(budgets), { prefix: '/api/v1' })
await app.register(ballotRoutes(ballots), { prefix: '/api/v1' })
app.post('/close-in', { schema: { body: z.object({ ms: z.number() }) } }, async ({ body }) => {
  ahead_ms = to.getTime() - Date.now() - body.ms
  return {}
})
app.post('/advance', async () => {
  await budgets.tick()
  await ballots.advance()
  await ledger.sequence()
  return {}
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
console.log(`ready at ${address}`)
const end = async () => {
  await app.close()
  await stop()
  await jobs.stop()
  await database.close()
  rmSync(dataDir, { recursive: true })
}
process.once('SIGTERM', () => void end())
