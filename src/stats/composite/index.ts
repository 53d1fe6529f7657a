/** Composite indices after the handbook of the OECD and the Joint Research Centre (2008) and its tool COINr. */
export { composite } from './compute.ts'
export { explain, type Figure, type Part } from './explain.ts'
export * from './types.ts'
