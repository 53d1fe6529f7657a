/**
 * Places: areas with their hierarchy, outlines, names and outside identifiers. Needs the
 * database, the ledger, the clock and the events; tells `places.loaded`, also when
 * the gate took a name back.
 */
export { createPlaces, type Places } from './service.ts'
export { placesRoutes } from './routes.ts'
export { migrations } from './migrations/index.ts'
export { Area, Outline, type AreaDraft, type Identifier, type Kin } from './types.ts'
