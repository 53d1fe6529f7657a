/** What is public of a dataset, as those who work on it see it: also what was taken back. */
import { demand, type Actor } from '#platform/actor'
import * as datasets from '../../datasets/store.ts'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import * as store from '../store.ts'
import type { Kept } from '../types.ts'

export type Standing = {
  /** The version of its description that is public. */
  described?: number
  /** It was public and was taken back. */
  isWithdrawn: boolean
}

export function createWorking({ database: { db } }: Needs) {
  async function demandInsider(actor: Actor, datasetId: string): Promise<void> {
    const dataset = await datasets.find(db, datasetId)
    if (!dataset) throw refuse.unknown({ id: datasetId })
    const { organisation } = dataset
    if (!actor.can('catalog.inspect', organisation)) demand(actor, 'catalog.describe', organisation)
  }

  return {
    async standing(actor: Actor, datasetId: string): Promise<Standing> {
      await demandInsider(actor, datasetId)
      return store.standing(db, datasetId)
    },

    /** All versions of a distribution, oldest first. Throws `catalog.unknown`. */
    async versions(actor: Actor, distributionId: string): Promise<Kept[]> {
      const distribution = await datasets.distribution(db, distributionId)
      if (!distribution) throw refuse.unknown({ id: distributionId })
      await demandInsider(actor, distribution.datasetId)
      return store.versionsOf(db, distributionId)
    },
  }
}
