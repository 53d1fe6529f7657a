/** Which version of a distribution is public: the one that was asked for, or the newest. */
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import * as store from '../store.ts'
import type { Kept } from '../types.ts'

/** What was looked up of versions, of which nothing changes but whether they are public. */
const REMEMBERED_MAX = 500

/** Each looked up once, with what `read` gives; where that is nothing, it is looked up again. */
export function remembering<Known>(read: (id: string) => Promise<Known | undefined>) {
  const remembered = new Map<string, Known>()
  return async (id: string): Promise<Known | undefined> => {
    const known = remembered.get(id) ?? (await read(id))
    if (known === undefined || remembered.has(id)) return known
    if (remembered.size >= REMEMBERED_MAX) remembered.delete(remembered.keys().next().value!)
    remembered.set(id, known)
    return known
  }
}

export function createOpened({ database, governance }: Pick<Needs, 'database' | 'governance'>) {
  const { db, reader = db } = database
  const kept = remembering((id) => store.version(db, id))
  /** Throws `catalog.unknown`; `catalog.withdrawn` and `governance.withdrawn` with the reason. */
  return async (distributionId: string, number?: number): Promise<Kept> => {
    const found = await store.publicVersion(reader, governance.gate.isWithdrawn, distributionId, number)
    if (found?.withdrawal) throw refuse.withdrawn({ ...found.withdrawal })
    if (found?.isWithdrawn) await governance.gate.demandPublic(found.releaseId)
    const version = found?.id ? await kept(found.id) : undefined
    if (!version) throw refuse.unknown({ id: distributionId })
    return version
  }
}
