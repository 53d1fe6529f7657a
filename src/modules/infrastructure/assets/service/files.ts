/** Photos and documents of a thing: for those who work on it. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import { refuse } from '../refusals.ts'
import * as store from '../store/files.ts'
import type { FileKind, ThingFile } from '../types.ts'
import type { Inner } from './inner.ts'

const DOCUMENT_BYTES_MAX = 25_000_000
const FILES_MAX = 50
const PDF = '%PDF-'

type Photos = { keepPhoto(photo: Readable): Promise<{ sha256: string; bytes: number; mediaType: string }> }

export function createThingFiles(inner: Inner, { keepPhoto }: Photos) {
  const { db, ids, files, act, locked } = inner

  async function keepDocument(stream: Readable) {
    const kept = await files.put(stream, { limitBytes: DOCUMENT_BYTES_MAX })
    let head: Buffer = Buffer.alloc(0)
    for await (const piece of (await files.get(kept.sha256)) as AsyncIterable<Buffer>) {
      head = piece.subarray(0, PDF.length)
      break
    }
    if (head.toString('latin1') !== PDF) throw refuse.fileType()
    return { ...kept, mediaType: 'application/pdf' }
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

    /** Keeps a photo without where and when it was taken, or a document. Throws `things.fileType`, `files.tooLarge`. */
    async keepThingFile(actor: Actor, code: string, kind: FileKind, stream: Readable) {
      const { organisationId } = await inner.found(code)
      demand(actor, 'infrastructure.write', organisationId)
      return kind === 'photo' ? keepPhoto(stream) : keepDocument(stream)
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
        await store.add(tx, thingId, { ...file, name: file.name.slice(0, 255), id: ids.uuid(), ...done })
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
