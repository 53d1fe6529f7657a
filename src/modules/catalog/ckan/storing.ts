/**
 * Records that a publisher's client puts in, changes and takes out. What is published is never changed by it: each call is a
 * delivery, the whole table as it would then be, made from the one before; the gate sees it as it sees every other.
 */
import { z } from 'zod'
import type { Actor } from '#platform/actor'
import type { DistributionDraft } from '../datasets/types.ts'
import { writing, type Action } from './actions.ts'
import { flag, list, object, orDefault, orNothing, records, text } from './arguments.ts'
import { invalid } from './errors.ts'
import { createGathering, LOOKED_MAX, WAITS } from './gathering.ts'
import { nameOf } from './packages.ts'
import { changed, METHODS, without } from './records.ts'
import { idOf, Resource, stateOf, type Needs } from './writing.ts'

const REASON = 'Deleted by its publisher through the CKAN API.'

const Keyed = z.object({
  resource_id: text,
  records,
  method: z.preprocess((value) => value || 'upsert', z.enum(METHODS, { error: `Must be one of ${METHODS.join(', ')}` })), // prettier-ignore
  primary_key: orNothing(list),
  dry_run: flag.default(false),
})

export function storingActions(needs: Needs): Record<string, Action> {
  const { datasets, deliveries, withdrawing } = needs
  const { deliver, next } = createGathering(deliveries)

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
