/** Made votes with everything that a real one leaves behind: keys, ledger, signed ballots, result. For tests and measurements. */
import { createHash, generateKeyPairSync, randomBytes, sign, constants, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { createTally, type CountRule, type Election } from '#counting'
import { canonical, checkpointText, encodeLeaf, leafHash, signerOf, type Json } from '#platform/ledger'

export type Ballot = {
  pool: string
  token: string
  signature?: string
  choices: (readonly [string, number])[]
  salt: string
  source: 'online' | 'paper'
}
type Form = { kind: 'approval' | 'points' | 'ordinal' | 'knapsack'; [limit: string]: unknown }
export type Plan = {
  edition?: string
  sections: { code: string; ballot: Form; count: CountRule }[]
  pools: { code: string; section: string; amount_minor: number }[]
  list: Election['projects'][number][]
  /** What each voter chose. */
  votes: { pool: string; choices: (readonly [string, number])[]; paper?: boolean }[]
  /** In the ledger, but not yet opened. */
  open?: boolean
}
/** What somebody with every right in the house could do between casting and publishing. */
export type Meddling = {
  sealed?(document: Record<string, unknown>): Record<string, unknown>
  committed?(commitments: string[]): string[]
  ballots?(ballots: Ballot[], key: (pool: string) => KeyObject): Promise<Ballot[]> | Ballot[]
  counts?(counts: Record<string, Counts>): Record<string, Counts>
  result?(document: Result): Result
  lotSeed?: string
}
type Counts = { issued: number; online: number; paperEntitled: number; paper: number }
type Result = ReturnType<ReturnType<typeof createTally>['result']>
export type Line = Record<string, unknown>

export const LEDGER = signerOf('example.org/ledger', Buffer.alloc(32, 5))
const BATCH = 500
const signRsa = promisify(sign)
const sha = (text: string | Uint8Array) => createHash('sha256').update(text)

let spare: Map<string, ReturnType<typeof generateKeyPairSync>> | undefined
/** Keys are dear: a pool of one name has one key in a test run. */
function keyOf(pool: string) {
  spare ??= new Map()
  const found = spare.get(pool) ?? generateKeyPairSync('rsa', { modulusLength: 2048 })
  spare.set(pool, found)
  return found as { publicKey: KeyObject; privateKey: KeyObject }
}

export const commitmentTo = (edition: string, { choices, pool, salt, token }: Ballot): string =>
  sha(`unia ballot v1\n${canonical({ choices, edition, pool, salt, token })}`).digest('base64url')

/** A ballot with a token that this key signed. The blinding leaves no trace in it, so there is none here. */
export async function castBallot(pool: string, choices: Ballot['choices'], paper?: number): Promise<Ballot> {
  const salt = randomBytes(32).toString('base64url')
  if (paper !== undefined) return { pool, token: `paper:${paper}`, choices, salt, source: 'paper' }
  const token = randomBytes(64)
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
  const signature = await signRsa('sha384', token, { key: keyOf(pool).privateKey, ...padding })
  const [text, signed] = [token.toString('base64url'), signature.toString('base64url')]
  return { pool, token: text, signature: signed, choices, salt, source: 'online' }
}

export async function madeElection(plan: Plan, meddling: Meddling = {}): Promise<Line[]> {
  const { edition = 'rivermouth-3', sections, pools, list, votes } = plan
  const lot = randomBytes(32)
  const keys = Object.fromEntries(pools.map(({ code }) => [code, spkiOf(code)]))
  const document = { edition, sections, pools, list, keys, lotCommitment: sha(lot).digest('base64url'), batchMin: 20 }
  const cast: Ballot[] = []
  for (let i = 0; i < votes.length; i += BATCH) {
    const some = votes.slice(i, i + BATCH).map(({ pool, choices, paper }, k) => castBallot(pool, choices, paper ? i + k : undefined)) // prettier-ignore
    for (const ballot of await Promise.all(some)) cast.push(ballot)
  }
  const log = createLog(edition)
  log.append('participation.vote.sealed', { sha256: sha(canonical(document as unknown as Json)).digest('hex') })
  const byCommitment = (all: Ballot[]) => [...all].sort((a, b) => (commitmentTo(edition, a) < commitmentTo(edition, b) ? -1 : 1)) // prettier-ignore
  const online = byCommitment(cast.filter(({ source }) => source === 'online')).map((one) => commitmentTo(edition, one))
  const issued = Object.fromEntries(pools.map(({ code }) => [code, numberOf(cast, code, 'online')]))
  const commitments = meddling.committed?.(online) ?? online
  for (let i = 0; i < commitments.length; i += BATCH)
    log.append('participation.ballots.committed', { commitments: commitments.slice(i, i + BATCH), issued })
  const sealed = meddling.sealed?.(document) ?? document
  if (plan.open) return linesOf(edition, sealed, log.close(), [], undefined)

  log.append('participation.vote.closed', {})
  const ballots = await (meddling.ballots?.(byCommitment(cast), (pool) => keyOf(pool).privateKey) ?? byCommitment(cast))
  const hash = createHash('sha256')
  for (const ballot of ballots) hash.update(`${canonical(ballot as unknown as Json)}\n`)
  const drawn = { lotSeed: meddling.lotSeed ?? lot.toString('base64url'), ballotsSha256: hash.digest('hex') }
  const counts = Object.fromEntries(
    pools.map(({ code }) => {
      const [online, paper] = [numberOf(ballots, code, 'online'), numberOf(ballots, code, 'paper')]
      return [code, { issued: issued[code]!, online, paperEntitled: numberOf(cast, code, 'paper'), paper }]
    }),
  )
  const { ballotsSha256: sha256, lotSeed } = drawn
  log.append('participation.ballots.opened', { sha256, counts: meddling.counts?.(counts) ?? counts, lotSeed })
  const tally = createTally({ edition, sections, pools, projects: list } as Election)
  for (const ballot of ballots) tally.add(ballot)
  const counted = tally.result(drawn)
  const result = meddling.result?.(counted) ?? counted
  log.append('participation.counted', { sha256: sha(canonical(result as unknown as Json)).digest('hex') })
  return linesOf(edition, sealed, log.close(), ballots, result)
}

const spkiOf = (pool: string) => keyOf(pool).publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
const numberOf = (ballots: readonly Ballot[], pool: string, source: string) =>
  ballots.filter((ballot) => ballot.pool === pool && ballot.source === source).length

type Log = { entries: { index: number; leaf: string; proof: string[] }[]; note: string }

function linesOf(edition: string, sealed: Line, { entries, note }: Log, ballots: Ballot[], result?: object): Line[] {
  const names = { pl: 'Ujście', en: 'Rivermouth', uk: 'Гирло' }
  return [
    { kind: 'election', version: 1, edition, names, origin: 'https://example.org', ledgerKey: LEDGER.vkey },
    { kind: 'sealed', ...sealed },
    ...entries.map((entry) => ({ kind: 'entry', ...entry })),
    { kind: 'checkpoint', note },
    ...ballots.map((ballot) => ({ kind: 'ballot', ...ballot })),
    ...(result ? [{ kind: 'result', ...result }] : []),
  ]
}

/** A ledger in which other things happen too. */
function createLog(edition: string) {
  const leaves: Buffer[] = []
  const own: number[] = []
  const append = (kind: string, payload: Json) => {
    const id = `00000000-0000-4000-8000-${String(leaves.length).padStart(12, '0')}`
    const at = new Date(Date.UTC(2026, 9, 1, 0, leaves.length)).toISOString()
    leaves.push(
      encodeLeaf({ v: 1, id, at, kind, actor: 'system:participation', subject: `budget/${edition}`, payload }),
    )
  }
  const strange = () => append('things.changed', {})
  strange()
  return {
    append(kind: string, payload: Record<string, Json>) {
      own.push(leaves.length)
      append(kind, payload)
      strange()
    },
    close(): Log {
      const root = rootOf(leaves.map(leafHash))
      const note = LEDGER.sign(checkpointText({ origin: LEDGER.name, size: leaves.length, root }))
      const proofOf = (index: number) => pathOf(leaves.map(leafHash), index).map((one) => one.toString('base64'))
      return { note, entries: own.map((index) => ({ index, leaf: leaves[index]!.toString('base64'), proof: proofOf(index) })) } // prettier-ignore
    },
  }
}

const splitOf = (count: number) => 2 ** Math.floor(Math.log2(count - 1))
const rootOf = (hashes: Buffer[]): Buffer =>
  hashes.length === 1
    ? hashes[0]!
    : sha(Buffer.concat([Uint8Array.of(1), rootOf(hashes.slice(0, splitOf(hashes.length))), rootOf(hashes.slice(splitOf(hashes.length)))])).digest() // prettier-ignore

function pathOf(hashes: Buffer[], index: number): Buffer[] {
  if (hashes.length === 1) return []
  const split = splitOf(hashes.length)
  return index < split
    ? [...pathOf(hashes.slice(0, split), index), rootOf(hashes.slice(split))]
    : [...pathOf(hashes.slice(split), index - split), rootOf(hashes.slice(0, split))]
}

export const textOf = (lines: readonly (Line | string)[]): string =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')

export async function* sourceOf(lines: readonly (Line | string)[]): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(textOf(lines))
}
