/** The log: one JSON line an event on standard output, a readable line on a terminal; never a secret, never an e-mail address. */
export { createLog, type Log } from './log.ts'
export { scrub, scrubText } from './scrub.ts'
