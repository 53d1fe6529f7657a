/** Catalog: the city's open data, described by DCAT-AP and published through the gate of `governance` alone. */
export {
  Description,
  type Catalogue,
  type Dataset,
  type DatasetSeries,
  type Distribution,
  type Version,
} from './types.ts'
