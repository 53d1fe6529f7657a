/** Places: areas with their hierarchy, outlines, names and outside identifiers. Needs the database, the ledger and the clock. */
export { createPlaces, type Places } from './service.ts'
export { placesRoutes } from './routes.ts'
export { migrations } from './migrations/index.ts'
export { Area, Outline, type AreaDraft, type Identifier } from './types.ts'
