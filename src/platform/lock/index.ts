/** What only one process on a machine may hold at a time: an embedded database, the portal's build. */
export { takeLock } from './lock.ts'
