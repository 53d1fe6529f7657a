/** The file of a vote, line by line in its order: whose it is, what was sealed, the ledger's entries, ballots, the result. */
import type { Entry } from './entries.ts'
import { entryOf, ENTRIES_MAX } from './entries.ts'
import { ballotOf, type Ballot } from './ballots.ts'
import { jsonIn, memberOf, type Member } from './json.ts'
import { linesOf, type Source } from './lines.ts'
import { Wrong } from './report.ts'

export const VERSION = 1
const ORDER = ['election', 'sealed', 'entry', 'checkpoint', 'ballot', 'result'] as const
type LineKind = (typeof ORDER)[number]
const ONCE: ReadonlySet<LineKind> = new Set(['election', 'sealed', 'checkpoint', 'result'])

/** What stands before the ballots. */
export type Head = { edition: string; ledgerKey: string; sealed: Member; entries: Entry[]; note: string }

export type Visitor = {
  /** Once everything before the ballots was read. */
  head(head: Head): Promise<void>
  ballot(ballot: Ballot, line: number): Promise<void>
  result(document: Member): void
  /** After each line. */
  progress?: (lines: number) => void
}

/** Reads it once. Throws `Wrong` at the first line that is not as it must be. */
export async function readBundle(source: Source, visitor: Visitor): Promise<void> {
  const head: Partial<Head> & { entries: Entry[] } = { entries: [] }
  let [line, place, isOpen] = [0, 0, false]
  const opened = async () => {
    if (isOpen) return
    isOpen = true
    for (const [kind, held] of [
      ['election', head.edition],
      ['sealed', head.sealed],
      ['checkpoint', head.note],
    ] as const)
      // prettier-ignore
      if (held === undefined) throw new Wrong('missing', { kind })
    await visitor.head(head as Head)
  }
  for await (const text of linesOf(source)) {
    line += 1
    const member = parsed(text, line)
    const { kind, next } = placed(member, place, line)
    place = next
    if (kind === 'ballot' || kind === 'result') await opened()
    await located(line, async () => {
      if (kind === 'ballot') await visitor.ballot(ballotOf(member), line)
      else if (kind === 'result') visitor.result(documentOf(member))
      else take(head, kind, member)
    })
    visitor.progress?.(line)
  }
  await opened()
}

const parsed = (text: string, line: number): Member => memberOf(jsonIn(text, line), '')

/** Lines come in the order of `ORDER`; what comes once does not come again. */
function placed(member: Member, place: number, line: number): { kind: LineKind; next: number } {
  let kind: LineKind
  try {
    kind = member.at('kind').one(ORDER)
  } catch {
    throw new Wrong('shape', { line, path: 'kind', expected: ORDER.join(' | ') })
  }
  const at = ORDER.indexOf(kind)
  if (at < place || (line === 1 && at !== 0)) throw new Wrong('misplaced', { line, kind })
  return { kind, next: ONCE.has(kind) ? at + 1 : at }
}

function take(head: Partial<Head> & { entries: Entry[] }, kind: LineKind, member: Member): void {
  if (kind === 'election') {
    if (member.at('version').value !== VERSION) throw new Wrong('version', { version: VERSION })
    head.edition = member.at('edition').text()
    head.ledgerKey = member.at('ledgerKey').text()
  } else if (kind === 'sealed') head.sealed = documentOf(member)
  else if (kind === 'checkpoint') head.note = member.at('note').text()
  else if (head.entries.push(entryOf(member)) > ENTRIES_MAX) throw new Wrong('tooMany', { most: ENTRIES_MAX })
}

/** The document is the line without the word that says what line it is. */
function documentOf(member: Member): Member {
  const { kind: _, ...document } = member.value as Record<string, unknown>
  return memberOf(document, '')
}

async function located(line: number, run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    throw error instanceof Wrong ? new Wrong(error.why, { line, ...error.details }) : error
  }
}
