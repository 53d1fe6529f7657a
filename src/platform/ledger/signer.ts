/** The log's signing key: given by the environment, or made at the first start and kept in the data folder. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { keptSecret } from '#platform/secrets'
import { Malformed } from './malformed.ts'
import { parsePrivateKey, privateKeyText, type Signer } from './notes.ts'

export const KEY_FILE = 'ledger.key'

/** The name of the log of the house at that address, `example.org/ledger`: an address without its scheme. */
export function originOf(baseUrl: string): string {
  const { host, pathname } = new URL(baseUrl)
  return `${host}${pathname.replace(/\/+$/, '').replaceAll('+', '%2B')}/ledger`
}

/**
 * The key, from `key` (`PRIVATE+KEY+…`) or from the data folder. A log keeps its name when the house moves to another
 * address: `origin` is used only when the key is made. Throws `Malformed` for a key that cannot be read.
 */
export function keptSigner(needs: { dataDir: string; origin: string; key?: string }): Signer {
  if (needs.key) return parsePrivateKey(needs.key.trim())
  const path = join(needs.dataDir, KEY_FILE)
  try {
    return parsePrivateKey(keptSecret(path, () => privateKeyText(needs.origin, randomBytes(32))))
  } catch (error) {
    if (error instanceof Malformed) throw new Malformed(`${path}: ${error.message}`)
    throw error
  }
}
