/** Votes of the past as they are kept, and who sees them. */
import type { Readable } from 'node:stream'
import type { Actor } from '#platform/actor'
import type { Needs } from './needs.ts'
import { refuse } from './refusals.ts'
import * as store from './store.ts'
import { WHAT_IFS, type Archive, type ArchivedVote } from './types.ts'

const ORGANISE = 'participation.organise'
/** The one pool of a file. */
export const POOL = 'all'
const EVERY_WAY = WHAT_IFS.length
export type Shelf = ReturnType<typeof createShelf>

export function createShelf({ db, files, gate }: Needs) {
  async function textOf(sha256: string): Promise<string> {
    const chunks: Buffer[] = []
    for await (const chunk of await files.get(sha256, { verify: true })) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString('utf8')
  }

  async function known(id: string): Promise<store.ArchiveRow> {
    const [found] = /^[0-9a-f-]{36}$/.test(id) ? await store.archives(db, id) : []
    if (!found) throw refuse.unknownArchive({ id })
    return found
  }

  async function shown(row: store.ArchiveRow): Promise<Archive> {
    const { id, title, sha256, currency, voters, budget_minor, traits, problems, at, releaseId } = row
    const withdrawn = releaseId !== undefined && (await gate.withdrawals([releaseId])).size > 0
    const ways = await store.compared(db, id)
    return {
      ...{ id, title, sha256, currency, voters, budget_minor, traits, problems, at },
      ...{ isPublic: releaseId !== undefined && !withdrawn, isCompared: ways.size >= EVERY_WAY },
    }
  }

  /** Throws `participation.unknownArchive`. */
  async function read(actor: Actor, id: string): Promise<ArchivedVote> {
    const row = await known(id)
    const archive = await shown(row)
    if (!archive.isPublic && !actor.can(ORGANISE)) throw refuse.unknownArchive({ id })
    return { ...archive, projects: row.projects, comparisons: await store.comparisons(db, id, POOL) }
  }

  const views = {
    read,
    /** Newest first; what is not public is for who organises. */
    async all(actor: Actor): Promise<Archive[]> {
      const all = await Promise.all((await store.archives(db)).map(shown))
      return actor.can(ORGANISE) ? all : all.filter(({ isPublic }) => isPublic)
    },
    /** The file as it was examined. Throws `participation.unknownArchive`. */
    file: async (actor: Actor, id: string): Promise<Readable> => files.get((await read(actor, id)).sha256),
  }
  return { textOf, known, shown, views }
}
