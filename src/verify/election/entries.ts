/** The ledger's entries about a vote: in the log, in the right order, and what they say. */
import { memberOf, type Member } from './json.ts'
import { isIncluded, leafOf, type Checkpoint, type Leaf } from './log.ts'
import type { OpenCheck } from './report.ts'

export const ENTRIES_MAX = 100_000

export type Entry = { index: number; leaf: string; proof: string[] }

export const entryOf = (member: Member): Entry => ({
  index: member.at('index').count(),
  leaf: member.at('leaf').text(),
  proof: member
    .at('proof')
    .list()
    .map((hash) => hash.text()),
})

export type Said = Leaf & { index: number; payload: Member }

/** What each entry says, those that cannot be read left out. */
export function readEntries(entries: readonly Entry[], checkpoint: Checkpoint | undefined, check: OpenCheck): Said[] {
  return entries.flatMap(({ index, leaf: text, proof }) => {
    let read
    try {
      read = leafOf(text)
    } catch {
      check.wrong('entry', { index })
      return []
    }
    if (checkpoint && !isIncluded(read.bytes, index, proof, checkpoint))
      check.wrong('inclusion', { index, kind: read.leaf.kind })
    return [{ ...read.leaf, index, payload: memberOf(read.leaf.payload, `${read.leaf.kind}`) }]
  })
}

/** `participation.vote.sealed` and its like, by the end of their names. */
const KINDS = {
  sealed: 'participation.vote.sealed',
  extended: 'participation.vote.extended',
  closed: 'participation.vote.closed',
  committed: 'participation.ballots.committed',
  opened: 'participation.ballots.opened',
  destroyed: 'participation.keys.destroyed',
  counted: 'participation.counted',
} as const
export type Kind = keyof typeof KINDS

export const ofKind = (entries: readonly Said[], kind: Kind): Said[] =>
  entries.filter((entry) => entry.kind === KINDS[kind])

/** Each of these follows on all of those before it. */
const SEQUENCE: readonly [before: Kind, after: Kind][] = [
  ['sealed', 'extended'],
  ['sealed', 'committed'],
  ['sealed', 'closed'],
  ['committed', 'opened'],
  ['closed', 'opened'],
  ['opened', 'counted'],
]

export function checkOrder(entries: readonly Said[], edition: string, check: OpenCheck): void {
  const numbers = new Set<number>()
  for (const { index, kind, subject } of entries) {
    if (numbers.has(index)) check.wrong('entryTwice', { index })
    numbers.add(index)
    if (subject !== `budget/${edition}`) check.wrong('otherEdition', { index, kind })
  }
  for (const kind of ['sealed', 'closed', 'opened', 'counted'] as const) {
    const found = ofKind(entries, kind)
    if (found.length > 1) check.wrong('entryTwice', { index: found[1]!.index })
  }
  const before: Kind[] = ['sealed']
  if (ofKind(entries, 'opened').length > 0) before.push('closed')
  if (ofKind(entries, 'counted').length > 0) before.push('closed', 'opened')
  for (const kind of new Set(before))
    if (ofKind(entries, kind).length === 0) check.wrong('entryMissing', { kind: KINDS[kind] })
  for (const [first, then] of SEQUENCE) {
    const last = ofKind(entries, first).reduce((most, { index }) => Math.max(most, index), -1)
    for (const { index } of ofKind(entries, then))
      if (index < last) check.wrong('entryOrder', { index, kind: KINDS[then], other: KINDS[first] })
  }
  check.saw({ entries: entries.length })
}
