/** The log's signing key: given by the environment, or made at the first start and kept in the data folder. */
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
    return parsePrivateKey((readIfThere(path) ?? makeKey(path, needs)).trim())
  } catch (error) {
    if (error instanceof Malformed) throw new Malformed(`${path}: ${error.message}`)
    throw error
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Written aside and then linked, so that of several processes one wins and none reads half a key. */
function makeKey(path: string, { dataDir, origin }: { dataDir: string; origin: string }): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(aside, `${privateKeyText(origin, randomBytes(32))}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(aside, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(aside)
  }
  return readFileSync(path, 'utf8')
}
