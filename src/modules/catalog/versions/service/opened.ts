/** Which version of a distribution is public: the one that was asked for, or the newest. */
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import * as store from '../store.ts'
import type { Kept } from '../types.ts'

export const createOpened =
  ({ database, governance }: Pick<Needs, 'database' | 'governance'>) =>
  /** Throws `catalog.unknown`; `catalog.withdrawn` and `governance.withdrawn` with the reason. */
  async (distributionId: string, number?: number): Promise<Kept> => {
    const { version, withdrawal } = await store.publicVersion(database.db, distributionId, number)
    const gone = withdrawal ?? version?.withdrawal
    if (gone) throw refuse.withdrawn({ ...gone })
    if (!version) throw refuse.unknown({ id: distributionId })
    await governance.gate.demandPublic(version.releaseId)
    return version
  }
