/** The indicators' tables and every query on them, by what they are about. */
export * as areas from './areas.ts'
export * as catalogue from './catalogue.ts'
export * as definitions from './definitions.ts'
export * as imports from './imports.ts'
export * as observations from './observations.ts'
export * as publications from './publications.ts'
export * as values from './values.ts'
export { LATEST } from './tables.ts'
