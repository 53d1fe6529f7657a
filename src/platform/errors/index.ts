/** Refusals: what the house says no to. Each has a stable code, an HTTP status and the details its sentence needs. */

export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly details: Record<string, unknown>

  constructor(code: string, status: number, details: Record<string, unknown> = {}) {
    super(`${code} ${JSON.stringify(details)}`)
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.details = details
  }
}

type Makers<T extends Record<string, number>> = { [K in keyof T]: (details?: Record<string, unknown>) => Refusal }

/** One table of a module's refusals: `refusals('notices', { unknown: 404 }).unknown({ id })` has the code `notices.unknown`. */
export function refusals<const T extends Record<string, number>>(module: string, table: T): Makers<T> {
  return Object.fromEntries(
    Object.entries(table).map(([name, status]) => [
      name,
      (details?: Record<string, unknown>) => new Refusal(`${module}.${name}`, status, details),
    ]),
  ) as Makers<T>
}

/** False where what was looked for is refused as unknown or gone; throws whatever else is wrong. */
export async function isHere(looking: Promise<unknown>): Promise<boolean> {
  try {
    await looking
    return true
  } catch (problem) {
    if (problem instanceof Refusal && (problem.status === 404 || problem.status === 410)) return false
    throw problem
  }
}
