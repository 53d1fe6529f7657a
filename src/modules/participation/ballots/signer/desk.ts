/**
 * The signer's verbs on its folder of keys. One desk at a time works on a folder. It knows neither persons nor the
 * database: what it is given of a person it hashes with a key, what it is given of a ballot it seals.
 */
import { createHash, createHmac, createPrivateKey, createPublicKey, generateKeyPair, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { commitmentOf } from '../commitment.ts'
import { blindSignature } from './blind.ts'
import { destroyKeys, newKeys, readKeys, writeKeys, type Keys } from './keys.ts'
import { seal, unseal } from './seal.ts'
import { refuse, type SealedBallot, type Signer } from './types.ts'

const MODULUS_BITS = 2048
const generate = promisify(generateKeyPair)

type Pair = { key: KeyObject; publicKey: KeyObject }
type Held = { keys: Keys; pairs: Map<string, Pair> }

/** The keys that are in use, and their files. */
function openKeyring(folder: string) {
  const held = new Map<string, Held>()
  let last: Promise<unknown> = Promise.resolve()

  /** What changes the files is done one after the other. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = last.then(act)
    last = turn.catch(() => {})
    return turn
  }

  function find(edition: string): Held | undefined {
    const known = held.get(edition)
    if (known) return known
    const keys = readKeys(folder, edition)
    return keys && hold(edition, keys)
  }

  function hold(edition: string, keys: Keys): Held {
    const pairs = new Map(Object.entries(keys.pools).map(([pool, der]) => [pool, pairOf(der)]))
    const holding = { keys, pairs }
    held.set(edition, holding)
    return holding
  }

  function of(edition: string): Held {
    const found = find(edition)
    if (!found) throw refuse.keysUnknown({ edition })
    return found
  }

  function keep(edition: string, keys: Keys): Held {
    writeKeys(folder, edition, keys)
    return hold(edition, keys)
  }

  function isOpen(edition: string): Held {
    const found = of(edition)
    if (found.keys.closed) throw refuse.signerClosed({ edition })
    return found
  }

  function isClosed(edition: string): Keys {
    const { keys } = of(edition)
    if (!keys.closed) throw refuse.voteNotClosed({ edition })
    return keys
  }

  const begun = (edition: string) => find(edition) ?? keep(edition, newKeys(randomBytes))

  function forget(edition: string): void {
    const { keys } = held.get(edition) ?? {}
    destroyKeys(folder, edition)
    held.delete(edition)
    if (!keys) return
    for (const secret of [keys.tokens, keys.persons, keys.sealing, keys.lot, ...Object.values(keys.pools)])
      secret.fill(0)
  }

  return { inTurn, of, keep, isOpen, isClosed, begun, forget }
}

export function openDesk(folder: string): Signer {
  const { inTurn, of, keep, isOpen, isClosed, begun, forget } = openKeyring(folder)

  return {
    make: (edition, pools) =>
      inTurn(async () => {
        const { keys } = begun(edition)
        const missing = pools.filter((pool) => !keys.pools[pool])
        if (missing.length > 0 && keys.closed) throw refuse.signerClosed({ edition })
        const made: Record<string, Buffer> = {}
        for (const pool of missing) made[pool] = await newPrivateKey()
        const { pairs, keys: now } =
          missing.length > 0 ? keep(edition, { ...keys, pools: { ...keys.pools, ...made } }) : of(edition)
        return {
          keys: Object.fromEntries(pools.map((pool) => [pool, spkiOf(pairs.get(pool)!)])),
          lotCommitment: createHash('sha256').update(now.lot).digest('base64url'),
        }
      }),

    async blindSign(edition, pool, blinded) {
      const pair = isOpen(edition).pairs.get(pool)
      if (!pair) throw refuse.keysUnknown({ edition, pool })
      return blindSignature(pair.key, pair.publicKey, Buffer.from(blinded, 'base64url')).toString('base64url')
    },

    async take(edition, pool, token, ballot) {
      const { keys } = isOpen(edition)
      const marks = marksOf(keys, pool, token, ballot)
      const where = { edition, pool, mark: marks.mark }
      const sealed = seal(keys.sealing, randomBytes(seal.NONCE_BYTES), where, ballot)
      return { ...marks, sealed: sealed.toString('base64url') }
    },

    recognise: async (edition, pool, token, ballot) => marksOf(of(edition).keys, pool, token, ballot),

    async commitments(edition, pool, sealed) {
      const { sealing } = of(edition).keys
      return unsealed(sealing, { edition, pool }, sealed).map(({ commitment }) => commitment)
    },

    close: (edition) =>
      inTurn(async () => {
        const { keys } = begun(edition)
        if (!keys.closed) keep(edition, { ...keys, closed: true })
      }),

    async open(edition, pool, sealed) {
      const { sealing } = isClosed(edition)
      return unsealed(sealing, { edition, pool }, sealed).map(({ text }) => text)
    },

    reveal: async (edition) => isClosed(edition).lot.toString('base64url'),

    personKeys: (edition, values) =>
      inTurn(async () => {
        const { persons } = begun(edition).keys
        return values.map((value) => createHmac('sha256', persons).update(value).digest('base64url'))
      }),

    destroy: (edition) => inTurn(async () => forget(edition)),
  }
}

async function newPrivateKey(): Promise<Buffer> {
  const { privateKey } = await generate('rsa', { modulusLength: MODULUS_BITS })
  return privateKey.export({ type: 'pkcs8', format: 'der' })
}

function pairOf(der: Buffer): Pair {
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return { key, publicKey: createPublicKey(key) }
}

const spkiOf = ({ publicKey }: Pair) => publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')

function marksOf({ tokens }: Keys, pool: string, token: string, ballot: string) {
  const hash = (kind: string, text: string) =>
    createHmac('sha256', tokens).update(`${kind}\n${pool}\n${text}`).digest('base64url')
  return { mark: hash('token', token), print: hash('ballot', ballot) }
}

/** Sorted by commitment, which no one can foresee: the order in which they came is gone. */
function unsealed(key: Buffer, where: { edition: string; pool: string }, ballots: readonly SealedBallot[]) {
  return ballots
    .flatMap(({ mark, sealed }) => {
      const text = unseal(key, { ...where, mark }, Buffer.from(sealed, 'base64url'))
      return text === undefined ? [] : [{ text, commitment: commitmentOf(text.slice(0, text.indexOf('\n'))) }]
    })
    .sort((a, b) => (a.commitment < b.commitment ? -1 : 1))
}
