/** Photos and documents of a thing: for those who work on it. */
import { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import { keepPhoto } from '#platform/photos'
import { refuse } from '../refusals.ts'
import * as store from '../store/files.ts'
import type { FileKind, ThingFile } from '../types.ts'
import type { Inner } from './inner.ts'

const DOCUMENT_BYTES_MAX = 25_000_000
const FILES_MAX = 50
const PDF = '%PDF-'

export function createThingFiles(inner: Inner) {
  const { db, ids, files, act, locked } = inner

  /** A PDF as it is, a photo without its traces; told apart by their first bytes. */
  async function keep(stream: Readable) {
    const pieces = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
    const first = await pieces.next()
    const whole = Readable.from(continued(first, pieces))
    if (first.done || first.value.toString('latin1', 0, PDF.length) !== PDF) return { ...(await keepPhoto(files, whole)), kind: 'photo' as const } // prettier-ignore
    return { ...(await files.put(whole, { limitBytes: DOCUMENT_BYTES_MAX })), mediaType: 'application/pdf', kind: 'document' as const } // prettier-ignore
  }

  /** Throws `things.unknown`, `forbidden`. */
  async function readable(actor: Actor, code: string) {
    const thing = await inner.found(code)
    demand(actor, 'infrastructure.read', thing.organisationId)
    return thing
  }

  return {
    async files(actor: Actor, code: string): Promise<ThingFile[]> {
      return store.ofThing(db, (await readable(actor, code)).id)
    },

    /** Throws `things.fileUnknown`. */
    async file(actor: Actor, code: string, id: string) {
      const { id: thingId } = await readable(actor, code)
      const found = (await store.ofThing(db, thingId)).find((one) => one.id === id)
      if (!found) throw refuse.fileUnknown()
      return { ...found, stream: await files.get(found.sha256) }
    },

    /** Keeps a photo without where and when it was taken, or a document. Throws `photos.unreadable`, `files.tooLarge`. */
    async keepAnyFile(actor: Actor, code: string, stream: Readable) {
      const { organisationId } = await inner.found(code)
      demand(actor, 'infrastructure.write', organisationId)
      return keep(stream)
    },

    /** Throws `things.tooManyFiles`. */
    async addFile(
      actor: Actor,
      code: string,
      file: { kind: FileKind; name: string; sha256: string; bytes: number; mediaType: string },
    ): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const { id: thingId, organisationId } = await locked(tx, code.toUpperCase())
        demand(actor, 'infrastructure.write', organisationId)
        if ((await store.ofThing(tx, thingId)).length >= FILES_MAX) throw refuse.tooManyFiles({ most: FILES_MAX })
        const { kind, sha256 } = file
        const done = await act(tx, actor, 'fileAdded', `things/${code.toUpperCase()}`, { kind, sha256 })
        await store.add(tx, thingId, {
          ...file,
          mediaType: file.mediaType,
          name: file.name.slice(0, 255),
          id: ids.uuid(),
          ...done,
        })
      })
    },

    /** Throws `things.fileUnknown`. */
    async removeFile(actor: Actor, code: string, id: string): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const { id: thingId, organisationId } = await locked(tx, code.toUpperCase())
        demand(actor, 'infrastructure.write', organisationId)
        const found = (await store.ofThing(tx, thingId)).find((one) => one.id === id)
        if (!found) throw refuse.fileUnknown()
        const { at } = await act(tx, actor, 'fileRemoved', `things/${code.toUpperCase()}`, { sha256: found.sha256 })
        await store.remove(tx, id, at)
      })
    },
  }
}

async function* continued(first: IteratorResult<Buffer>, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (let piece = first; !piece.done; piece = await rest.next()) yield piece.value
}
