/** A vote's file holds as it was made; whatever was added, changed, dropped or swapped in it is found and named. */
import { gzipSync } from 'node:zlib'
import { constants, sign } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { signerOf } from '#platform/ledger'
import { verifyElection, type ElectionReport, type Options } from './index.ts'
import { castBallot, commitmentTo, LEDGER, madeElection, sourceOf, textOf, type Ballot, type Line, type Meddling, type Plan } from './testing.ts' // prettier-ignore

const PLAN: Plan = {
  sections: [
    {
      code: 'district',
      ballot: { kind: 'approval', most: 2 },
      count: { rule: 'greedy', unusedTo: 'city', ties: ['cost', 'votes', 'lot'] },
    },
    {
      code: 'citywide',
      ballot: { kind: 'points', points: 5, mostEach: 3 },
      count: { rule: 'equalShares', completion: 'add1+utilitarian', utility: 'cost', ties: ['votes', 'lot'] },
    },
  ],
  pools: [
    { code: 'city', section: 'citywide', amount_minor: 900_000 },
    { code: 'pier', section: 'district', amount_minor: 500_000 },
  ],
  list: [
    { number: 'C1', pool: 'city', cost_minor: 600_000 },
    { number: 'C2', pool: 'city', cost_minor: 350_000 },
    { number: 'C3', pool: 'city', cost_minor: 350_000 },
    { number: 'P1', pool: 'pier', cost_minor: 300_000 },
    { number: 'P2', pool: 'pier', cost_minor: 300_000 },
    { number: 'P3', pool: 'pier', cost_minor: 100_000 },
  ],
  votes: [
    { pool: 'pier', choices: [['P1', 1], ['P3', 1]] },
    { pool: 'pier', choices: [['P1', 1]] },
    { pool: 'pier', choices: [['P2', 1]] },
    { pool: 'pier', choices: [['P1', 1], ['P2', 1]], paper: true },
    { pool: 'city', choices: [['C1', 3], ['C2', 2]] },
    { pool: 'city', choices: [['C2', 3]] },
    { pool: 'city', choices: [['C3', 1]], paper: true },
    { pool: 'city', choices: [['C3', 3]] },
  ],
} // prettier-ignore

const made = (meddling?: Meddling, plan: Partial<Plan> = {}) => madeElection({ ...PLAN, ...plan }, meddling)
const report = (lines: (Line | string)[], options: Options = {}) =>
  verifyElection(sourceOf(lines), { vkey: LEDGER.vkey, ...options })
/** Each check that fails, with why. */
const wrong = ({ checks }: ElectionReport) =>
  checks.filter(({ ok }) => !ok).map(({ check, findings }) => `${check}: ${[...new Set(findings.map(({ why }) => why))].join(' ')}`) // prettier-ignore
const found = async (lines: (Line | string)[], options?: Options) => wrong(await report(lines, options))

let lines: Line[]
beforeAll(async () => {
  lines = await made()
})
const changed = (kind: string, change: (line: Line) => Line | Line[]) => {
  const at = lines.findIndex((line) => line.kind === kind && line.source !== 'paper')
  return lines.flatMap((line, i): Line[] => (i === at ? [change(structuredClone(line))].flat() : [line]))
}
const ballotLines = () => lines.filter(({ kind }) => kind === 'ballot')
const online = () => ballotLines().find(({ source }) => source === 'online')!

test('an honest vote holds, check by check, packed or not', async () => {
  const seen = await report(lines)
  expect(wrong(seen)).toEqual([])
  expect(seen).toMatchObject({ ok: true, opened: true, edition: 'rivermouth-3' })
  expect(seen.checks.map(({ check }) => check)).toEqual(
    ['file', 'key', 'checkpoint', 'entries', 'order', 'sealed', 'signatures', 'tokens', 'commitments', 'forms', 'numbers', 'ballots', 'lot', 'document', 'recount'], // prettier-ignore
  )
  expect(seen.pools.find(({ pool }) => pool === 'pier')).toMatchObject({ winners: ['P1', 'P3'], left: 100_000n })
  async function* packed() {
    const bytes = gzipSync(textOf(lines))
    for (let i = 0; i < bytes.length; i += 100) yield bytes.subarray(i, i + 100)
  }
  expect(wrong(await verifyElection(packed(), { vkey: LEDGER.vkey }))).toEqual([])
})

describe('of who can only change the file', () => {
  test.each<[string, () => (Line | string)[], string[]]>([
    ['a ballot dropped', () => lines.filter((line) => line !== online()), ['commitments: notInFile', 'numbers: countDiffers']],
    ['a ballot twice', () => changed('ballot', (one) => [one, one]), ['tokens: tokenTwice', 'numbers: countDiffers moreThanIssued']],
    ['a ballot changed', () => changed('ballot', (one) => ({ ...one, choices: [] })), ['commitments: notCommitted notInFile']],
    ['another salt', () => changed('ballot', (one) => ({ ...one, salt: 'A'.repeat(43) })), ['commitments: notCommitted notInFile']],
    ['ballots in another order', () => [...lines.filter(({ kind }) => kind !== 'ballot' && kind !== 'result'), ...ballotLines().toReversed(), lines.at(-1)!], ['ballots: ballotsOther']],
    ['another cost on the list', () => changed('sealed', (one) => ({ ...one, list: (one.list as { cost_minor: number }[]).map((p) => ({ ...p, cost_minor: p.cost_minor - 1 })) })), ['sealed: sealedOther']],
    ['another key', () => changed('sealed', (one) => ({ ...one, keys: swapped(one.keys as Record<string, string>) })), ['sealed: sealedOther', 'signatures: unsigned']],
    ['another winner', () => changed('result', (one) => ({ ...one, pools: withWinners(one, ['P2', 'P3']) })), ['document: documentOther', 'recount: winnerAdded winnerMissing']],
    ['an entry dropped', () => lines.filter((line) => line !== lines.filter(({ kind }) => kind === 'entry')[1]), ['commitments: notCommitted']],
    ['an entry at another place', () => changed('entry', (one) => ({ ...one, index: 0 })), ['entries: inclusion']],
    ['an entry changed', () => changed('entry', (one) => ({ ...one, leaf: Buffer.from(Buffer.from(one.leaf as string, 'base64').toString().replace('00:01', '00:02')).toString('base64') })), ['entries: inclusion']],
  ])('%s is found', async (_, tampered, expected) => {
    const seen = await found(tampered())
    for (const one of expected) expect(seen).toContainEqual(one)
    // Whatever touches the ballots also gives another hash of the file.
    expect(seen.length).toBeGreaterThanOrEqual(expected.length)
  }) // prettier-ignore

  test('another checkpoint, or the whole of it signed by a stranger, is found', async () => {
    const stranger = signerOf('example.org/ledger', Buffer.alloc(32, 6))
    expect(await found(lines, { vkey: stranger.vkey })).toContainEqual('checkpoint: otherKey')
    const note = lines.find(({ kind }) => kind === 'checkpoint')!.note as string
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1)
    expect(await found(changed('checkpoint', (one) => ({ ...one, note: stranger.sign(text) })))).toContainEqual(
      'checkpoint: otherKey',
    )
    const own = await report(lines, { vkey: undefined })
    expect(own.checks.find(({ check }) => check === 'key')).toMatchObject({ ok: true, details: { given: 0 } })
  })
})

const swapped = (keys: Record<string, string>) => ({ city: keys.pier!, pier: keys.city! })
const withWinners = (result: Line, winners: string[]) =>
  (result.pools as { pool: string }[]).map((pool) => (pool.pool === 'pier' ? { ...pool, winners } : pool))

describe('of who has every right in the house and signs its ledger', () => {
  const stuffed = async (ballots: Ballot[]) => [...ballots, await castBallot('pier', [['P2', 1]])]
  test.each<[string, Meddling, string[]]>([
    ['adds a ballot', { ballots: stuffed }, ['commitments: notCommitted', 'numbers: moreThanIssued']],
    ['drops a ballot', { ballots: (all) => all.filter((one) => one !== all.find(({ source }) => source === 'online')) }, ['commitments: notInFile']],
    ['drops a ballot, and says fewer commitments', { committed: (all) => all.slice(1), ballots: (all) => all }, ['commitments: notCommitted']],
    ['changes a choice', { ballots: (all) => all.map((one) => (one.choices[0]![0] === 'P1' && one.choices.length === 1 ? { ...one, choices: [['P2', 1] as const] } : one)) }, ['commitments: notCommitted notInFile']],
    ['invents a paper ballot', { ballots: async (all) => [...all, await castBallot('pier', [['P2', 1]], 99)] }, ['numbers: paperMore']],
    ['changes the list after sealing', { sealed: (one) => ({ ...one, list: (one.list as { number: string }[]).filter(({ number }) => number !== 'P1') }) }, ['sealed: sealedOther', 'forms: projectUnknown', 'recount: winnerAdded']],
    ['picks another lot', { lotSeed: Buffer.alloc(32, 1).toString('base64url') }, ['lot: lotOther']],
    ['says another winner', { result: (one) => ({ ...one, pools: one.pools.map((pool) => ({ ...pool, winners: [] })) }) }, ['recount: winnerMissing']],
    ['says fewer tokens', { counts: (all) => ({ ...all, pier: { ...all.pier!, issued: 1 } }) }, ['numbers: issuedFell moreThanIssued']],
    ['commits to one ballot twice', { committed: (all) => [...all, all[0]!] }, ['commitments: committedTwice']],
    ['signs with another pool’s key', { ballots: (all, key) => all.map((one) => (one.source === 'paper' ? one : { ...one, signature: resigned(one, key(one.pool === 'pier' ? 'city' : 'pier')) })) }, ['signatures: unsigned']],
    ['counts votes anew', { result: (one) => ({ ...one, pools: one.pools.map((pool) => ({ ...pool, votes: { ...pool.votes, P2: 400 } })) }) }, ['recount: votesDiffer projectUnknown']],
  ])('%s: found', async (_, meddling, expected) => {
    const seen = await found(await made(meddling))
    for (const one of expected) expect(seen).toContainEqual(expect.stringContaining(one))
  }) // prettier-ignore

  const resigned = ({ token }: Ballot, key: Parameters<NonNullable<Meddling['ballots']>>[1] extends (p: string) => infer K ? K : never) =>
    sign('sha384', Buffer.from(token, 'base64url'), { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }).toString('base64url') // prettier-ignore
})

test.each<[string, Plan['votes'][number]['choices'], string, string]>([
  ['too many projects', [['P1', 1], ['P2', 1], ['P3', 1]], 'pier', 'tooManyChoices'],
  ['a project twice', [['P1', 1], ['P1', 1]], 'pier', 'projectTwice'],
  ['a project of another pool', [['C1', 1]], 'pier', 'projectUnknown'],
  ['more points than there are', [['C1', 3], ['C2', 3]], 'city', 'points'],
  ['points for approval', [['P1', 2]], 'pier', 'points'],
  ['an order of its own', [['P3', 1], ['P1', 1]], 'pier', 'unsorted'],
])('a ballot with %s is named, with its line', async (_, choices, pool, why) => {
  const { checks } = await report(await made({}, { votes: [...PLAN.votes, { pool, choices }] }))
  const forms = checks.find(({ check }) => check === 'forms')!
  expect(forms.findings).toEqual([{ why, details: expect.objectContaining({ line: expect.any(Number) }) }])
}) // prettier-ignore

describe('a receipt', () => {
  const receipt = (ballot: Line) => {
    const { pool } = ballot as unknown as Ballot
    const commitment = commitmentTo('rivermouth-3', ballot as unknown as Ballot)
    const note = LEDGER.sign(`unia ballot receipt v1\nrivermouth-3\n${pool}\n${commitment}\n`)
    return { edition: 'rivermouth-3', pool, commitment, note }
  }
  test('is found in the ledger before the close, and its ballot after it', async () => {
    expect(await report(lines, { receipt: receipt(online()) })).toMatchObject({
      ok: true,
      reception: { signed: true, committed: true, opened: true },
    })
    const open = await made({}, { open: true })
    const early = await report(open, { receipt: receipt(online()) })
    expect(early).toMatchObject({ ok: true, opened: false, reception: { signed: true, committed: false } })
  })

  test('whose ballot is not there proves it, and one that nobody signed proves nothing', async () => {
    const lost = receipt(online())
    expect(await found(await made({ ballots: (all) => all }), { receipt: lost })).toEqual(['receipt: receiptLost'])
    expect(await found(lines, { receipt: { ...lost, pool: 'city', commitment: 'A'.repeat(43) } })).toEqual([
      'receipt: receiptNote',
    ])
  })
})

describe('a file that is not what it should be', () => {
  test.each<[string, () => (Line | string)[], string]>([
    ['empty', () => [], 'missing'],
    ['half a line', () => [...lines.slice(0, 5), '{"kind":"entry","ind'], 'notJson'],
    ['no ballots, but a result', () => [lines[0]!, lines.at(-1)!], 'missing'],
    ['ballots first', () => [lines.at(-2)!, ...lines], 'misplaced'],
    ['two sets of rules', () => [...lines.slice(0, 2), lines[1]!], 'misplaced'],
    ['a line of another kind', () => [...lines, { kind: 'toString' }], 'shape'],
    ['a list', () => ['[]'], 'shape'],
    ['nothing at all in it', () => ['null'], 'shape'],
    ['nested without end', () => [`{"kind":"election","version":${'['.repeat(200_000)}`], 'notJson'],
    ['deep', () => [lines[0]!, `{"kind":"sealed","sections":[],"pools":[],"list":[],"keys":{},"edition":"e","lotCommitment":"","x":${'['.repeat(2_000)}${']'.repeat(2_000)}}`, ...lines.slice(2)], 'nested'],
    ['a member twice', () => [...lines.slice(0, -1), JSON.stringify(lines.at(-1)).replace('{', '{"kind":"result",')], 'notJson'],
    ['a later version', () => changed('election', (one) => ({ ...one, version: 2 })), 'version'],
    ['a prototype', () => changed('ballot', () => JSON.parse('{"kind":"ballot","__proto__":{"pool":"pier"}}') as Line), 'shape'],
    ['numbers that are none', () => changed('ballot', (one) => ({ ...one, choices: [['P1', 0.5]] })), 'shape'],
    ['negative points', () => changed('ballot', (one) => ({ ...one, choices: [['P1', -1]] })), 'shape'],
    ['a choice of three', () => changed('ballot', (one) => ({ ...one, choices: [['P1', 1, 1]] })), 'shape'],
    ['keys that are none', () => changed('sealed', (one) => ({ ...one, keys: { pier: 'AAAA', city: '!' } })), 'keyBroken'],
    ['a pool of no section', () => changed('sealed', (one) => ({ ...one, sections: [] })), 'shape'],
  ])('%s is refused with what and where', async (_, tampered, why) => {
    const seen = await report(tampered())
    expect(seen.ok).toBe(false)
    expect(seen.checks.flatMap(({ findings }) => findings.map((one) => one.why))).toContain(why)
  }) // prettier-ignore

  test('broken off anywhere, it never holds and never throws', async () => {
    const text = textOf(lines)
    for (let i = 1; i <= 40; i++) {
      const cut = text.slice(0, Math.floor((text.length * i) / 41))
      const seen = await report([cut.endsWith('\n') ? cut.slice(0, -1) : cut])
      expect(seen.ok, `${i}`).toBe(false)
    }
  })

  test('a line of 300 MB ends the reading long before', async () => {
    let read = 0
    async function* endless() {
      for (; read < 300; read++) yield new Uint8Array(1_048_576).fill(0x20)
    }
    expect(wrong(await verifyElection(endless()))).toEqual(['file: lineLong'])
    expect(read).toBeLessThan(20)
    async function* bomb() {
      yield gzipSync(new Uint8Array(60_000_000))
    }
    expect(wrong(await verifyElection(bomb()))).toEqual(['file: lineLong'])
    async function* cut() {
      yield gzipSync(textOf(lines)).subarray(0, 900)
    }
    expect(wrong(await verifyElection(cut()))).toContainEqual('file: compression')
  })
})
