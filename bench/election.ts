/** A vote of a hundred thousand ballots checked and counted again from its file alone, beside the bare verification of its signatures. */
import { mkdtempSync, rmSync, createReadStream, createWriteStream } from 'node:fs'
import { webcrypto } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { verifyElection } from '#verify/election'
import { madeElection, type Line, type Plan } from '../src/verify/election/testing.ts'
import { seconds, type Part } from './part.ts'

const BALLOTS = 100_000
const DISTRICTS = 27
const PROJECTS = 12
const TOGETHER = 256
const AIM_S = 60

/** By the number of a ballot, so that it is the same each time. */
const pick = (i: number, of: number, salt: number) => (Math.imul(i * 2 + salt, 2_654_435_761) >>> 8) % of

/** As a city votes: districts by votes, and one pool for all of it by equal shares. */
function plan(): Plan {
  const codes = Array.from({ length: DISTRICTS }, (_, i) => `d${i}`)
  const pools = [...codes, 'city']
  const list = pools.flatMap((pool) =>
    Array.from({ length: pool === 'city' ? PROJECTS * 3 : PROJECTS }, (_, i) => ({
      ...{ number: `${pool}-${i}`, pool, cost_minor: 2_000_000 + pick(i, 90, 7) * 100_000 },
    })),
  )
  const votes = Array.from({ length: BALLOTS }, (_, i) => {
    const pool = i % 2 === 0 ? 'city' : codes[pick(i, DISTRICTS, 3)]!
    const of = list.filter((project) => project.pool === pool).map(({ number }) => number)
    const chosen = new Set([of[pick(i, of.length, 11)]!, of[pick(i, of.length, 29)]!])
    return { pool, choices: [...chosen].sort().map((number): [string, number] => [number, 1]) }
  })
  return {
    sections: [
      { code: 'district', ballot: { kind: 'approval', most: 2 }, count: { rule: 'greedy', unusedTo: 'city' } },
      {
        code: 'citywide',
        ballot: { kind: 'approval', most: 2 },
        count: { rule: 'equalShares', completion: 'add1+utilitarian' },
      },
    ],
    pools: pools.map((code) => ({
      ...{ code, section: code === 'city' ? 'citywide' : 'district' },
      amount_minor: code === 'city' ? 100_000_000 : 20_000_000,
    })),
    ...{ list, votes },
  }
}

/** The least that anybody must do who believes no one: each signature, one after the other and a few together. */
async function bare(lines: readonly Line[]): Promise<void> {
  const { keys } = lines.find(({ kind }) => kind === 'sealed') as unknown as { keys: Record<string, string> }
  const imported = new Map<string, CryptoKey>()
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
  for (const [pool, spki] of Object.entries(keys))
    imported.set(pool, (await webcrypto.subtle.importKey('spki', Buffer.from(spki, 'base64url'), algorithm, false, ['verify'])) as CryptoKey) // prettier-ignore
  const ballots = lines.filter(({ kind }) => kind === 'ballot') as unknown as { pool: string; token: string; signature: string }[] // prettier-ignore
  for (let i = 0; i < ballots.length; i += TOGETHER) {
    const right = await Promise.all(
      ballots.slice(i, i + TOGETHER).map(({ pool, token, signature }) => {
        const [signed, message] = [Buffer.from(signature, 'base64url'), Buffer.from(token, 'base64url')]
        return webcrypto.subtle.verify({ name: 'RSA-PSS', saltLength: 48 }, imported.get(pool)!, signed, message)
      }),
    )
    if (!right.every(Boolean)) throw new Error('a signature of the measurement is wrong')
  }
}

export const election: Part = {
  title: 'A vote counted again by anybody',
  async run(report) {
    const folder = mkdtempSync(join(tmpdir(), 'unia-election-'))
    try {
      const lines = await madeElection(plan())
      const file = join(folder, 'vote.election.ndjson')
      const text = function* () {
        for (const line of lines) yield `${JSON.stringify(line)}\n`
      }
      await pipeline(Readable.from(text()), createWriteStream(file))
      const reference_s = await seconds(() => bare(lines))
      const ours_s = await seconds(async () => {
        const { ok, checks } = await verifyElection(createReadStream(file))
        if (!ok) throw new Error(`the vote of the measurement does not hold: ${JSON.stringify(checks.filter((one) => !one.ok))}`) // prettier-ignore
      })
      report({
        what: `${BALLOTS.toLocaleString('en')} ballots checked and counted again from the file, ${DISTRICTS} pools by votes and one by equal shares with Add1`,
        ours: `${ours_s.toFixed(1)} s`,
        reference: `their signatures alone ${reference_s.toFixed(1)} s`,
        ratio: ours_s / reference_s,
        aim: `under ${AIM_S} s`,
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}
