/** A vote from its opening to its opened ballots: tokens once, ballots as nobody, receipts that hold, numbers that agree. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openNote, parseVkey } from '#platform/ledger'
import { visitor } from '#platform/actor'
import { commitmentOf, bodyText } from './commitment.ts'
import { receiptText } from './casting.ts'
import { blind, clerk, EDITION, openVote, organiser, random, resident, type TestVote } from './testing.ts'
import type { BallotDraft, Receipt } from './types.ts'

let vote: TestVote
const refuses = (work: Promise<unknown>, code: string) =>
  expect(work).rejects.toMatchObject({ code: `participation.${code}` })
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

beforeAll(async () => {
  vote = await openVote()
  await vote.register(range(0, 40))
})
afterAll(() => vote.close())

test('before it opens there are no tokens and no ballots', async () => {
  await vote.eligibility.claimByRegister(resident(0), EDITION, 'P-0')
  const draft = { section: 'district', pool: 'old-town', blinded: random(256) }
  await refuses(vote.ballots.issue({ actor: resident(0) }, EDITION, draft), 'phaseClosed')
  const cast = { pool: 'old-town', token: random(64), signature: random(256), choices: [], salt: random(32) }
  await refuses(vote.ballots.cast(EDITION, cast), 'phaseClosed')
  await vote.begin()
  expect(Object.keys(await vote.keys()).sort()).toEqual(['city', 'old-town'])
})

describe('tokens', () => {
  test('one for each person and section; the same asked again is answered the same', async () => {
    const made = await blind((await vote.keys())['old-town']!)
    const draft = { section: 'district', pool: 'old-town', blinded: made.blinded }
    const asker = { actor: resident(0) }
    const first = await vote.ballots.issue(asker, EDITION, draft)
    expect(await vote.ballots.issue(asker, EDITION, draft)).toEqual(first)
    const other = await blind((await vote.keys())['old-town']!)
    await refuses(vote.ballots.issue(asker, EDITION, { ...draft, blinded: other.blinded }), 'tokenIssued')
    expect(vote.told).toEqual([{ accountId: resident(0).id, section: 'district', kind: 'online' }])
    expect((await vote.eligibility.standing(asker, EDITION)).entitlements).toEqual([
      { section: 'district', pool: 'old-town', kind: 'online' },
    ])
  })

  test('of many windows at once one gets it', async () => {
    const actor = resident(1)
    await vote.eligibility.claimByRegister(actor, EDITION, 'P-1')
    const key = (await vote.keys()).city!
    const made = await Promise.all(range(0, 5).map(() => blind(key)))
    const asked = await Promise.allSettled(
      made.map(({ blinded }) => vote.ballots.issue({ actor }, EDITION, { section: 'citywide', pool: 'city', blinded })),
    )
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of asked)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'participation.tokenIssued' })
  })

  test('nobody gets one who is not known to be a voter, nor for another district', async () => {
    const draft = {
      section: 'district',
      pool: 'old-town',
      blinded: (await blind((await vote.keys())['old-town']!)).blinded,
    }
    await refuses(vote.ballots.issue({ actor: resident(77) }, EDITION, draft), 'noVoter')
    await expect(vote.ballots.issue({ actor: visitor }, EDITION, draft)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await refuses(vote.ballots.issue({ actor: resident(0) }, EDITION, { ...draft, section: 'citywide' }), 'poolUnknown')
    await refuses(vote.ballots.issue({ actor: resident(0) }, EDITION, { ...draft, pool: 'nowhere' }), 'poolUnknown')
  })

  test('what cannot be signed uses nothing up', async () => {
    await vote.eligibility.claimByRegister(resident(2), EDITION, 'P-2')
    const draft = { section: 'citywide', pool: 'city', blinded: Buffer.alloc(256, 255).toString('base64url') }
    await refuses(vote.ballots.issue({ actor: resident(2) }, EDITION, draft), 'blindedWrong')
    await vote.vote(2, 'citywide', 'city', [['C1', 1]])
  })
})

const receipts: Receipt[] = []
let kept: BallotDraft

describe('ballots', () => {
  test('are cast with a token alone, and a receipt comes at once that the ledger’s key signed', async () => {
    kept = vote.draft('city', await vote.token(3, 'citywide', 'city'), [['C1', 1], ['C3', 1]]) // prettier-ignore
    const receipt = await vote.ballots.cast(EDITION, kept)
    expect(receipt.commitment).toBe(commitmentOf(bodyText({ ...kept, edition: EDITION })))
    expect(openNote(receipt.note, parseVkey(await vote.ledger.vkey()))).toBe(
      receiptText(EDITION, 'city', receipt.commitment),
    )
    receipts.push(receipt)
  })

  test('the same again is the same ballot; another with its token is none', async () => {
    expect(await vote.ballots.cast(EDITION, kept)).toEqual(receipts[0])
    const again = await Promise.all(range(0, 5).map(() => vote.ballots.cast(EDITION, kept)))
    expect(new Set(again.map(({ commitment }) => commitment)).size).toBe(1)
    await refuses(vote.ballots.cast(EDITION, { ...kept, choices: [['C2', 1]] }), 'tokenUsed')
    await refuses(vote.ballots.cast(EDITION, { ...kept, salt: random(32) }), 'tokenUsed')
  })

  test('two at once with one token: one is taken', async () => {
    const token = await vote.token(4, 'citywide', 'city')
    const cast = await Promise.allSettled(
      (['C1', 'C2'] as const).map((number) => vote.ballots.cast(EDITION, vote.draft('city', token, [[number, 1]]))),
    )
    expect(cast.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('a token that was changed, made up, or is of another pool, is none', async () => {
    const token = await vote.token(5, 'district', 'old-town')
    const draft = vote.draft('old-town', token, [['D1', 1]])
    await refuses(vote.ballots.cast(EDITION, { ...draft, pool: 'city', choices: [['C1', 1]] }), 'tokenInvalid')
    await refuses(vote.ballots.cast(EDITION, { ...draft, token: random(64) }), 'tokenInvalid')
    await refuses(vote.ballots.cast(EDITION, { ...draft, signature: random(256) }), 'tokenInvalid')
    await refuses(vote.ballots.cast('other-1', draft), 'unknownEdition')
    // Another text for the same bytes would be a second token.
    const last = token.token.at(-1)!
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const twin = alphabet[alphabet.indexOf(last) ^ 1]!
    await refuses(vote.ballots.cast(EDITION, { ...draft, token: token.token.slice(0, -1) + twin }), 'tokenInvalid')
    receipts.push(await vote.ballots.cast(EDITION, draft))
  })

  test('nothing beyond the form is taken, and the token stays good', async () => {
    const token = await vote.token(6, 'district', 'old-town')
    const three = [['D1', 1], ['D2', 1], ['D3', 1]] as [string, number][] // prettier-ignore
    await refuses(vote.ballots.cast(EDITION, vote.draft('old-town', token, three)), 'choicesMany')
    await refuses(vote.ballots.cast(EDITION, vote.draft('old-town', token, [['C1', 1]])), 'projectUnknown')
    await refuses(vote.ballots.cast(EDITION, vote.draft('old-town', token, [['D1', 3]])), 'pointsWrong')
    receipts.push(await vote.ballots.cast(EDITION, vote.draft('old-town', token, [['D1', 1]])))
  })
})

describe('on paper', () => {
  test('a paper bars the vote online, and is barred by it', async () => {
    const district = { section: 'district', pool: 'old-town' }
    await refuses(vote.eligibility.handOut(clerk(1), EDITION, { identifier: 'p 6' }, district), 'votedOnline')
    await vote.eligibility.handOut(clerk(1), EDITION, { identifier: 'p-7' }, district)
    await refuses(vote.eligibility.handOut(clerk(1), EDITION, { identifier: 'P7' }, district), 'onPaper')
    await refuses(vote.token(7, 'district', 'old-town'), 'onPaper')
    await vote.vote(7, 'citywide', 'city', [['C2', 1]])
    await refuses(vote.eligibility.handOut(clerk(1), EDITION, { identifier: 'X' }, district), 'notInRegister')
    await expect(vote.eligibility.handOut(resident(7), EDITION, { identifier: 'P8' }, district)).rejects.toMatchObject({ code: 'forbidden' }) // prettier-ignore
  })

  test('paper and online at once: one of them', async () => {
    await vote.eligibility.claimByRegister(resident(8), EDITION, 'P-8')
    const { blinded } = await blind((await vote.keys()).city!)
    const right = { section: 'citywide', pool: 'city' }
    const both = await Promise.allSettled([
      vote.ballots.issue({ actor: resident(8) }, EDITION, { ...right, blinded }),
      vote.eligibility.handOut(clerk(1), EDITION, { identifier: 'P-8' }, right),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('two people enter each paper; what differs a third settles', async () => {
    const paper = { serial: 'A-1', pool: 'old-town', choices: [['D2', 1]] as [string, number][] }
    const enter = (n: number, change = {}) => vote.ballots.enter(clerk(n), EDITION, { ...paper, ...change })
    expect(await enter(1)).toBe('once')
    await refuses(enter(1), 'paperSame')
    expect((await vote.ballots.papers(clerk(2), EDITION))[0]).toEqual({ serial: 'A-1', state: 'once', entries: [] })
    expect(await enter(2, { choices: [['D3', 1]] })).toBe('differs')
    await refuses(enter(3), 'paperEntered')
    await refuses(vote.ballots.settle(clerk(2), EDITION, paper, 'I am sure'), 'paperSame')
    await vote.ballots.settle(clerk(3), EDITION, paper, 'Project D2, clearly marked')
    await refuses(vote.ballots.settle(clerk(4), EDITION, paper, 'Again'), 'paperSettled')
    await refuses(enter(1, { serial: 'A-2', choices: [['X', 1]] }), 'projectUnknown')
    await refuses(vote.ballots.finish(organiser, EDITION), 'paperUnsettled')
  })
})

test('batches never let few stand alone, and tell nothing but commitments and how many tokens there are', async () => {
  // Also by a house that starts in the midst of the vote.
  await vote.anew().advance()
  const before = (await vote.ballots.numbers(EDITION)).committed
  const { entries } = await vote.ledger.list({ kind: 'participation.ballots.committed' })
  for (const { entry } of entries) {
    const { commitments, ...rest } = entry.payload as { commitments: string[] }
    expect(commitments).toEqual([...commitments].sort())
    expect(Object.keys(rest).sort()).toEqual(['edition', 'issued'])
  }
  // Of each pool as many stay behind as a batch needs at least, so that the last is no smaller.
  const online = (await vote.ballots.numbers(EDITION)).online
  expect(online - before).toBeGreaterThanOrEqual(2 * 2)
  expect(vote.problems).toEqual([])
})

describe('after the close', () => {
  test('by a millisecond there is no token and no ballot; who cast in time still has the receipt', async () => {
    const token = await vote.token(9, 'citywide', 'city')
    const late = vote.draft('city', token, [['C1', 1]])
    const { phases } = await vote.budgets.edition(EDITION)
    const end = phases.find(({ kind }) => kind === 'vote')!.to
    vote.clock.set(new Date(end.getTime() - 1))
    receipts.push(await vote.vote(10, 'citywide', 'city', [['C1', 1]]))
    vote.clock.set(end)
    await refuses(vote.ballots.cast(EDITION, late), 'phaseClosed')
    await refuses(vote.token(11, 'citywide', 'city'), 'phaseClosed')
    expect(await vote.ballots.cast(EDITION, kept)).toEqual(receipts[0])
    await vote.budgets.tick()
    // A clock that jumps back opens nothing again.
    vote.clock.set(new Date(end.getTime() - 3_600_000))
    await refuses(vote.ballots.cast(EDITION, late), 'phaseClosed')
    await vote.ballots.advance()
    expect((await vote.budgets.edition(EDITION)).state).toBe('closed')
    expect(await vote.ballots.cast(EDITION, kept)).toEqual(receipts[0])
  })

  test('ballots are opened when the last paper is entered, and then the keys go', async () => {
    await vote.end()
    expect((await vote.budgets.edition(EDITION)).state).toBe('closed')
    await vote.ballots.finish(organiser, EDITION)
    await refuses(vote.ballots.enter(clerk(1), EDITION, { serial: 'B', pool: 'city', choices: [] }), 'paperFinished')
    await vote.ballots.advance()
    await vote.ballots.advance()
    expect(vote.problems).toEqual([])
    expect((await vote.budgets.edition(EDITION)).state).toBe('opened')
    const opened = await Array.fromAsync(vote.ballots.opened(EDITION))
    const commitments = opened.map((one) => commitmentOf(bodyText({ ...one, edition: EDITION })))
    expect(commitments).toEqual([...commitments].sort())
    for (const { commitment } of receipts) {
      expect(commitments.filter((one) => one === commitment)).toHaveLength(1)
      expect(await vote.ballots.committed(EDITION, commitment)).toBeDefined()
    }
    const numbers = await vote.ballots.numbers(EDITION)
    expect(numbers.destroyed).toBe(true)
    expect(numbers.pools['old-town']).toMatchObject({ online: 2, paper: 1, paperEntitled: 1 })
    expect(numbers.online).toBe(opened.filter(({ source }) => source === 'online').length)
    expect(numbers.committed).toBe(numbers.online)
    await refuses(vote.signer.make(EDITION, ['city']), 'keysDestroyed')
    const left = await vote.database.pool.query('select from participation_ballots')
    expect(left.rowCount).toBe(0)
  })
})
