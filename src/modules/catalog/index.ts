/**
 * Catalog: the city's open data, described by DCAT-AP and published through the gate of `governance` alone. Needs the
 * database, clock, ids, ledger, identity and places. `datasets/` has what is said of the data.
 */
export { createCatalog, type Catalog } from './service.ts'
export { catalogRoutes } from './routes.ts'
export { migrations } from './migrations/index.ts'
export {
  Description,
  type Catalogue,
  type Dataset,
  type DatasetSeries,
  type Distribution,
  type Version,
} from './types.ts'
export type { DatasetEntry, DistributionEntry, Said, SeriesEntry } from './datasets/types.ts'
