/**
 * The keys of one edition, in a file that its owner alone may read. Written aside, brought to the disk and then moved into
 * place: whoever is killed leaves the old file or the new one.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { refuse } from './types.ts'

export const EDITION = /^[a-z0-9][a-z0-9-]{0,63}$/
const SECRET_BYTES = 32

const Secret = z.string().transform((text): Buffer => Buffer.from(text, 'base64url'))
const KeyFile = z.object({
  version: z.literal(1),
  closed: z.boolean(),
  tokens: Secret,
  persons: Secret,
  sealing: Secret,
  lot: Secret,
  /** PKCS #8, DER, by pool. */
  pools: z.record(z.string(), Secret),
})
export type Keys = z.infer<typeof KeyFile>

/** `random` gives so many bytes. */
export const newKeys = (random: (bytes: number) => Buffer): Keys => ({
  version: 1,
  closed: false,
  tokens: random(SECRET_BYTES),
  persons: random(SECRET_BYTES),
  sealing: random(SECRET_BYTES),
  lot: random(SECRET_BYTES),
  pools: {},
})

/** Throws `participation.keysDestroyed` for an edition that had keys once. */
export function readKeys(folder: string, edition: string): Keys | undefined {
  const { file, destroyed } = pathsOf(folder, edition)
  if (existsSync(destroyed)) throw refuse.keysDestroyed({ edition })
  return existsSync(file) ? KeyFile.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

export function writeKeys(folder: string, edition: string, keys: Keys): void {
  const { file } = pathsOf(folder, edition)
  const text = (secret: Buffer) => secret.toString('base64url')
  const { tokens, persons, sealing, lot, pools } = keys
  const secrets = Object.fromEntries(Object.entries({ tokens, persons, sealing, lot }).map(([k, v]) => [k, text(v)]))
  const ofPools = Object.fromEntries(Object.entries(pools).map(([pool, key]) => [pool, text(key)]))
  const { version, closed } = keys
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const aside = `${file}.new`
  rmSync(aside, { force: true })
  writeFileSync(aside, JSON.stringify({ version, closed, ...secrets, pools: ofPools }), { mode: 0o600, flush: true })
  renameSync(aside, file)
  settle(folder)
}

/** Leaves an empty file behind, so that nobody makes keys of that name again. */
export function destroyKeys(folder: string, edition: string): void {
  const { file, destroyed } = pathsOf(folder, edition)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(destroyed, '', { mode: 0o600, flush: true })
  // Where the disk writes in place, this is what goes; where it does not, the blocks are free to be used again.
  if (existsSync(file)) writeFileSync(file, Buffer.alloc(readFileSync(file).length), { flush: true })
  rmSync(file, { force: true })
  rmSync(`${file}.new`, { force: true })
  settle(folder)
}

function pathsOf(folder: string, edition: string) {
  if (!EDITION.test(edition)) throw refuse.keysUnknown({ edition })
  return { file: join(folder, `${edition}.keys`), destroyed: join(folder, `${edition}.destroyed`) }
}

/** A name in a folder is on the disk when the folder is. */
function settle(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
