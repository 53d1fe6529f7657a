/** Large files come in pieces and go on where they broke off; the last piece makes a delivery of them. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import { refuseUpload } from '#platform/uploads'
import { exclusively } from '#platform/db'
import { refuseFile } from '#platform/files'
import * as datasets from '../../datasets/store.ts'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import type { Deliveries } from './deliveries.ts'
import * as store from '../store/uploads.ts'
import type { Upload, UploadView } from '../types.ts'

const LIVES_MS = 72 * 3_600_000
/** So many of one actor may be under way. */
const OPEN_MAX = 20

export type UploadDraft = Pick<Upload, 'fileName' | 'mediaType' | 'bytes'> & { sha256?: string }

export function createUploads(needs: Needs, deliveries: Deliveries) {
  const { database, clock, ids, files, uploads, uploadBytesMax } = needs
  const { db } = database

  /** Throws `uploads.unknown`. */
  async function find(actor: Actor, id: string): Promise<Upload> {
    const upload = await store.find(db, id)
    const distribution = upload && (await datasets.distribution(db, upload.distributionId))
    const dataset = distribution && (await datasets.find(db, distribution.datasetId))
    demand(actor, 'catalog.deliver', dataset?.organisation)
    if (!upload || upload.expiresAt <= clock.now()) throw refuseUpload.unknown({ id })
    return upload
  }

  /** The whole of it becomes a delivery, once; also where a process was killed between the last byte and that. */
  const finish = (actor: Actor, { id }: Upload): Promise<UploadView> =>
    exclusively(db, `catalog.upload ${id}`, async () => {
      const upload = await find(actor, id)
      return upload.deliveryId ? { ...upload, offset: upload.bytes } : deliver(actor, upload)
    })

  async function deliver(actor: Actor, upload: Upload): Promise<UploadView> {
    const { id, fileName, mediaType, bytes, sha256, distributionId } = upload
    const file = await files.put(uploads.read(id), { limitBytes: bytes })
    if (sha256 !== undefined && file.sha256 !== sha256) {
      await uploads.empty(id)
      throw refuse.otherBytes({ id, expected: sha256, found: file.sha256 })
    }
    const { id: deliveryId } = await deliveries.receive(actor, distributionId, { file, fileName, mediaType })
    await store.finish(db, id, deliveryId)
    await uploads.discard(id)
    return { ...upload, deliveryId, offset: bytes }
  }

  async function view(actor: Actor, upload: Upload): Promise<UploadView> {
    if (upload.deliveryId) return { ...upload, offset: upload.bytes }
    const offset = await uploads.offset(upload.id)
    return offset === upload.bytes ? finish(actor, upload) : { ...upload, offset }
  }

  return {
    /** Throws `catalog.unknown`, `catalog.tooManyUploads`, `files.tooLarge`. */
    async begin(actor: Actor, distributionId: string, draft: UploadDraft): Promise<UploadView> {
      await deliveries.demandDeliverable(actor, distributionId)
      if (draft.bytes > uploadBytesMax) throw refuseFile.tooLarge({ limitBytes: uploadBytesMax })
      const now = clock.now()
      if ((await store.open(db, actor.id, now)) >= OPEN_MAX) throw refuse.tooManyUploads({ most: OPEN_MAX })
      const upload: Upload = {
        ...{ ...draft, id: ids.uuid(), distributionId, broughtBy: actor.id, begunAt: now },
        expiresAt: new Date(now.getTime() + LIVES_MS),
      }
      await store.add(db, upload)
      await uploads.begin(upload.id)
      return { ...upload, offset: 0 }
    },

    /** How much came; what is whole and not yet a delivery becomes one. */
    async find(actor: Actor, id: string): Promise<UploadView> {
      return view(actor, await find(actor, id))
    },

    /** Goes on at byte `at`. Throws `uploads.wrongOffset`, `uploads.tooMuch`, `uploads.busy`, `catalog.otherBytes`. */
    async append(actor: Actor, id: string, at: number, source: Readable): Promise<UploadView> {
      const upload = await find(actor, id)
      if (upload.deliveryId) throw refuseUpload.wrongOffset({ id, at, has: upload.bytes })
      const offset = await uploads.append(id, { at, end: upload.bytes }, source)
      return offset === upload.bytes ? finish(actor, upload) : { ...upload, offset }
    },

    async abandon(actor: Actor, id: string): Promise<void> {
      await find(actor, id)
      await uploads.discard(id)
      await store.remove(db, id)
    },

    /** Takes away what was begun and not ended in time, and what a killed process left without a name; says how many. */
    async sweep(): Promise<number> {
      const expired = await store.expired(db, clock.now())
      for (const id of expired) {
        await uploads.discard(id)
        await store.remove(db, id)
      }
      const known = new Set(await store.all(db))
      const nameless = (await uploads.all()).filter((id) => !known.has(id))
      for (const id of nameless) await uploads.discard(id)
      return expired.length + nameless.length
    },
  }
}
export type Uploads = ReturnType<typeof createUploads>
