/** How good a dataset is, by what stands in its newest tables. */
import type { Needs } from '../needs.ts'
import type { Rows } from '../rows/service.ts'
import type { Dataset } from '../types.ts'
import { qualityOf, type Quality } from './rules.ts'

export const createQuality =
  ({ clock }: Pick<Needs, 'clock'>, rows: Pick<Rows, 'table'>) =>
  async (dataset: Dataset): Promise<Quality> => {
    const tables = dataset.distributions.filter(({ kind, current }) => kind === 'table' && current)
    const contents = await Promise.all(tables.map(async ({ id }) => (await rows.table(id)).content))
    return qualityOf(dataset, contents, clock.now())
  }
