/** Making something public: an entry in the ledger, the next number, and the fact for those who compute what follows. */
import type { NewEntry } from '#platform/ledger'
import type { Tx } from '#platform/db'
import type { Pass } from '#governance'
import { sourceSoon } from '../sourcing/service.ts'
import { publications } from '../store/index.ts'
import type { Needs } from './needs.ts'

type News = {
  kind: publications.Publication['kind']
  importNumber?: number
  entry: NewEntry
  /** Without which nothing becomes public. */
  pass: Pass
  /** How many of its figures are new, and how many say something else than before. */
  counts?: { added: number; corrected: number }
}

/** Part of the caller's transaction; gives the publication's number. */
export async function announce({ clock, ledger, events, jobs }: Needs, tx: Tx, news: News): Promise<number> {
  const { kind, importNumber, entry, pass, counts } = news
  const entry_id = await ledger.append(tx, entry)
  const seq = await publications.add(tx, {
    ...{ kind, import_number: importNumber ?? null, at: clock.now() },
    ...{ by: entry.actor, grounds: entry.grounds ?? null, entry_id },
    release_id: pass.releaseId,
    ...counts,
  })
  await events.emit(tx, 'indicators.published', { seq })
  if (kind === 'import' || kind === 'catalogue') await sourceSoon({ jobs }, tx, kind === 'catalogue')
  return seq
}
