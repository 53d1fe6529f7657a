/**
 * Catalog: the city's open data, described by DCAT-AP and published through the gate of `governance` alone. `datasets/` has
 * what is said of the data, `deliveries/` the files that come in and lie behind the gate, `versions/` what is public and
 * what was taken back, `rdf/` writes it as DCAT-AP. Tells `catalog.published` and `catalog.withdrawn`; hears what the gate
 * decides and takes back.
 */
export { createCatalog, SWEEP, type Catalog } from './service.ts'
export { catalogRoutes } from './routes.ts'
export { nameOf } from './ckan/packages.ts'
export { ckanRoutes } from './ckan/index.ts'
export { migrations } from './migrations/index.ts'
export type { HouseDraft } from './house.ts'
export type { Laid } from './versions/store.ts'
export {
  Description,
  FREQUENCIES,
  LICENCES,
  THEMES,
  Licence,
  type Catalogue,
  type Dataset,
  type DatasetSeries,
  type Distribution,
  type Version,
} from './types.ts'
export type {
  Column,
  ColumnTreat,
  DeliveryView,
  FoundColumn,
  HeldRow,
  ReadRequest,
  Ruling,
  CountingTreat,
  Suppression,
  TableTreat,
  Treat,
  Weighed,
  Weighing,
} from './deliveries/types.ts'
export type { Kept } from './versions/types.ts'
export type { WeighingView } from './deliveries/service/weighing.ts'
export {
  columnsIn,
  isOfColumn,
  isOfTable,
  joined,
  makesCounts,
  recognised,
  renamed,
  rulesOf,
  treatsOf,
  type Recognised,
} from './deliveries/treatment.ts'
export type {
  DatasetChange,
  DatasetDraft,
  DatasetEntry,
  DatasetText,
  DistributionDraft,
  DistributionEntry,
  Said,
  SeriesChange,
  SeriesDraft,
  SeriesEntry,
  SeriesText,
} from './datasets/types.ts'
export { exportRows, EXPORT_FORMATS, MEDIA_TYPES, type ExportFormat } from './rows/exports.ts'
export type { Piece } from './versions/service/news.ts'
export { downloadRoutes } from './rows/downloads.ts'
export { beforeRow, jsonOf } from './rows/rules.ts'
export { questionOf } from './rows/routes.ts'
export type { Filter, Page, Question as RowQuestion, TextRow } from './rows/types.ts'
export type { PublicTable, Rows } from './rows/service.ts'
export {
  HOWS,
  STEPS,
  type Box,
  type Group,
  type How,
  type Mapped,
  type Place,
  type Step,
} from './rows/summing/types.ts'
export type { ColumnStatistics, Content, RulingDraft } from './deliveries/types.ts'
export {
  addressesAt,
  catalogAddressFor,
  daneGovPl,
  describeCatalogue,
  describeDataset,
  describeDistribution,
  inScript,
  md5Of,
  rdfRoutes,
  schemaOrgCatalogue,
  schemaOrgDataset,
  SYNTAXES,
  worldOf,
  type Syntax,
  type World,
} from './rdf/index.ts'
export {
  createSearch,
  Engine,
  entryOf,
  FACETS,
  starsOf,
  type Answer,
  type Entry,
  type Facet,
  type Question,
  type Search,
} from './search/index.ts'
export type { Improvement, Quality } from './quality/rules.ts'
export { createSandbox, type Sandbox } from './ckan/sql/service.ts'
