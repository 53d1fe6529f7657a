/** Single figures typed by hand: each becomes a small file, kept, read, checked and verified like any other. */
import { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { writeCsv } from '#tables'
import { readFigures } from '../reading/index.ts'
import type { Imports } from '../service/imports.ts'
import { known } from '../service/known.ts'
import type { Needs } from '../service/needs.ts'
import { publications } from '../store/index.ts'
import type { Import } from '../types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { EntryDraft, Place, type Entry, type Known } from './types.ts'

const COLUMNS = ['area', 'measure', 'dimension', 'period', 'value', 'unit', 'status', 'reason', 'note'] as const

export function createEntries(needs: Needs, imports: Pick<Imports, 'receive'>) {
  const { db } = needs

  /** The one row, read as any file is: throws `indicators.notAccepted` with what would be right. */
  async function figureOf(bytes: Buffer): Promise<number | null> {
    for await (const { accepted, rejected } of readFigures(bytes, {}, await known(needs)))
      return rules.figureIn(accepted, rejected)
    return null
  }

  return {
    /** What is published of a figure and what waits to replace it, for whoever is about to type another. */
    async known(actor: Actor, place: Place): Promise<Known> {
      demand(actor, 'indicators.import')
      return store.known(db, Place.parse(place))
    },

    /**
     * Takes a figure in place of the vintage that the person saw. Throws `indicators.overtaken` where another was
     * published since, `indicators.alreadyEntered` where another waits for verification; each with both figures.
     */
    async enter(actor: Actor, draft: EntryDraft): Promise<Import> {
      demand(actor, 'indicators.import')
      const entry = EntryDraft.parse(draft)
      const bytes = Buffer.from(fileOf(entry))
      const value = await figureOf(bytes)
      const { area, measure, dimension, period, seen } = entry
      const arrival = {
        file: Readable.from([bytes]),
        fileName: `entered-${measure}-${area}-${period}.csv`,
      }
      return imports.receive(actor, arrival, {
        origin: 'entry',
        entered: { area, measure, dimension, period, value, seen },
        // Nobody publishes, and nobody else enters, between looking and entering.
        async demand(tx: Tx) {
          await publications.lock(tx)
          rules.demandSeen(entry, value, await store.known(tx, entry))
        },
      })
    },
  }
}
export type Entries = ReturnType<typeof createEntries>

const fileOf = ({ value, ...entry }: Entry): string =>
  [...writeCsv(COLUMNS, [COLUMNS.map((column) => (column === 'value' ? String(value) : entry[column]))])].join('')
