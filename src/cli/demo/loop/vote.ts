/** Made-up residents vote as everybody does: with a code, a token that is signed without being seen, and a ballot without a name. */
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { visitor } from '#platform/actor'
import type { Unia } from '../../../app.ts'

const suite = RSABSSA.SHA384.PSS.Randomized()
const RANDOM_BYTES = 32
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const bytes = (value: string) => new Uint8Array(Buffer.from(value, 'base64url'))
const random = () => crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))

type Booth = { edition: string; section: string; pool: string }

/** One ballot for each code, with the numbers that it chooses. */
export async function castAll(
  { participation: { budgets, ballots } }: Pick<Unia, 'participation'>,
  { edition, section, pool }: Booth,
  voters: readonly { code: string; chosen: readonly string[] }[],
): Promise<void> {
  const { keys } = JSON.parse(await budgets.sealed(edition)) as { keys: Record<string, string> }
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
  const key = await crypto.subtle.importKey('spki', bytes(keys[pool]!), algorithm, true, ['verify'])
  for (const { code, chosen } of voters) {
    const message = suite.prepare(random())
    const { blindedMsg, inv } = await suite.blind(key, message)
    const asked = { section, pool, blinded: text(blindedMsg) }
    const { blindSignature } = await ballots.issue({ actor: visitor, code }, edition, asked)
    const signature = text(await suite.finalize(key, message, bytes(blindSignature), inv))
    const choices = chosen.toSorted().map((number): [string, number] => [number, 1])
    await ballots.cast(edition, { pool, token: text(message), signature, choices, salt: text(random()) })
  }
}
