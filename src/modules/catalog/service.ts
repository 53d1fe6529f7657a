/** The verbs of the catalogue, joined from its rooms. */
import { createDatasets } from './datasets/service.ts'
import type { Needs } from './needs.ts'

export function createCatalog(needs: Needs) {
  return { datasets: createDatasets(needs) }
}
export type Catalog = ReturnType<typeof createCatalog>
