/** Whoever is killed while a vote is sealed, while ballots are cast, committed, opened or counted: every acknowledged ballot is counted, and counted once. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTally, type Election } from '#counting'
import { during } from '../testing.ts'
import { bodyText, commitmentOf } from './commitment.ts'
import type { Order } from './crash-worker.ts'
import { connectSigner, type SignerProcess } from './signer/connect.ts'
import { EDITION, openVote, type TestVote } from './testing.ts'
import type { BallotDraft } from './types.ts'

const VOTERS = 18
// A process of its own cannot share the embedded database of the run.
const onServer = test.skipIf(!process.env.TEST_DATABASE_URL)

let vote: TestVote
let own: SignerProcess
const drafts: BallotDraft[] = []
const acknowledged = new Set<string>()

beforeAll(async () => {
  if (!process.env.TEST_DATABASE_URL) return
  vote = await openVote({ rules: { vote: { ways: ['register'] } }, signed: (dataDir) => (own = connectSigner({ folder: join(dataDir, 'signer') })).signer }) // prettier-ignore
  await vote.register(Array.from({ length: VOTERS }, (_, n) => n))
}, 60_000)
afterAll(async () => {
  await own?.stop()
  await vote?.close()
})

/** Runs the worker until it says the line that `until` knows, and kills it, or its signer, there and then. */
async function run(order: Partial<Order>, until: (line: string, count: number) => boolean, whom: 'house' | 'signer' = 'house') {
  const program = new URL('./crash-worker.ts', import.meta.url).pathname
  const worker = spawn(process.execPath, ['--no-warnings', program], { stdio: ['pipe', 'pipe', 'ignore'] })
  const { database, dataDir } = vote
  const whole = { databaseUrl: database.url, dataDir, now: during('vote').toISOString(), ballots: [], ...order }
  worker.stdin.end(JSON.stringify(whole))
  let [count, signer, killed] = [0, 0, false]
  for await (const line of createInterface(worker.stdout)) {
    const [what, value = ''] = line.split(' ')
    if (what === 'signer') signer = Number(value)
    if (what === 'cast') acknowledged.add(value)
    if (what === 'done') worker.kill('SIGKILL')
    else if (until(line, ++count) && !killed) {
      killed = true
      if (whom === 'signer') process.kill(signer, 'SIGKILL')
      else worker.kill('SIGKILL')
    }
  }
} // prettier-ignore

onServer('killed in the midst of sealing, nothing is sealed; then it is, once, with the keys that were made', { timeout: 180_000 }, async () => {
  await own.stop()
  await run({ seal: true }, (line) => line === 'sealing')
  expect((await vote.budgets.edition(EDITION)).state).toBe('announced')
  const made = await vote.signer.make(EDITION, ['old-town', 'city'])
  await vote.begin()
  expect((await vote.budgets.edition(EDITION)).state).toBe('sealed')
  expect(await vote.keys()).toEqual(made.keys)
  for (let n = 0; n < VOTERS; n++) drafts.push(vote.draft('city', await vote.token(n, 'citywide', 'city'), [['C1', 1]]))
}) // prettier-ignore

onServer('house and signer killed again and again, the vote goes on and comes out right', { timeout: 180_000 }, async () => {
  await own.stop()
  await run({ ballots: drafts.slice(0, 9) }, (line, count) => line.startsWith('cast') && count > 4)
  // Whoever lost the answer sends the same again.
  await run({ ballots: drafts.slice(0, 12) }, (line, count) => line.startsWith('cast') && count > 7, 'signer')
  const end = during('count').toISOString()
  await run({ ballots: drafts, end }, (line) => line === 'closed')
  expect(acknowledged.size).toBe(VOTERS)
}) // prettier-ignore

onServer('killed in the midst of the count, it is counted all the same, once, and as anybody counts it', { timeout: 180_000 }, async () => {
  const end = during('count').toISOString()
  const results = async () => (await vote.database.pool.query('select document from participation_results')).rows as { document: string }[] // prettier-ignore
  let begun = 0
  await run({ end, count: 'stuck' }, (line) => line === 'counting' && ++begun > 0)
  expect([begun, await results()]).toEqual([1, []])
  await run({ end, count: 'on' }, () => false)
  const opened = await Array.fromAsync(vote.ballots.opened(EDITION))
  const commitments = opened.map((one) => commitmentOf(bodyText({ ...one, edition: EDITION })))
  expect(commitments.toSorted()).toEqual([...acknowledged].sort())
  const { committed, online, destroyed } = await vote.ballots.numbers(EDITION)
  expect([committed, online, destroyed]).toEqual([VOTERS, VOTERS, true])
  const [{ document }, ...more] = (await results()) as [{ document: string }]
  const sealed = JSON.parse(await vote.budgets.sealed(EDITION)) as Election & { list: Election['projects'] }
  const tally = createTally({ ...sealed, edition: EDITION, projects: sealed.list })
  for (const ballot of opened) tally.add(ballot)
  expect([JSON.parse(document), more]).toEqual([tally.result(await vote.ballots.drawn(EDITION)), []])
  await vote.ledger.sequence()
  expect((await vote.ledger.list({ kind: 'participation.counted' })).entries).toHaveLength(1)
}) // prettier-ignore
