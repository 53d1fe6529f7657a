/**
 * After the close: what still waits is committed, everything is opened and written down sorted by commitment, and then the
 * keys go. Each step finds what the one before left, so that whoever is killed in between is followed by another.
 */
import { system } from '#platform/actor'
import { canonical, type Json } from '#platform/ledger'
import type { createBatches } from './batches.ts'
import { bodyText, commitmentOf } from './commitment.ts'
import type { Needs } from './needs.ts'
import { refuse } from './refusals.ts'
import type { Sealed } from './sealed.ts'
import * as store from './store.ts'
import type { Choices, OpenedBallot, PoolNumbers } from './types.ts'

const OPENED_AT_ONCE = 1_000
const FILE_BYTES_MAX = 4_000_000_000
const clockwork = system('participation')

type Line = { commitment: string; text: string }

export function createOpening(needs: Needs, sealed: Sealed, batches: ReturnType<typeof createBatches>) {
  const { db, ledger, files, events, budgets, eligibility, signer } = needs

  async function linesOf(edition: string, pool: string): Promise<Line[]> {
    const lines: Line[] = []
    for (let after = ''; ;) {
      const some = await store.sealedAfter(db, { edition, pool }, after, OPENED_AT_ONCE)
      if (some.length === 0) return lines
      for (const text of await signer.open(edition, pool, some)) lines.push(lineOf(text))
      after = some.at(-1)!.mark
    }
  }

  /** Counted with what stands in the database: nothing that was cast is missing from the file. */
  async function write(edition: string) {
    const { booths } = await sealed.vote(edition)
    const all: Line[] = []
    const counts: Record<string, PoolNumbers> = {}
    const entitled = await eligibility.entitled(edition)
    const papers = await store.paperBallots(db, edition)
    for (const pool of booths.keys()) {
      const lines = await linesOf(edition, pool)
      const { online = 0, paper = 0 } = entitled.get(pool) ?? {}
      const ofPool = papers.filter((one) => one.pool === pool)
      counts[pool] = { issued: online, online: lines.length, paperEntitled: paper, paper: ofPool.length }
      for (const line of lines) all.push(line)
      for (const one of ofPool) all.push(paperLine(edition, one))
    }
    all.sort((a, b) => (a.commitment < b.commitment ? -1 : 1))
    const kept = await files.put(chunks(all), { limitBytes: FILE_BYTES_MAX })
    return { ...kept, counts }
  }

  async function open(edition: string): Promise<void> {
    await signer.close(edition)
    await batches.commit(edition, { isLast: true })
    const { sha256, bytes, counts } = await write(edition)
    const lotSeed = await signer.reveal(edition)
    await db.transaction().execute(async (tx) => {
      await budgets.opened(tx, edition)
      if (await store.opening(tx, edition)) return
      const payload: Json = { edition, sha256, counts, lotSeed }
      const entry = { kind: 'participation.ballots.opened', actor: clockwork.id, subject: `budget/${edition}`, payload }
      const entryId = await ledger.append(tx, entry)
      await store.addOpening(tx, edition, { sha256, bytes, counts, lotSeed, entryId })
      await events.emit(tx, 'participation.ballotsOpened', { edition })
    })
  }

  async function destroy(edition: string): Promise<void> {
    await signer.destroy(edition)
    await db.transaction().execute(async (tx) => {
      const entry = { kind: 'participation.keys.destroyed', actor: clockwork.id, subject: `budget/${edition}` }
      const opening = await store.opening(tx, edition)
      if (!opening || opening.destroyed) return
      await store.setDestroyed(tx, edition, await ledger.append(tx, { ...entry, payload: { edition } }))
      await store.removeSealed(tx, edition)
      await eligibility.forgetBlinded(tx, edition)
    })
  }

  /** Papers come by hand: where they are voted on, somebody says when the last one is entered. */
  const waitsForPapers = async (edition: string, ways: readonly string[]): Promise<boolean> =>
    ways.includes('paper') && !(await store.papersEnded(db, edition))

  return {
    /** Whatever is due for this edition. Safe to run twice. */
    async advance(edition: string): Promise<void> {
      const { state, vote } = await budgets.edition(edition)
      if (state === 'sealed') await batches.commit(edition)
      if (state === 'closed' && !(await waitsForPapers(edition, vote.ways))) await open(edition)
      const opening = await store.opening(db, edition)
      if (opening && !opening.destroyed) await destroy(edition)
    },

    /** The opened ballots, as the file of the ledger's hash holds them. Throws `participation.notOpenedYet`. */
    async *opened(edition: string): AsyncGenerator<OpenedBallot> {
      for await (const text of openedLines(needs, edition)) yield JSON.parse(text) as OpenedBallot
    },
  }
}

export async function* openedLines(
  { db, files }: Pick<Needs, 'db' | 'files'>,
  edition: string,
): AsyncGenerator<string> {
  const opening = await store.opening(db, edition)
  if (!opening) throw refuse.notOpenedYet({ edition })
  let rest = ''
  const stream = await files.get(opening.sha256, { verify: true })
  stream.setEncoding('utf8')
  for await (const chunk of stream) {
    const lines = (rest + (chunk as string)).split('\n')
    rest = lines.pop()!
    yield* lines
  }
}

function lineOf(sealedText: string): Line {
  const end = sealedText.indexOf('\n')
  const body = sealedText.slice(0, end)
  const { pool, token, choices, salt } = JSON.parse(body) as Omit<OpenedBallot, 'source'>
  const signature = sealedText.slice(end + 1).trim()
  return {
    commitment: commitmentOf(body),
    text: canonical({ pool, token, signature, choices, salt, source: 'online' }),
  }
}

function paperLine(
  edition: string,
  { serial, pool, choices }: { serial: string; pool: string; choices: Choices },
): Line {
  const paper = { pool, token: `paper:${serial}`, choices, salt: '' }
  return { commitment: commitmentOf(bodyText({ ...paper, edition })), text: canonical({ ...paper, source: 'paper' }) }
}

const LINES_AT_ONCE = 1_000
function* chunks(lines: readonly Line[]): Generator<Uint8Array> {
  for (let i = 0; i < lines.length; i += LINES_AT_ONCE)
    yield Buffer.from(lines.slice(i, i + LINES_AT_ONCE).map(({ text }) => `${text}\n`).join('')) // prettier-ignore
}
