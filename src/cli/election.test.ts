/** A vote checked and counted again from the command line: an honest one, a changed one, a receipt, and what is no such file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { commitmentTo, LEDGER, madeElection, textOf, type Ballot } from '../verify/election/testing.ts'
import { unia } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-election-'))
afterAll(() => rmSync(folder, { recursive: true }))
const kept = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

test('winners and every check in words; a changed result with what differs; a receipt', async () => {
  const lines = await madeElection({
    sections: [{ code: 's', ballot: { kind: 'approval', most: 1 }, count: { rule: 'greedy' } }],
    pools: [{ code: 'city', section: 's', amount_minor: 100_00 }],
    list: [
      { number: '1', pool: 'city', cost_minor: 80_00 },
      { number: '2', pool: 'city', cost_minor: 60_00 },
    ],
    votes: [
      { pool: 'city', choices: [['1', 1]] },
      { pool: 'city', choices: [['1', 1]] },
      { pool: 'city', choices: [['2', 1]], paper: true },
    ],
  })
  const file = kept('honest.election.ndjson', textOf(lines))
  const honest = await unia('verify', 'election', file, '--key', LEDGER.vkey)
  expect(honest).toMatchObject({ code: 0, err: '' })
  expect(honest.out).toContain('right  The numbers agree: 2 tokens given out, 2 ballots cast online, 1 on paper\n')
  expect(honest.out).toMatch(/\ncity: 1\nIt holds\. The recount gives the same winners\.\n$/)

  const changed = lines.map((line) =>
    line.kind === 'result' ? { ...line, pools: [{ ...(line.pools as object[])[0], winners: ['2'] }] } : line,
  )
  const found = await unia('verify', 'election', kept('changed.ndjson', textOf(changed)))
  expect(found.code).toBe(1)
  expect(found.out).toContain('Pool city: 1 wins by the recount (2 votes); it was not published as a winner.')
  const json = JSON.parse((await unia('verify', 'election', file, '--json')).out) as { pools: object[] }
  expect(json).toMatchObject({ ok: true, edition: 'rivermouth-3', opened: true })
  expect(json.pools).toMatchObject([{ pool: 'city', winners: ['1'], votes: { 1: 2, 2: 1 }, left_minor: 20_00 }])

  const ballot = lines.find(({ source }) => source === 'online') as unknown as Ballot
  const [edition, pool, commitment] = ['rivermouth-3', 'city', commitmentTo('rivermouth-3', ballot)]
  const note = LEDGER.sign(`unia ballot receipt v1\n${edition}\n${pool}\n${commitment}\n`)
  const receipt = kept('receipt.json', JSON.stringify({ edition, pool, commitment, note }))
  const mine = await unia('verify', 'election', file, '--receipt', receipt)
  expect(mine.out).toContain('right  Your receipt: your ballot is among those that were counted\n')
  const none = await unia('verify', 'election', file, '--receipt', kept('none.json', '{"edition":1}'))
  expect(none).toMatchObject({ code: 1, out: '' })
  expect((await unia('verify', 'election', join(folder, 'nowhere'))).code).toBe(1)
  expect((await unia('verify', 'election')).code).toBe(2)
})
