/** An administrator of the database adds, changes, swaps, moves and drops ballots: the vote ends, and its file says which. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyElection } from '../../../verify/election/index.ts'
import { EDITION, openVote, random, resident, type TestVote } from './testing.ts'
import type { Receipt } from './types.ts'

const VOTERS = 14
let vote: TestVote
const receipts: Receipt[] = []
const utf8 = new TextEncoder()

async function check(receipt?: Receipt) {
  await vote.ledger.sequence()
  const lines: Uint8Array[] = []
  for await (const line of vote.ballots.bundle(EDITION)) lines.push(utf8.encode(line))
  const source = (async function* () {
    yield* lines
  })()
  return verifyElection(source, { vkey: await vote.ledger.vkey(), ...(receipt && { receipt }) })
}
const wrong = ({ checks }: Awaited<ReturnType<typeof check>>) =>
  checks.flatMap(({ check: name, findings }) => findings.map(({ why, details }) => ({ check: name, why, ...details })))

/** What only who owns the tables can do: the triggers out of the way. */
async function asAdministrator(statement: ReturnType<typeof sql>): Promise<void> {
  const tables = ['participation_ballots', 'participation_ballots_committed']
  for (const table of tables) await sql`alter table ${sql.table(table)} disable trigger user`.execute(vote.db)
  await statement.execute(vote.db)
  for (const table of tables) await sql`alter table ${sql.table(table)} enable trigger user`.execute(vote.db)
}
const nth = (n: number) => sql`(select mark from participation_ballots_committed order by mark offset ${n} limit 1)`

beforeAll(async () => {
  vote = await openVote({ rules: { vote: { ways: ['register'] }, batchMin: 3 } })
  await vote.register(Array.from({ length: VOTERS + 1 }, (_, n) => n))
  await vote.begin()
  for (let n = 0; n < VOTERS; n++) receipts.push(await vote.vote(n, 'citywide', 'city', [['C1', 1]]))
  await vote.ballots.advance()
})
afterAll(() => vote.close())

test('while the vote runs its file checks, and says nothing of how anybody voted', async () => {
  const report = await check(receipts[0])
  expect(wrong(report)).toEqual([])
  expect(report).toMatchObject({ ok: true, opened: false, reception: { signed: true } })
})

test('without tricks the tables refuse it', async () => {
  for (const table of ['participation_ballots', 'participation_ballots_committed']) {
    await expect(sql`update ${sql.table(table)} set print = mark`.execute(vote.db)).rejects.toThrow('it stays as it is')
    await expect(sql`delete from ${sql.table(table)}`.execute(vote.db)).rejects.toThrow('it stays as it is')
  }
  await expect(sql`update participation_listed set pool = 'x'`.execute(vote.db)).rejects.toThrow()
})

test('what was added, changed, swapped, moved or dropped is told, ballot by ballot', async () => {
  // Added: without the signer there is nothing that opens.
  await asAdministrator(sql`insert into participation_ballots_committed (edition, pool, mark, print, sealed)
    select edition, pool, decode(${Buffer.alloc(32, 7).toString('hex')}, 'hex'), print, sealed from participation_ballots_committed limit 1`)
  // Changed.
  await asAdministrator(sql`update participation_ballots_committed set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)
    where mark = ${nth(2)}`)
  // A copy of one in place of another.
  await asAdministrator(sql`update participation_ballots_committed set sealed =
    (select sealed from participation_ballots_committed where mark = ${nth(4)}) where mark = ${nth(3)}`)
  // Moved to another pool.
  await asAdministrator(sql`update participation_ballots_committed set pool = 'old-town' where mark = ${nth(5)}`)
  // Dropped: one that was committed, and one that was not yet.
  await asAdministrator(sql`delete from participation_ballots_committed where mark = ${nth(6)}`)
  await asAdministrator(
    sql`delete from participation_ballots where mark = (select mark from participation_ballots limit 1)`,
  )
  await vote.end()
  await vote.ballots.advance()
  expect(vote.problems).toEqual([])
  const report = await check()
  expect(report.ok).toBe(false)
  const found = wrong(report)
  // Changed, swapped, moved, dropped: a commitment each that nothing stands behind. The one that was added counts nowhere; a result there is not yet.
  expect(found.map(({ why }) => why)).toEqual(['notInFile', 'notInFile', 'notInFile', 'notInFile', 'notCounted'])
  const opened = await Array.fromAsync(vote.ballots.opened(EDITION))
  expect(opened).toHaveLength(VOTERS - 5)

  // And who has a receipt for one of the five holds the proof.
  const lost: Receipt[] = []
  for (const receipt of receipts)
    if (wrong(await check(receipt)).some(({ why }) => why === 'receiptLost')) lost.push(receipt)
  expect(lost).toHaveLength(5)
})

test('a receipt that the city never signed proves nothing', async () => {
  const made = { ...receipts[0]!, commitment: random(32) }
  const { reception } = await check(made)
  expect(reception?.signed).toBe(false)
  expect((await vote.eligibility.standing({ actor: resident(VOTERS) }, EDITION)).entitlements).toEqual([])
})
