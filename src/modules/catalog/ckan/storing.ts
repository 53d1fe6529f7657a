/**
 * Records that a publisher's client puts in, changes and takes out. What is published is never changed by it: each call is a
 * delivery, the whole table as it would then be, made from the one before; the gate sees it as it sees every other.
 */
import { Readable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { z } from 'zod'
import type { Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import type { DistributionDraft } from '../datasets/types.ts'
import type { DeliveryView, State } from '../deliveries/types.ts'
import { writing, type Action } from './actions.ts'
import { flag, list, object, orDefault, orNothing, records, text } from './arguments.ts'
import { invalid } from './errors.ts'
import { nameOf } from './packages.ts'
import { changed, linesOf, METHODS, RECORDS_BYTES_MAX, RECORDS_FILE, tableOf, without, type Table } from './records.ts'
import { idOf, Resource, stateOf, type Needs } from './writing.ts'

/** So many deliveries are looked through for the one that the next is made from. */
const LOOKED_MAX = 500
/** Who is overtaken by another call begins again from what it brought. */
const TRIES = 4
const REASON = 'Deleted by its publisher through the CKAN API.'

/** What came to nothing is not built upon. */
const NOTHING: readonly State[] = ['stopped', 'refused', 'withdrawn', 'abandoned']
const WAITS: readonly State[] = ['reading', 'ready', 'held']

const Keyed = z.object({
  resource_id: text,
  records,
  method: z.preprocess((value) => value || 'upsert', z.enum(METHODS, { error: `Must be one of ${METHODS.join(', ')}` })), // prettier-ignore
  primary_key: orNothing(list),
  dry_run: flag.default(false),
})

export function storingActions(needs: Needs): Record<string, Action> {
  const { datasets, deliveries, withdrawing } = needs

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

  async function keyOf(actor: Actor, id: string, given: readonly string[] | undefined): Promise<readonly string[]> {
    if (given) return given
    const ruling = await needs.ruling(actor, id).catch(() => undefined)
    const { primaryKey = [], fields } = ruling?.dictionary ?? { fields: [] }
    return primaryKey.map((name) => fields.find((field) => field.name === name)?.source ?? name)
  }

  async function added(actor: Actor, resource: z.output<typeof Resource> | undefined): Promise<string> {
    if (!resource?.package_id) throw invalid({ resource_id: ['Missing value'] })
    const title = resource.name ?? 'records'
    const draft: DistributionDraft = { slug: nameOf(title), kind: 'table', title: { pl: title } }
    return (await datasets.addDistribution(actor, await idOf(needs, actor, resource.package_id), draft)).id
  }

  return {
    datastore_create: writing({
      help: 'Delivers records as the next version of a table; they wait behind the gate.',
      takes: z.object({
        resource_id: orNothing(text),
        resource: Resource.optional(),
        records,
        fields: z.array(z.looseObject({ id: text })).optional(),
        primary_key: orNothing(list),
      }),
      run: async ({ resource_id, resource, records, fields, primary_key: key = [] }, { actor }) => {
        if (records.length === 0) throw invalid({ records: ['Missing value'] })
        const names = fields?.map((field) => field.id) ?? Object.keys(records[0]!)
        const table = changed({ names, rows: [] }, { records, method: 'insert', key })
        const id = resource_id ?? (await added(actor, resource))
        const delivery = await deliver(actor, id, table)
        return { resource_id: id, method: 'insert', fields: names.map((name) => ({ id: name })), ...(key.length > 0 && { primary_key: key }), ...stateOf(delivery) } // prettier-ignore
      },
    }),

    datastore_upsert: writing({
      help: 'Puts records in or changes them by their key. The table as it would then be is a delivery, made from the newest one; it waits behind the gate, and what is published stays until it is published itself.', // prettier-ignore
      takes: Keyed,
      run: async ({ resource_id, records, method, primary_key, dry_run }, { actor }) => {
        if (records.length === 0) throw invalid({ records: ['Missing value'] })
        const key = await keyOf(actor, resource_id, primary_key)
        const delivery = await next(actor, resource_id, (table) => changed(table, { records, method, key }), dry_run)
        return { resource_id, method, ...(dry_run && { dry_run }), ...(delivery && stateOf(delivery)) }
      },
    }),

    datastore_delete: writing({
      help: 'Takes records out that have these values: the rest is a delivery that waits behind the gate. Without filters, takes every version of the table back.', // prettier-ignore
      takes: z.object({ resource_id: text, filters: orNothing(object), reason: orDefault(text, REASON) }),
      run: async ({ resource_id, filters, reason }, { actor }) => {
        if (filters) {
          const delivery = await next(actor, resource_id, (table) => without(table, filters))
          return { resource_id, filters, ...stateOf(delivery!) }
        }
        const published = (await needs.reading.catalogue()).datasets.flatMap(({ distributions }) => distributions)
        for (const { number, withdrawal } of published.find(({ id }) => id === resource_id)?.versions ?? [])
          if (!withdrawal) await withdrawing.withdraw(actor, resource_id, number, reason)
        for (const { id, state } of await deliveries.list(actor, resource_id, LOOKED_MAX))
          if (WAITS.includes(state) || state === 'opened') await deliveries.abandon(actor, id)
        return { resource_id }
      },
    }),
  }
}
