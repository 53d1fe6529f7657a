/** How records that come call by call gather in one delivery: each is the whole table, made from the one before. */
import { Readable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import type { Actor } from '#platform/actor'
import type { Refusal } from '#platform/errors'
import type { Deliveries } from '../deliveries/service/deliveries.ts'
import type { DeliveryView, State } from '../deliveries/types.ts'
import { invalid } from './errors.ts'
import { linesOf, RECORDS_BYTES_MAX, RECORDS_FILE, tableOf, type Table } from './records.ts'

/** So many deliveries are looked through for the one that the next is made from. */
export const LOOKED_MAX = 500
/** Who is overtaken by another call begins again from what it brought. */
const TRIES = 4

/** What came to nothing is not built upon. */
const NOTHING: readonly State[] = ['stopped', 'refused', 'withdrawn', 'abandoned']
export const WAITS: readonly State[] = ['reading', 'ready', 'held']

export function createGathering(deliveries: Pick<Deliveries, 'receive' | 'list' | 'file' | 'abandon'>) {
  /** A table that is again as it was before the last one is a delivery of its own: an empty line more tells its file apart. */
  async function deliver(actor: Actor, id: string, table: Table, after?: number): Promise<DeliveryView> {
    for (let lines = linesOf(table); ; lines = `${lines}\n`) {
      const file = Readable.from([Buffer.from(lines)], { objectMode: false })
      const { before, ...delivery } = await deliveries.receive(actor, id, { ...RECORDS_FILE, file, ...(after !== undefined && { after }) }) // prettier-ignore
      if (!before || after === undefined || delivery.number === after) return delivery
    }
  }

  /** The newest table of records that did not come to nothing, and the number of the delivery that came last. */
  async function newest(actor: Actor, id: string): Promise<{ table: Table; last: number; all: DeliveryView[] }> {
    const all = await deliveries.list(actor, id, LOOKED_MAX)
    const last = all[0]?.number ?? 0
    const base = all.find(({ state }) => !NOTHING.includes(state))
    if (!base) return { table: { names: [], rows: [] }, last, all }
    if (base.fileName !== RECORDS_FILE.fileName || base.mediaType !== RECORDS_FILE.mediaType)
      throw invalid({ resource_id: ['its table came as a file: deliver the next file, or begin with datastore_create'] }) // prettier-ignore
    if (base.bytes > RECORDS_BYTES_MAX) throw invalid({ resource_id: [`its table is larger than ${RECORDS_BYTES_MAX} bytes: deliver a file`] }) // prettier-ignore
    return { table: tableOf(await textOf((await deliveries.file(actor, base.id)).stream)), last, all }
  }

  /** Of those that wait, the newest that was read and what came after it stay; older ones are in it. */
  async function giveUpOlder(actor: Actor, all: readonly DeliveryView[]): Promise<void> {
    const read = all.findIndex(({ state }) => state === 'ready' || state === 'held')
    const older = read < 0 ? [] : all.slice(read + 1)
    for (const { id, state, fileName } of older)
      if (WAITS.includes(state) && fileName === RECORDS_FILE.fileName) await deliveries.abandon(actor, id)
  }

  /** The next delivery, made from the one before by this change. */
  async function next(actor: Actor, id: string, change: (table: Table) => Table, isTried = false) {
    for (let left = TRIES; ; left--) {
      const { table, last, all } = await newest(actor, id)
      const after = change(table)
      if (isTried) return undefined
      try {
        const delivery = await deliver(actor, id, after, last)
        await giveUpOlder(actor, all)
        return delivery
      } catch (error) {
        if (left <= 1 || (error as Refusal).code !== 'catalog.overtaken') throw error
      }
    }
  }

  return { deliver, next }
}
