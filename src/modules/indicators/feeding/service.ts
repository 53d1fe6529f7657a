/**
 * What readings make becomes figures, by the way of every file: kept, read, checked, published, laid down as a version of a
 * dataset. A person has opened the feed once; a figure that the checks remark on waits for a person all the same.
 */
import { Readable } from 'node:stream'
import { exclusively } from '#platform/db'
import { Refusal } from '#platform/errors'
import { writeCsvOf } from '#tables'
import type { Imports } from '../service/imports.ts'
import type { Needs } from '../service/needs.ts'
import { feeder } from './feeder.ts'
import * as rules from './rules.ts'

const WAITING_LOOKED_AT = 100

export function createFeeding({ db, files, feeds, uploadBytesMax }: Needs, imports: Imports) {
  /** What it brought before and nobody has taken is overtaken by this. */
  async function giveUp(id: string, importId: string): Promise<void> {
    const actor = feeder(id)
    for (const one of await imports.waiting(actor, WAITING_LOOKED_AT))
      if (one.broughtBy === actor.id && one.id !== importId) await imports.cancel(actor, one.id)
  }

  async function take(id: string): Promise<void> {
    const made = await feeds.figures(id)
    if (!made || made.periods.length === 0) return
    const { feed, periods } = made
    const actor = feeder(id)
    const rows = async function* () {
      for (const one of periods) yield rules.cellsOf(feed, one)
    }
    const csv = Readable.from(writeCsvOf(rules.COLUMNS, rows()), { objectMode: false })
    const file = await files.put(csv, { limitBytes: uploadBytesMax })
    const arrival = { file, fileName: `${id}.csv`, dataset: id, options: { format: 'tidy' as const } }
    const { id: importId } = await imports.receive(actor, arrival)
    await imports.read({ data: { id: importId }, progress: async () => {}, signal: new AbortController().signal })
    await giveUp(id, importId)
    const { state, accepted, unchanged, rejected, suspected } = await imports.preview(actor, importId)
    if (state !== 'read' || rejected > 0 || suspected.high > 0 || accepted <= unchanged) return
    await imports.publish(actor, importId, feed.names.pl)
  }

  return {
    /** Safe to run again and again, and to be killed on the way. What the gate holds waits there. */
    take: (id: string): Promise<void> =>
      exclusively(db, `indicators.feed ${id}`, () =>
        take(id).catch((error: unknown) => {
          if (!(error instanceof Refusal) || !error.code.startsWith('governance.')) throw error
        }),
      ),
  }
}
