/**
 * Attempts to join person and ballot: by rows and their order, age and place, by length, by bytes, by batches, by jobs,
 * ledger and logs. Each is made with everything but the signer's keys, and each does no better than guessing.
 */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testHttp } from '../../../platform/http/testing.ts'
import { bodyText, commitmentOf } from './commitment.ts'
import { ballotRoutes } from './routes.ts'
import { EDITION, openVote, random, type TestVote } from './testing.ts'
import type { BallotDraft, OpenedBallot } from './types.ts'

const VOTERS = 40
const BATCH_MIN = 5
/** Guessing at random is right about once. So many times right is one chance in a million. */
const HITS_MAX = 10

type Row = { key: string; ctid: number; xmin: number; bytes: number }
type Seen = { entitlements: Row[]; waiting: Row[]; committed: Row[] }
let vote: TestVote
/** Who cast what: known here alone. */
const truth: BallotDraft[] = []
let early: Seen
let late: Seen
let dumps: string[]
let opened: OpenedBallot[]
let jobsBefore: number
let jobsAfter: number
let entriesDuring: number

const place = sql<number>`split_part(trim('()' from ctid::text), ',', 1)::bigint * 100000 + split_part(trim('()' from ctid::text), ',', 2)::bigint`
async function rowsOf(table: string, key: string, size: string): Promise<Row[]> {
  const { rows } = await sql<Row>`select ${sql.raw(key)} as key, ${place} as ctid, xmin::text::bigint as xmin,
    ${sql.raw(size)} as bytes from ${sql.table(table)} where pool = 'city' order by ctid`.execute(vote.db)
  return rows
}
const look = async (): Promise<Seen> => ({
  entitlements: await rowsOf('participation_entitlements', 'voter_id::text', '0'),
  waiting: await rowsOf('participation_ballots', `encode(mark, 'hex')`, 'length(sealed)'),
  committed: await rowsOf('participation_ballots_committed', `encode(mark, 'hex')`, 'length(sealed)'),
})

/** Everything that the database holds, as text. */
async function dump(): Promise<string> {
  const { rows } = await sql<{ name: string }>`select format('%I.%I', table_schema, table_name) as name
    from information_schema.tables where table_type = 'BASE TABLE'
    and table_schema not in ('pg_catalog', 'information_schema') and table_name <> 'spatial_ref_sys'`.execute(vote.db)
  const parts: string[] = []
  for (const { name } of rows)
    for (const row of (await sql<{ text: string }>`select t::text as text from ${sql.raw(name)} t`.execute(vote.db))
      .rows)
      parts.push(row.text)
  return parts.join('\n')
}
const countOf = async (table: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.raw(table)}`.execute(vote.db)).rows[0]!.n

beforeAll(async () => {
  const sections = [
    {
      ...{ code: 'citywide', names: { pl: 'c', en: 'c', uk: 'c' }, choice: 'any' as const },
      ballot: { kind: 'approval' as const, most: 2 },
      count: { rule: 'greedy' as const, whenNextDoesNotFit: 'skip' as const, ties: ['lot' as const] },
      cost: { least_minor: 0, most_minor: 10_000_000 },
    },
  ]
  const pools = [{ code: 'city', section: 'citywide', names: { pl: 'c', en: 'c', uk: 'c' }, amount_minor: 300_000 }]
  const rules = { sections, pools, batchMin: BATCH_MIN, vote: { ways: ['register' as const] } }
  vote = await openVote({ rules })
  await vote.register(Array.from({ length: VOTERS }, (_, n) => n))
  await vote.begin()
  const entries = await countOf('ledger_pending')
  // The worst case: one after the other, everybody votes at once after their token was signed.
  for (let n = 0; n < VOTERS; n++) {
    const token = await vote.token(n, 'citywide', 'city')
    const draft = vote.draft('city', token, n % 3 ? [['C1', 1]] : [['C1', 1], ['C2', 1]]) // prettier-ignore
    jobsBefore = await countOf('pgboss.job')
    await vote.ballots.cast(EDITION, draft)
    jobsAfter = await countOf('pgboss.job')
    truth.push(draft)
    if (n === VOTERS - 8) await vote.ballots.advance()
  }
  entriesDuring = (await countOf('ledger_pending')) - entries
  early = await look()
  dumps = [await dump()]
  // Up to the opening, and not yet the keys' end: all that an administrator of the database ever sees.
  const { destroy } = vote.signer
  vote.signer.destroy = () => Promise.reject(new Error('not yet'))
  await vote.end()
  late = await look()
  dumps.push(await dump())
  vote.signer.destroy = destroy
  await vote.ballots.advance()
  dumps.push(await dump())
  opened = await Array.fromAsync(vote.ballots.opened(EDITION))
}, 120_000)
afterAll(() => vote.close())

/** How many of the persons, in the order of their tokens, a list of guessed ballots hits. */
const hits = (guessed: readonly (string | undefined)[]): number =>
  guessed.filter((token, n) => token !== undefined && token === truth[n]!.token).length
const by = <T>(list: readonly T[], key: (one: T) => number | string): T[] =>
  list.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
const file = () => opened.map(({ token }) => token)

test('all voted, and everything was opened', () => {
  expect(opened).toHaveLength(VOTERS)
  expect(vote.problems.map(String)).toEqual(['Error: not yet'])
})

describe('by order', () => {
  test('of tokens’ rows against the file, however it is sorted', () => {
    const digest = (kind: string) => (token: string) => createHash(kind).update(token).digest('hex')
    const commitment = new Map(opened.map((one) => [one.token, commitmentOf(bodyText({ ...one, edition: EDITION }))]))
    for (const key of [() => '', (token: string) => token, digest('sha256'), digest('sha512'), (token: string) => commitment.get(token)!]) {
      const sorted = by(file(), key)
      expect(hits(sorted)).toBeLessThanOrEqual(HITS_MAX)
      expect(hits(sorted.toReversed())).toBeLessThanOrEqual(HITS_MAX)
    }
  }) // prettier-ignore

  test('of tokens’ rows to sealed rows by age, and from there to the file by the order of marks', () => {
    for (const { waiting, committed } of [early, late])
      for (const key of ['ctid', 'xmin'] as const) {
        const all = [...committed, ...waiting]
        const marks = by(all, (row) => row.key).map((row) => row.key)
        const guessed = [...by(committed, (row) => row[key]), ...by(waiting, (row) => row[key])].map(
          (row) => file()[marks.indexOf(row.key)],
        )
        expect(hits(guessed)).toBeLessThanOrEqual(HITS_MAX)
      }
  })

  test('once committed, sealed rows lie as their marks do: their place and age say nothing of when they came', () => {
    for (const { committed } of [early, late])
      for (const batch of Map.groupBy(committed, ({ xmin }) => xmin).values()) {
        expect(batch.length).toBeGreaterThanOrEqual(BATCH_MIN)
        expect(batch.map(({ key }) => key)).toEqual(batch.map(({ key }) => key).toSorted())
      }
    expect(early.waiting.length).toBeGreaterThanOrEqual(BATCH_MIN)
    expect([late.waiting.length, late.committed.length]).toEqual([0, VOTERS])
  })
})

test('by batches: whoever voted shortly before one is as likely any of it', async () => {
  await vote.ledger.sequence()
  const { entries: all } = await vote.ledger.list({ kind: 'participation.ballots.committed' })
  expect(all.length).toBe(2)
  const tokenOf = new Map(opened.map((one) => [commitmentOf(bodyText({ ...one, edition: EDITION })), one.token]))
  let next = 0
  const guessed: (string | undefined)[] = []
  for (const { entry } of all.toReversed()) {
    const { commitments } = entry.payload as { commitments: string[] }
    expect(commitments.length).toBeGreaterThanOrEqual(BATCH_MIN)
    for (const commitment of commitments) guessed[next++] = tokenOf.get(commitment)
  }
  expect(hits(guessed)).toBeLessThanOrEqual(HITS_MAX)
})

test('by length: all sealed ballots are of one, whatever was chosen', () => {
  expect(new Set(late.committed.map(({ bytes }) => bytes)).size).toBe(1)
})

test('by bytes: nothing of a ballot stands anywhere in the database, before it is opened or after', () => {
  const forms = (text: string) => {
    const bytes = Buffer.from(text, 'base64url')
    return [text, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')]
  }
  for (const draft of truth) {
    const commitment = commitmentOf(bodyText({ ...draft, edition: EDITION }))
    for (const secret of [draft.token, draft.signature, draft.salt])
      for (const form of forms(secret)) for (const text of dumps) expect(text.includes(form)).toBe(false)
    const digest = createHash('sha256').update(Buffer.from(draft.token, 'base64url')).digest('hex')
    for (const text of dumps) expect(text.includes(digest)).toBe(false)
    // Before its batch not even the commitment; after the close, in the batch's entry alone.
    expect(dumps[2]!.includes(commitment)).toBe(true)
  }
  const waiting = truth.filter((draft) => !dumps[0]!.includes(commitmentOf(bodyText({ ...draft, edition: EDITION }))))
  expect(waiting.length).toBeGreaterThanOrEqual(BATCH_MIN)
})

test('by what is left: with the keys the sealed rows and the hashes of blinded tokens are gone', async () => {
  expect(await countOf('participation_ballots_committed')).toBe(0)
  expect(await countOf('participation_entitlements where blinded is not null')).toBe(0)
})

test('by jobs and ledger: casting writes neither', () => {
  expect(jobsAfter).toBe(jobsBefore)
  // One batch.
  expect(entriesDuring).toBe(1)
})

test('by logs, metrics and limits: the house does not notice that a ballot was cast, and refuses to know by whom', async () => {
  const { app, logged } = await testHttp()
  await app.register(ballotRoutes(vote.ballots), { prefix: '/api/v1' })
  const url = `/api/v1/budgets/${EDITION}/ballots`
  const payload = { pool: 'city', token: random(64), signature: random(256), choices: [], salt: random(32) }
  const before = logged.length
  const metrics = async () => (await app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).body
  for (let i = 0; i < 300; i++) {
    const { statusCode, headers } = await app.inject({ method: 'POST', url, payload, remoteAddress: '192.0.2.7' })
    expect([statusCode, headers['retry-after']]).toEqual([422, undefined])
  }
  const asSomebody = await app.inject({
    method: 'POST',
    url,
    payload,
    headers: { cookie: 'session=1', 'sec-fetch-site': 'same-origin' },
  })
  expect(asSomebody.json()).toMatchObject({ code: 'participation.castAsSomebody', status: 400 })
  await app.inject({
    method: 'POST',
    url,
    payload: Readable.from(['{']),
    headers: { 'content-type': 'application/json' },
  })
  expect(logged.slice(before)).toEqual([])
  expect(await metrics()).not.toContain('/ballots')
  await app.close()
})
