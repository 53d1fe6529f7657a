/** What may be done with proposals. Pure. */
export * from './complete.ts'
export * from './cost.ts'
export * from './discussion.ts'
export * from './ground.ts'
export * from './life.ts'
export * from './near.ts'
export * from './persons.ts'
export * from './prices.ts'
