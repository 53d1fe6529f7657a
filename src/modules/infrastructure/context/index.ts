/**
 * Context: the state of the city's things, asked and changed by NGSI-LD. `terms/` makes contexts ready for use, `reading/` and
 * `writing/` turn what clients send into the house's form and back, `q/` are the questions, `rules.ts` what a change makes.
 */
export { createContext, type Context } from './service/index.ts'
export { ngsiRoutes } from './routes/index.ts'
export { policyRoutes } from './routes/policies.ts'
export { ENTITIES_CHANGED } from './service/changes.ts'
export { reachOf } from './access.ts'
export { geometryOf } from './reading/geometry.ts'
export { isShipped, shippedIri } from './terms/shipped.ts'
export { LEVELS_OF_ACCESS } from './limits.ts'
export type { Attributes, Entity, EntityDraft, Instance, Level, OwnedDraft } from './types.ts'
export type { Filter, Found, Page } from './store/query.ts'
export type { Box, Extent, KindRow, Spot } from './store/places.ts'
export { DEMO_SCOPE } from './limits.ts'
export { LOCATION } from './q/geo.ts'
export { written } from './writing/entity.ts'
export type { Query } from './q/types.ts'
export type { Selector } from './q/selector.ts'
export type { Terms } from './terms/terms.ts'
export { entityOf as readEntity } from './reading/entity.ts'
export { isUri } from './reading/names.ts'
export { isTime } from './reading/times.ts'
