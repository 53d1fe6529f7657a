/** The nouns of analysis. */
export * from './input.ts'
export * from './parameters.ts'
export * from './targets.ts'
