/** The verbs on what comes in: received, read, looked at, read again by other rules, given up. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Kept } from '#platform/files'
import * as datasets from '../../datasets/store.ts'
import type { DistributionEntry } from '../../datasets/types.ts'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import * as rules from '../rules.ts'
import * as store from '../store/deliveries.ts'
import * as held from '../store/held.ts'
import * as weighings from '../store/weighings.ts'
import { ReadRequest, type Delivery, type DeliveryView, type Figures, type HeldRow } from '../types.ts'

export const READ_JOB = 'catalog.read'
const LISTED = 50
const PREVIEW_ROWS_MAX = 500

export type Arrival = {
  /** Its bytes, or what `files.put` said of them. */
  file: Readable | Kept
  fileName: string
  mediaType: string
  options?: ReadRequest
  figures?: Figures
  /** It was made from what stood after the delivery of that number, and is nothing where another came since. */
  after?: number
}
export type Arrived = DeliveryView & { before: boolean }

export function createDeliveries(needs: Needs) {
  const { database, clock, ids, ledger, files, jobs, uploadBytesMax } = needs
  const { db } = database

  /** The distribution, for who may do this with it; a service is given no files. Throws `catalog.unknown`. */
  async function place(tx: Tx | typeof db, actor: Actor, permission: string, distributionId: string) {
    const distribution = await datasets.distribution(tx, distributionId)
    const dataset = distribution && (await datasets.find(tx, distribution.datasetId))
    demand(actor, permission, dataset?.organisation)
    if (!dataset || distribution?.kind === 'service') throw refuse.unknown({ id: distributionId })
    return { distribution: distribution as DistributionEntry, dataset }
  }

  async function seen(actor: Actor, id: string) {
    const delivery = await store.find(db, id)
    const distribution = delivery && (await datasets.distribution(db, delivery.distributionId))
    const dataset = distribution && (await datasets.find(db, distribution.datasetId))
    const organisation = dataset?.organisation
    const isInspector = actor.can('catalog.inspect', organisation)
    if (!isInspector) demand(actor, 'catalog.deliver', organisation)
    if (!delivery) throw refuse.unknown({ id })
    return { delivery, distribution: distribution!, organisation, isInspector }
  }

  async function view(actor: Actor, id: string): Promise<DeliveryView> {
    const { delivery, isInspector } = await seen(actor, id)
    const status = delivery.state === 'reading' && delivery.jobId ? await jobs.status(delivery.jobId) : undefined
    const whole = rules.viewOf(delivery, isInspector || delivery.broughtBy === actor.id)
    return { ...whole, ...(status && { progress: { done: status.done, total: status.total } }) }
  }

  /** Changes a delivery that nobody else changes meanwhile. */
  async function change<T>(
    actor: Actor,
    id: string,
    work: (tx: Tx, delivery: Delivery, distribution: DistributionEntry) => Promise<T>,
  ): Promise<T> {
    return db.transaction().execute(async (tx) => {
      const delivery = await store.lock(tx, id)
      if (!delivery) {
        demand(actor, 'catalog.deliver')
        throw refuse.unknown({ id })
      }
      const { distribution } = await place(tx, actor, 'catalog.deliver', delivery.distributionId)
      return work(tx, delivery, distribution)
    })
  }

  return {
    /** How large a file may be. */
    bytesMax: uploadBytesMax,
    view,

    /** Throws what `receive` would, before a byte is sent. */
    demandDeliverable: async (actor: Actor, distributionId: string): Promise<void> =>
      void (await place(db, actor, 'catalog.deliver', distributionId)),

    /** Keeps bytes of which it is not yet said what they are for: a form brings its file before or between its words. */
    async keep(actor: Actor, distributionId: string, file: Readable): Promise<Kept> {
      await place(db, actor, 'catalog.deliver', distributionId)
      return files.put(file, { limitBytes: uploadBytesMax })
    },

    /** Keeps the file and begins to read it. The same file is the delivery that it was before. Throws `catalog.overtaken`. */
    async receive(actor: Actor, distributionId: string, arrival: Arrival): Promise<Arrived> {
      const { dataset, distribution } = await place(db, actor, 'catalog.deliver', distributionId)
      const { file, fileName, mediaType, figures } = arrival
      const options = ReadRequest.parse(arrival.options ?? {})
      const kept = 'sha256' in file ? file : await files.put(file, { limitBytes: uploadBytesMax })
      const { id, before } = await db.transaction().execute(async (tx) => {
        await datasets.lock(tx, dataset.id)
        const [newest] = arrival.after === undefined ? [] : await store.list(tx, distribution.id, 1)
        if (newest && newest.number !== arrival.after)
          throw refuse.overtaken({ seen: arrival.after, version: newest.number, at: newest.broughtAt, by: newest.broughtBy, changed: [] }) // prettier-ignore
        const same = await store.same(tx, distribution.id, kept.sha256)
        if (same) return { id: same.id, before: true }
        const about = { id: ids.uuid(), distributionId, fileName, mediaType, ...kept, options, figures }
        const added = await store.add(tx, { ...about, broughtBy: actor.id, broughtAt: clock.now() })
        await store.update(tx, added.id, { jobId: await jobs.enqueue(tx, READ_JOB, { id: added.id }) })
        const payload = { distribution: distributionId, number: added.number, ...kept }
        const subject = `delivery/${added.id}`
        await ledger.append(tx, { kind: 'catalog.delivered', actor: actor.id, subject, payload })
        return { id: added.id, before: false }
      })
      return { ...(await view(actor, id)), before }
    },

    /** Newest first. */
    async list(actor: Actor, distributionId: string, limit = LISTED, before?: number): Promise<DeliveryView[]> {
      const distribution = await datasets.distribution(db, distributionId)
      const dataset = distribution && (await datasets.find(db, distribution.datasetId))
      const isInspector = actor.can('catalog.inspect', dataset?.organisation)
      if (!isInspector) demand(actor, 'catalog.deliver', dataset?.organisation)
      if (!dataset) throw refuse.unknown({ id: distributionId })
      const found = await store.list(db, distributionId, limit, before)
      return found.map((one) => rules.viewOf(one, isInspector || one.broughtBy === actor.id))
    },

    /** What waits for somebody: of each distribution the newest delivery that is not public yet, newest first. */
    async waiting(actor: Actor, limit = LISTED): Promise<DeliveryView[]> {
      const all = (await needs.identity.organisations()).map(({ id }) => id)
      const own = all.filter((id) => actor.can('catalog.deliver', id) || actor.can('catalog.inspect', id))
      if (own.length === 0) demand(actor, 'catalog.deliver')
      return (await store.waiting(db, own, limit)).map((one) => rules.viewOf(one, false))
    },

    /** Reads the file again, by the dictionary and the treatment as they are now. Throws `catalog.notRereadable`. */
    async readAgain(actor: Actor, id: string, options?: ReadRequest): Promise<DeliveryView> {
      await change(actor, id, async (tx, delivery) => {
        rules.demandRereadable(delivery)
        await needs.governance.gate.drop(tx, actor, delivery.examinationId)
        const jobId = await jobs.enqueue(tx, READ_JOB, { id })
        await store.update(tx, id, {
          ...{ ...NOTHING_READ, state: 'reading', jobId, earlier: rules.earlierOf(delivery) },
          ...(options && { options: ReadRequest.parse(options) }),
        })
        const entry = { kind: 'catalog.readAgain', actor: actor.id, subject: `delivery/${id}` }
        await ledger.append(tx, entry)
      })
      return view(actor, id)
    },

    /** Gives a delivery up: its rows go, the file stays. */
    async abandon(actor: Actor, id: string): Promise<void> {
      const jobId = await change(actor, id, async (tx, delivery, { kind }) => {
        rules.demandUnpublished(delivery)
        if (delivery.state === 'abandoned') return undefined
        if (kind === 'table') await held.drop(tx, id)
        await weighings.drop(tx, id)
        await needs.governance.gate.drop(tx, actor, delivery.examinationId)
        await store.update(tx, id, { state: 'abandoned', content: undefined, problems: [], findings: [] })
        await ledger.append(tx, { kind: 'catalog.abandoned', actor: actor.id, subject: `delivery/${id}` })
        return delivery.jobId
      })
      if (jobId) await jobs.cancel(jobId)
    },

    /** Rows as they would become public, for those who decide: the steward and the data protection officer. */
    async rows(actor: Actor, id: string, limit: number, after?: number): Promise<HeldRow[]> {
      const { delivery, organisation } = await seen(actor, id)
      demand(actor, 'catalog.inspect', organisation)
      if (!delivery.content || !rules.isBehindGate(delivery)) throw refuse.notRead({ id, state: delivery.state })
      return held.preview(db, id, delivery.content.columns, Math.min(limit, PREVIEW_ROWS_MAX), after)
    },

    /** The file as it came, for those who decide and who brought it. */
    async file(actor: Actor, id: string): Promise<{ delivery: DeliveryView; stream: Readable }> {
      const { delivery, organisation } = await seen(actor, id)
      if (delivery.broughtBy !== actor.id) demand(actor, 'catalog.inspect', organisation)
      return { delivery: await view(actor, id), stream: await files.get(delivery.sha256) }
    },
  }
}
export type Deliveries = ReturnType<typeof createDeliveries>

const NOTHING_READ = {
  ...{ reading: undefined, rows: undefined, problemCount: 0, problems: [], failure: undefined, content: undefined },
  ...{ fingerprint: undefined, examinationId: undefined, findings: [], readAt: undefined },
}
