/** A voter's receipt: signed by the city's ledger, its commitment in the ledger, and after the close the ballot behind it. */
import { openNote, type Vkey } from './log.ts'
import { jsonIn, memberOf } from './json.ts'
import { Wrong, type OpenCheck } from './report.ts'

const RECEIPT_CHARS_MAX = 10_000

export type Receipt = { edition: string; pool: string; commitment: string; note: string }
/** What was found of it. Before the close a commitment may still wait for its batch. */
export type Reception = { signed: boolean; committed: boolean; opened?: boolean }

/** From its JSON. Throws `Wrong`. */
export function receiptOf(text: string): Receipt {
  if (text.length > RECEIPT_CHARS_MAX) throw new Wrong('notJson', { line: 1 })
  const member = memberOf(jsonIn(text, 1), '')
  return {
    edition: member.at('edition').text(),
    pool: member.at('pool').text(),
    commitment: member.at('commitment').text(),
    note: member.at('note').text(),
  }
}

type Against = { edition: string; key?: Vkey; committed: ReadonlySet<string>; opened?: ReadonlySet<string> }

export async function checkReceipt(
  { edition, pool, commitment, note }: Receipt,
  { edition: asked, key, committed, opened }: Against,
  check: OpenCheck,
): Promise<Reception> {
  if (edition !== asked) check.wrong('receiptOther', { edition })
  const signed = await isSigned(note, `unia ballot receipt v1\n${edition}\n${pool}\n${commitment}\n`, key)
  if (!signed) check.wrong('receiptNote')
  const found: Reception = {
    signed,
    committed: committed.has(commitment),
    ...(opened && { opened: opened.has(commitment) }),
  }
  // Once the ballots are open, a receipt whose ballot is not there is proof against the city.
  if (signed && opened && !(found.committed && found.opened)) check.wrong('receiptLost', { commitment })
  check.saw({ commitment, pool, committed: found.committed ? 1 : 0, opened: found.opened ? 1 : 0 })
  return found
}

async function isSigned(note: string, text: string, key?: Vkey): Promise<boolean> {
  try {
    return key !== undefined && (await openNote(note, key)) === text
  } catch (error) {
    if (error instanceof Wrong && error.why !== 'noEd25519') return false
    throw error
  }
}
