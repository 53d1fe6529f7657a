/** What is done on an order: ticked, photographed, charged; by those who work on it, while it is open. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Kept } from '#platform/files'
import { keepPhoto, PHOTO_BYTES_MAX } from '#platform/photos'
import { refuse } from '../../refusals.ts'
import { labourCost, pictureType } from '../rules.ts'
import * as store from '../store/orders.ts'
import { CostDraft, LabourDraft, type Order } from '../types.ts'
import type { OrdersInner } from './inner.ts'

const PHOTOS_MAX = 50
const LINES_MAX = 200
const HEAD_BYTES = 16

export function createWork(inner: OrdersInner) {
  const { db, files } = inner

  const onOpen = (actor: Actor, id: string, work: (tx: Tx, order: Order) => Promise<void>) =>
    inner.inOne(async (tx) => {
      const order = await inner.locked(tx, actor, id)
      inner.demandOpen(order)
      await work(tx, order)
    })

  async function addLine(actor: Actor, id: string, line: Omit<Parameters<typeof store.addLine>[2], 'id'>) {
    await onOpen(actor, id, async (tx) => {
      if ((await store.lines(tx, id)).length >= LINES_MAX) throw refuse.tooMany({ most: LINES_MAX })
      const entry = await inner.entry(tx, actor, `order.${line.kind}`, id, line)
      await store.addLine(tx, id, { ...line, id: inner.id() }, entry)
    })
  }

  async function headOf(sha256: string): Promise<Uint8Array> {
    const stream = await files.get(sha256)
    for await (const chunk of stream) {
      stream.destroy()
      return (chunk as Buffer).subarray(0, HEAD_BYTES)
    }
    return new Uint8Array()
  }

  return {
    photoBytesMax: PHOTO_BYTES_MAX,

    /** Ticks a place of the checklist, or takes the tick away. */
    tick: (actor: Actor, id: string, place: number, isDone: boolean): Promise<void> =>
      onOpen(actor, id, async (tx, order) => {
        if (!order.checklist[place]) throw refuse.unknown({ id, place })
        const entry = await inner.entry(tx, actor, 'order.checked', id, { place, done: isDone })
        await store.check(tx, id, place, isDone ? entry : undefined)
      }),

    /** Minutes at so much an hour. */
    async labour(actor: Actor, id: string, given: LabourDraft): Promise<void> {
      const draft = LabourDraft.parse(given)
      return addLine(actor, id, { ...draft, kind: 'labour', amount_grosze: labourCost(draft.minutes, draft.rate_grosze) }) // prettier-ignore
    },
    async cost(actor: Actor, id: string, given: CostDraft): Promise<void> {
      return addLine(actor, id, { ...CostDraft.parse(given), kind: 'cost', minutes: null, rate_grosze: null })
    },

    /** Keeps a photo, without where and when it was taken. Throws `photos.unreadable`, `files.tooLarge`. */
    async keep(actor: Actor, id: string, stream: Readable): Promise<Kept> {
      const [order] = await store.list(db, { id }, 1)
      if (!order) throw refuse.unknown({ id })
      demand(actor, 'infrastructure.operate', order.organisationId)
      return keepPhoto(files, stream)
    },
    /** Throws `maintenance.notPicture`, `maintenance.tooMany`. A place of the checklist that it shows is ticked with it. */
    async photograph(actor: Actor, id: string, { sha256, bytes, place }: Kept & { place?: number }): Promise<void> {
      const mediaType = pictureType(await headOf(sha256))
      await onOpen(actor, id, async (tx, order) => {
        if (place !== undefined && !order.checklist[place]) throw refuse.unknown({ id, place })
        if ((await store.photos(tx, id)).length >= PHOTOS_MAX) throw refuse.tooMany({ most: PHOTOS_MAX })
        const entry = await inner.entry(tx, actor, 'order.photographed', id, { sha256, bytes, place: place ?? null })
        await store.addPhoto(tx, id, { id: inner.id(), place: place ?? null, sha256, bytes, mediaType }, entry)
        if (place !== undefined) await store.check(tx, id, place, entry)
      })
    },
    /** Throws `maintenance.unknown`. */
    async photo(
      actor: Actor,
      id: string,
      photoId: string,
    ): Promise<{ stream: Readable; mediaType: string; bytes: number }> {
      const [order] = await store.list(db, { id }, 1)
      if (!order) throw refuse.unknown({ id })
      demand(actor, 'infrastructure.read', order.organisationId)
      const found = (await store.photos(db, id)).find((one) => one.id === photoId)
      if (!found) throw refuse.unknown({ id: photoId })
      return { stream: await files.get(found.sha256), mediaType: found.mediaType, bytes: found.bytes }
    },
  }
}
