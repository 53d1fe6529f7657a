/** What the ledger said beforehand against the ballots in the file: commitments one by one, and the numbers of each pool. */
import type { Tally } from './ballots.ts'
import { ofKind, type Said } from './entries.ts'
import type { Member } from './json.ts'
import type { OpenCheck } from './report.ts'
import type { Sealed } from './rules.ts'

/** Every commitment that the ledger holds, as it was put there. */
export function committedOf(entries: readonly Said[], check: OpenCheck): Set<string> {
  const all = new Set<string>()
  for (const { index, payload } of ofKind(entries, 'committed'))
    for (const member of payload.at('commitments').list()) {
      const commitment = member.text()
      if (all.has(commitment)) check.wrong('committedTwice', { index, commitment })
      all.add(commitment)
    }
  return all
}

/** One ballot for each commitment and one commitment for each ballot: nothing added, changed or dropped. */
export function checkCommitments(committed: ReadonlySet<string>, opened: ReadonlySet<string>, check: OpenCheck): void {
  for (const commitment of opened) if (!committed.has(commitment)) check.wrong('notCommitted', { commitment })
  for (const commitment of committed) if (!opened.has(commitment)) check.wrong('notInFile', { commitment })
  check.saw({ commitments: committed.size, ballots: opened.size })
}

const NUMBERS = ['issued', 'online', 'paperEntitled', 'paper'] as const

export function checkNumbers(
  { pools }: Sealed,
  entries: readonly Said[],
  tallies: ReadonlyMap<string, Tally>,
  check: OpenCheck,
): void {
  const counts = ofKind(entries, 'opened')[0]!.payload.at('counts')
  checkIssued(entries, counts, check)
  // A paper that was handed out may be taken home; it is told.
  const sums = { issued: 0, online: 0, paper: 0, notReturned: 0 }
  for (const pool of pools.keys()) {
    const said = numbersOf(counts, pool)
    const { online = 0, paper = 0 } = tallies.get(pool) ?? {}
    if (online !== said.online) check.wrong('countDiffers', { pool, found: online, said: said.online })
    if (paper !== said.paper) check.wrong('countDiffers', { pool, found: paper, said: said.paper })
    if (online > said.issued) check.wrong('moreThanIssued', { pool, found: online, issued: said.issued })
    if (paper > said.paperEntitled) check.wrong('paperMore', { pool, found: paper, entitled: said.paperEntitled })
    sums.issued += said.issued
    sums.online += online
    sums.paper += paper
    sums.notReturned += Math.max(0, said.paperEntitled - paper)
  }
  check.saw(sums)
}

function numbersOf(counts: Member, pool: string) {
  const held = counts.at(pool)
  if (!held.is) return { issued: 0, online: 0, paperEntitled: 0, paper: 0 }
  const [issued, online, paperEntitled, paper] = NUMBERS.map((name) => held.at(name).count())
  return { issued: issued!, online: online!, paperEntitled: paperEntitled!, paper: paper! }
}

/** How many tokens were issued only ever grows, up to the number that is said at the end. */
function checkIssued(entries: readonly Said[], counts: Member, check: OpenCheck): void {
  const last = new Map<string, number>()
  const batches = ofKind(entries, 'committed').sort((a, b) => a.index - b.index)
  for (const { index, payload } of batches)
    for (const [pool, number] of payload.at('issued').entries()) {
      if (number.count() < (last.get(pool) ?? 0)) check.wrong('issuedFell', { index, pool })
      last.set(pool, number.count())
    }
  for (const [pool, issued] of last)
    if (numbersOf(counts, pool).issued < issued)
      check.wrong('issuedFell', { index: ofKind(entries, 'opened')[0]!.index, pool })
}
