/**
 * Checks and recounts a vote from its file alone, in a browser or on a command line. Shares no code with what the city
 * counts with: reading, ledger, signatures and counting are written here once more, by the book. Nothing here throws on
 * what it is given; the report says what held and, exactly, what did not.
 */
import { createBox, verifierOf, type Ballot } from './ballots.ts'
import { readBundle, type Head } from './bundle.ts'
import { compare } from './compare.ts'
import { recount, type PoolCount } from './count/index.ts'
import { base64url, bytesOfBase64url, hex, sha256, utf8 } from './encoding.ts'
import { checkOrder, ofKind, readEntries, type Said } from './entries.ts'
import { canonical, memberOf, type Member } from './json.ts'
import type { Source } from './lines.ts'
import { checkpointOf, openNote, vkeyOf, type Vkey } from './log.ts'
import { checkCommitments, checkNumbers, committedOf } from './numbers.ts'
import { checkReceipt, type Receipt, type Reception } from './receipt.ts'
import { checkOf, CHECKS, Wrong, type Check, type CheckName, type OpenCheck, type Report } from './report.ts'
import { sealedOf, type Sealed } from './rules.ts'

export { commitmentOf } from './ballots.ts'
export { receiptOf, type Receipt, type Reception } from './receipt.ts'
export { CHECKS, Wrong, type Check, type CheckName, type Finding, type Report, type Why } from './report.ts'
export type { PoolCount } from './count/index.ts'

export type Options = {
  /** The ledger's key that is trusted; without it the one that came along is used, and the report says so. */
  vkey?: string
  receipt?: Receipt
  progress?: (lines: number) => void
}
export type ElectionReport = Report & { pools: PoolCount[]; reception?: Reception }

export async function verifyElection(source: Source, options: Options = {}): Promise<ElectionReport> {
  const state = createState(options)
  await state.run('file', async (check) => {
    await readBundle(source, {
      head: state.head,
      ballot: state.ballot,
      result: (document) => (state.seen.result = document),
      progress: (lines) => {
        state.seen.lines = lines
        options.progress?.(lines)
      },
    })
    check.saw({ lines: state.seen.lines, ballots: state.seen.ballots })
  })
  if (state.isWhole()) await finish(state, options)
  return state.report()
}

type Seen = {
  lines: number
  ballots: number
  head?: Head
  sealed?: Sealed
  said: Said[]
  key?: Vkey
  box?: ReturnType<typeof createBox>
  result?: Member
  reception?: Reception
  pools: PoolCount[]
}
type State = ReturnType<typeof createState>

function createState(options: Options) {
  const checks: Check[] = []
  const seen: Seen = { lines: 0, ballots: 0, said: [], pools: [] }

  /** Runs one check; what it throws is what is wrong. Gives nothing where it failed so. */
  async function run<T>(name: CheckName, body: (check: OpenCheck) => T | Promise<T>): Promise<T | undefined> {
    const check = checkOf(name)
    try {
      return await body(check)
    } catch (error) {
      if (!(error instanceof Wrong)) throw error
      check.wrong(error.why, error.details)
    } finally {
      checks.push(check.done())
    }
  }

  return {
    seen,
    run,
    add: (more: readonly Check[]) => checks.push(...more),
    isWhole: () => seen.sealed !== undefined && checks.every(({ check, ok }) => check !== 'file' || ok),
    async head(head: Head): Promise<void> {
      seen.head = head
      seen.key = await run('key', (check) => {
        check.saw({ key: (options.vkey ?? head.ledgerKey).trim(), given: options.vkey === undefined ? 0 : 1 })
        return vkeyOf(options.vkey ?? head.ledgerKey)
      })
      const checkpoint = await run('checkpoint', async (check) => {
        if (!seen.key) throw new Wrong('vkey')
        const found = checkpointOf(await openNote(head.note, seen.key))
        check.saw({ origin: found.origin, size: found.size })
        return found
      })
      await run('entries', (check) => {
        seen.said = readEntries(head.entries, checkpoint, check)
        if (!checkpoint) check.wrong('note')
        check.saw({ entries: seen.said.length })
      })
      await run('order', (check) => checkOrder(seen.said, head.edition, check))
      await run('sealed', async (check) => {
        const sealed = sealedAs(head, seen.said, check)
        seen.box = createBox(sealed, await verifierOf(sealed))
        seen.sealed = sealed
      })
    },
    async ballot(ballot: Ballot, line: number): Promise<void> {
      seen.ballots += 1
      await seen.box?.add(ballot, line)
    },
    report(): ElectionReport {
      const { head, said, pools, reception } = seen
      return {
        ok: checks.length > 0 && checks.every(({ ok }) => ok),
        ...(head && { edition: head.edition }),
        opened: ofKind(said, 'opened').length > 0,
        ...{ checks: checks.sort((a, b) => CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check)), pools },
        ...(reception && { reception }),
      }
    },
  }
}

/** Rules, list and keys are those whose hash the ledger has held since before the first ballot. */
function sealedAs({ edition, sealed: document }: Head, said: readonly Said[], check: OpenCheck): Sealed {
  const sealed = sealedOf(document)
  const [entry] = ofKind(said, 'sealed')
  if (!entry) throw new Wrong('entryMissing', { kind: 'participation.vote.sealed' })
  const hash = hex(sha256(utf8(canonical(document.value))))
  if (entry.payload.at('sha256').value !== hash) check.wrong('sealedOther', { index: entry.index, found: hash })
  if (sealed.edition !== edition) check.wrong('otherEdition', { index: entry.index, kind: 'sealed' })
  check.saw({ pools: sealed.pools.size, projects: sealed.projects.size, index: entry.index, at: entry.at })
  return sealed
}

/** What can only be said once every line was read. */
async function finish(state: State, { receipt }: Options): Promise<void> {
  const { seen, run, add } = state
  const { said, sealed } = seen
  const [openedEntry] = ofKind(said, 'opened')
  const box = await seen.box!.close()
  if (openedEntry) add(box.checks)
  const committed = await run('commitments', (check) => {
    const committed = committedOf(said, check)
    if (openedEntry) checkCommitments(committed, box.opened, check)
    else check.saw({ commitments: committed.size })
    return committed
  })
  if (openedEntry) {
    const { payload } = openedEntry
    await run('numbers', (check) => checkNumbers(sealed!, said, box.tallies, check))
    await run('ballots', (check) => {
      check.saw({ sha256: box.sha256 })
      if (payload.at('sha256').text() !== box.sha256) check.wrong('ballotsOther', { said: payload.at('sha256').text() })
    })
    await run('lot', (check) => {
      const seed = payload.at('lotSeed').text()
      const bytes = bytesOfBase64url(seed)
      if (!bytes || base64url(sha256(bytes)) !== sealed!.lotCommitment) check.wrong('lotOther')
    })
    await checkResult(state, { seed: payload.at('lotSeed').text(), ballotsSha256: box.sha256 }, box.tallies)
  }
  if (receipt)
    await run('receipt', async (check) => {
      const found = { committed: committed ?? new Set<string>(), opened: openedEntry && box.opened }
      seen.reception = await checkReceipt(receipt, { edition: seen.head!.edition, key: seen.key, ...found }, check)
    })
}

async function checkResult(
  { seen, run }: State,
  lot: Parameters<typeof recount>[2],
  tallies: Parameters<typeof recount>[1],
) {
  const { result, said, sealed } = seen
  const [counted] = ofKind(said, 'counted')
  seen.pools = recount(sealed!, tallies, lot)
  if (result && counted)
    await run('document', (check) => {
      const hash = hex(sha256(utf8(canonical(result.value))))
      check.saw({ sha256: hash, index: counted.index })
      if (counted.payload.at('sha256').value !== hash) check.wrong('documentOther', { index: counted.index })
      for (const [what, found] of [
        ['edition', sealed!.edition],
        ['lotSeed', lot.seed],
        ['ballotsSha256', lot.ballotsSha256],
      ] as const)
        // prettier-ignore
        if (result.at(what).value !== found) check.wrong('entrySaid', { what })
    })
  await run('recount', (check) => {
    if (result) compare(memberOf(result.value, 'result'), seen.pools, check)
    else if (counted) check.wrong('missing', { kind: 'result' })
    else check.wrong('notCounted')
  })
}
