/** What a check may be told, and whom it trusts. */
import { Malformed, parseVkey, type Examine, type Verifier } from '#platform/ledger'
import type { ValueBundle } from './value.ts'

/** The value that the bundle's formula gives for the bundle's figures; null where it gives none. */
export type Recompute = (bundle: ValueBundle) => number | null

export type Options = {
  /** The key that is trusted. Without it the key that came along is used, and the report says that it must be compared. */
  vkey?: string
  /** An older checkpoint of the log (the signed note): the log must have grown from it. */
  since?: string
  /** How a value follows from its figures; without it a bundle of a value does not hold. */
  recompute?: Recompute
  progress?: (done: number, total: number) => void
}

/** The key to check with: the trusted one or, as the check says aloud, the one that came along. */
export function checkKey(
  check: Examine,
  { vkey }: Options,
  brought: () => Promise<string> | string,
): Promise<Verifier> {
  return check('key', async (say) => {
    if (vkey !== undefined) {
      const verifier = parseVkey(vkey.trim())
      say(`${verifier.vkey}, given as the one to trust`)
      return verifier
    }
    const verifier = parseVkey((await brought()).trim())
    say(
      `${verifier.vkey}, which came along: compare it with the one at ${verifier.name}/log.vkey, or with one you keep`,
    )
    return verifier
  })
}

/** What zod found, in a line. */
export function sentence(error: { issues: { path: PropertyKey[]; message: string }[] }): string {
  const lines = error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
  return lines.slice(0, 5).join('; ')
}

/** The bundle in the shape its format asks for. Throws `Malformed`. */
export function shaped<T>(
  schema: { safeParse(json: unknown): { data?: T; error?: Parameters<typeof sentence>[0] } },
  json: unknown,
): T {
  const { data, error } = schema.safeParse(json)
  if (error) throw new Malformed(sentence(error))
  return data!
}
