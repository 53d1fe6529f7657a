/** The catalogue as RDF: described by DCAT-AP 3.0.1 with its profile for high-value datasets; as Turtle, JSON-LD, RDF/XML; as schema.org in pages. */

export { describeCatalogue, describeDataset, describeDistribution, type Page } from './describe/index.ts'
export { worldOf, type World } from './world.ts'
export { addressesAt, type Addresses } from './addresses.ts'
export { daneGovPl, md5Of } from './dane-gov-pl.ts'
export { schemaOrgCatalogue, schemaOrgDataset, inScript } from './schema-org.ts'

export { SYNTAXES, type Syntax } from './syntaxes.ts'
export { catalogAddressFor, rdfRoutes } from './routes.ts'
