/** The city as pages see it: the house's own services, called in process. */
export type { City } from '../../../../src/app.ts'
