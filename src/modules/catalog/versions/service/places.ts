/** Where a delivery belongs, held still: always the dataset first, so that nobody waits for one another in a circle. */
import type { Tx } from '#platform/db'
import * as datasets from '../../datasets/store.ts'
import type { DistributionEntry, Entered } from '../../datasets/types.ts'
import { refuse } from '../../refusals.ts'

export type Place = { distribution: DistributionEntry; dataset: Entered }

/** The distribution and its dataset, nobody else changing either until the transaction ends. */
export async function lockPlace(tx: Tx, distributionId: string): Promise<Place | undefined> {
  const distribution = await datasets.distribution(tx, distributionId)
  const dataset = distribution && (await datasets.lock(tx, distribution.datasetId))
  return dataset && { distribution, dataset }
}

/** PostgreSQL's code for a lock that was not got in time. */
const LOCKED = '55P03'

/** Throws `catalog.busy` where others read too long what is to change. */
export async function orBusy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw (error as { code?: string }).code === LOCKED ? refuse.busy() : error
  }
}
