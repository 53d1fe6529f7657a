/** The verbs on the city's keys: one signs, others are given up or revoked, and everybody may read their public halves. */
import { demand, system, type Actor } from '#platform/actor'
import type { Db, Tx } from '#platform/db'
import { didDocument, didOf, ledgerService, multibaseOf, openDocument, signDocument, signingKey, type Opened, type PublicKey, type Signed, type SigningKey } from '#platform/integrity' // prettier-ignore
import type { Needs } from '../needs.ts'
import { cityService } from '../place/rules.ts'
import type { Place } from '../place/types.ts'
import { refuse, revokedSince } from './rules.ts'
import { seal, unseal } from './seal.ts'
import * as store from './store.ts'
import { publicOf } from './trust.ts'
import { Grounds, KEY_INTRODUCTION, type Key } from './types.ts'

export type Keys = ReturnType<typeof createKeys>

/** `place`: what the document says of where the city is. */
export function createKeys(
  { db, clock, ids, ledger, events, gate, baseUrl, secret }: Needs,
  place?: () => Promise<Place>,
) {
  const host = new URL(baseUrl).host
  const did = didOf(host)
  const opened = new Map<string, SigningKey>()
  const nameOf = (multibase: string) => `${did}#${multibase}`

  const keyOf = ({ multibase, made_at, expires, revoked, grounds }: store.Row): Key => ({
    ...{ id: nameOf(multibase), multibase, madeAt: made_at, state: revoked ? 'revoked' : expires ? 'retired' : 'current' },
    ...{ expires: expires ?? undefined, revoked: revoked ?? undefined, grounds: grounds ?? undefined },
  }) // prettier-ignore

  /** Throws `network.sealedOtherwise` where the house's secret is no longer the one that it was sealed by. */
  function open({ multibase, sealed }: store.Row): SigningKey {
    const known = opened.get(multibase)
    if (known) return known
    const seed = unseal(secret, multibase, sealed)
    if (!seed) throw refuse.sealedOtherwise({ key: multibase })
    const key = signingKey(nameOf(multibase), seed)
    opened.set(multibase, key)
    return key
  }

  const signs = ({ expires, revoked }: store.Row) => !expires && !revoked

  /** A new key; introduced by the one that signed until now, where that one may still be believed. */
  async function make(tx: Tx, by: string, before?: SigningKey, grounds?: string): Promise<void> {
    const seed = Buffer.from(ids.token(32), 'base64url')
    const multibase = multibaseOf(seed)
    const at = clock.now()
    const introduction = before ? signDocument({ type: KEY_INTRODUCTION, issuer: did, previous: before.multibase, key: multibase }, before, at) : null // prettier-ignore
    const sealed = seal(secret, Buffer.from(ids.token(seal.NONCE_BYTES), 'base64url'), multibase, seed)
    await store.add(tx, { multibase, sealed, made_at: at, made_by: by, introduction })
    const payload = { did, key: multibase, ...(before && { previous: before.multibase }) }
    await ledger.append(tx, { kind: 'network.key', actor: by, subject: `network/keys/${multibase}`, grounds, payload })
  }

  async function first(tx: Tx): Promise<store.Row> {
    await store.lock(tx)
    if (!(await store.all(tx)).some(signs)) await make(tx, system('network').id)
    return (await store.all(tx)).find(signs)!
  }

  /** The key that signs now, still sealed; made where there is none yet. */
  async function current(within: Db | Tx): Promise<store.Row> {
    const row = (await store.all(within)).find(signs)
    if (row) return row
    return within.isTransaction ? first(within as Tx) : db.transaction().execute(first)
  }

  const list = async (): Promise<Key[]> => (await store.all(db)).map(keyOf)
  const publicKeys = async (): Promise<PublicKey[]> => (await list()).map(publicOf)

  return {
    /** The city as an issuer, and its domain. */
    ...{ did, host },

    /** Makes the first key where there is none. One that is sealed otherwise stops nothing before it is to sign. */
    ensure: async (): Promise<void> => void (await current(db)),

    /**
     * The document with the city's proof (eddsa-jcs-2022): any object that JSON holds and that bears no proof yet.
     * `within` is the caller's transaction, if there is one.
     */
    async sign<T extends object>(document: T, within: Db | Tx = db): Promise<Signed<T>> {
      return signDocument(document, open(await current(within)), clock.now())
    },

    /** What this city itself signed, opened by its own keys. Throws `BadProof`. */
    openOwn: async (signed: unknown, seenAt?: Date): Promise<Opened> =>
      openDocument(signed, await publicKeys(), { now: clock.now(), seenAt }),

    list,
    /** What stands at `/.well-known/did.json`; or what stood there under a `former` name, with the same keys. */
    async document(former = did) {
      await current(db)
      const service: object[] = [ledgerService(former, baseUrl, await ledger.vkey())]
      if (place && former === did) service.push(cityService(did, baseUrl, await place()))
      const named = (await publicKeys()).map((key) => ({ ...key, id: `${former}#${key.multibase}` }))
      return { ...didDocument(former, named), service }
    },
    /** By which each key but the first was introduced, newest first: see `leadsTo`. */
    introductions: async (): Promise<object[]> =>
      (await store.all(db)).flatMap(({ introduction }) => introduction ?? []),

    /** Another key signs from now on; what the one before signed still holds. */
    async rotate(actor: Actor, given: string): Promise<void> {
      demand(actor, 'network.keys')
      const grounds = Grounds.parse(given)
      gate.demandFit({ grounds })
      await db.transaction().execute(async (tx) => {
        await store.lock(tx)
        const row = (await store.all(tx)).find(signs)
        if (row) await store.change(tx, row.multibase, { expires: clock.now(), grounds })
        await make(tx, actor.id, row && openIfPossible(row), grounds)
      })
    },

    /**
     * Others may have had the key since then. If it signed until now, another does. Throws `network.unknownKey`,
     * `network.keyRevoked`, `network.notYet`.
     */
    async revoke(actor: Actor, multibase: string, since: Date, given: string): Promise<void> {
      demand(actor, 'network.keys')
      const grounds = Grounds.parse(given)
      gate.demandFit({ grounds })
      await db.transaction().execute(async (tx) => {
        await store.lock(tx)
        const row = (await store.all(tx)).find((one) => one.multibase === multibase)
        if (!row) throw refuse.unknownKey({ key: multibase })
        const revoked = revokedSince(keyOf(row), since, clock.now())
        await store.change(tx, multibase, { revoked, grounds })
        const payload = { did, key: multibase, since: revoked.toISOString() }
        await ledger.append(tx, { kind: 'network.keyRevoked', actor: actor.id, subject: `network/keys/${multibase}`, grounds, payload }) // prettier-ignore
        if (signs(row)) await make(tx, actor.id, undefined, grounds)
        await events.emit(tx, 'network.keyRevoked', { key: multibase })
      })
    },
  }

  /** A key that was sealed by a secret that is lost introduces nobody. */
  function openIfPossible(row: store.Row): SigningKey | undefined {
    return unseal(secret, row.multibase, row.sealed) && open(row)
  }
}
