/** What can go wrong with a database at any time, told as refusals that everybody understands. */
import { Refusal, refusals } from '#platform/errors'

export const refuse = refusals('platform', {
  databaseUnreachable: 503,
  databaseTooOld: 500,
  databaseAway: 503,
  diskFull: 507,
  schemaTooNew: 500,
})

/** Is it over when the database is back, or has room? What failed for it is to be tried again. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Refusal && ['platform.databaseAway', 'platform.diskFull'].includes(error.code)

/** PostgreSQL's code, the embedded one's included, for no room left; also where it went down for that. */
const DISK_FULL = '53100'
const AWAY = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'],
  // Shutting down by order or by a crash, starting up, too many connections, a connection's failures.
  ...['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08006'],
])
/** What the driver says without a code. */
const AWAY_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered))/

/** The refusal that a fault is told as; undefined where it is no fault of the database but of the question. */
export function faultOf(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined
  const { code = '' } = error as { code?: string }
  const isAway = AWAY.has(code) || AWAY_WORDS.test(error.message)
  const fault = code === DISK_FULL ? refuse.diskFull() : isAway ? refuse.databaseAway() : undefined
  return fault && Object.assign(fault, { cause: error })
}
