/** Strategy: what the city does to reach what it wants; here the room `projects`, from a decision to its delivered effect. */
export { createStrategy, type Needs, type Strategy } from './service.ts'
export { migrations } from './migrations/index.ts'
