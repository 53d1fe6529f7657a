/** API keys of systems: made by whoever may, for one organisation, with scopes and an end; shown once. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { demand, type Actor } from '#platform/actor'
import { gathered } from '#platform/db'
import { canByScopes, refuse } from '../rules.ts'
import * as organisations from '../store/organisations.ts'
import * as store from '../store/keys.ts'
import { KEY_DAYS_MAX, KEY_SCOPES, KeyDraft, type ApiKey, type KeyScope } from '../types.ts'
import { record, type Parts } from './parts.ts'

const SECRET_BYTES = 32
const FORMAT = /^unia_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})_([\w-]{43})$/
const KEY_ACTOR = /^key:([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/
/** The secret is 256 random bits: a fast hash keeps it as safe as a slow one would. */
const hash = (secret: string): Buffer => createHash('sha256').update(secret).digest()
const NO_HASH = Buffer.alloc(32)
/** When it was used last is noted so often: a busy key would otherwise write on every request. */
const TOUCHED_MS = 60_000

/**
 * What a key may is read at every request, since it may have been revoked this very moment; those who ask at the same time
 * share the question.
 */
export function createKeyring({ db, clock }: Pick<Parts, 'db' | 'clock'>) {
  const find = gathered((ids: string[]) => store.reaching(db, ids))
  const isGood = (key: store.Reaching | undefined): key is store.Reaching =>
    key !== undefined && !key.revokedAt && key.expiresAt > clock.now()
  const speaking = ({ id, name, reach }: store.Reaching): Actor => ({ id: `key:${id}`, kind: 'key', name, can: canByScopes(reach) }) // prettier-ignore

  return {
    /** The system that it speaks for. Throws `identity.badKey`, the same for one unknown, wrong, expired or revoked. */
    async open(presented: string): Promise<Actor> {
      const [, id, secret] = FORMAT.exec(presented) ?? []
      const key = id ? await find(id) : undefined
      const matches = timingSafeEqual(hash(secret ?? ''), key?.secretHash ?? NO_HASH)
      if (!matches || !isGood(key)) throw refuse.badKey()
      const now = clock.now()
      if (now.getTime() - (key.lastUsedAt?.getTime() ?? 0) > TOUCHED_MS) await store.touch(db, key.id, now)
      return speaking(key)
    },

    /** The system of that name as it stands now; undefined where its key is no longer good. */
    async named(actorId: string): Promise<Actor | undefined> {
      const [, id] = KEY_ACTOR.exec(actorId) ?? []
      const key = id ? await find(id) : undefined
      return isGood(key) ? speaking(key) : undefined
    },
  }
}

export function createKeys(parts: Parts) {
  const { db, clock, ids } = parts

  return {
    /** Throws `identity.unknown`. */
    async apiKeys(actor: Actor, organisationId: string): Promise<ApiKey[]> {
      demand(actor, 'identity.keys', organisationId)
      return store.ofOrganisation(db, organisationId)
    },

    /** Who made the key that an actor's id names, and so answers for what comes by it; undefined where it is no key's. */
    async makerOf(actorId: string): Promise<string | undefined> {
      const [, id] = KEY_ACTOR.exec(actorId) ?? []
      return id ? (await store.find(db, id))?.createdBy : undefined
    },

    /** What this actor can give a key there. */
    scopesFor: (actor: Actor, organisationId: string): KeyScope[] =>
      KEY_SCOPES.filter((scope) => actor.can(scope, organisationId)),

    /** The key, whole, this once. Nobody gives a key more than they have: throws `identity.scopeBeyond`. */
    async createKey(actor: Actor, draft: KeyDraft): Promise<{ apiKey: ApiKey; key: string }> {
      const { name, organisationId, scopes, expiresAt } = KeyDraft.parse(draft)
      demand(actor, 'identity.keys', organisationId)
      const beyond = scopes.find((scope) => !actor.can(scope, organisationId))
      if (beyond) throw refuse.scopeBeyond({ scope: beyond })
      const createdAt = clock.now()
      const days = (expiresAt.getTime() - createdAt.getTime()) / 86_400_000
      if (days <= 0 || days > KEY_DAYS_MAX) throw refuse.expiryOutside({ daysMax: KEY_DAYS_MAX })
      const id = ids.uuid()
      const secret = ids.token(SECRET_BYTES)
      const apiKey = {
        id,
        name,
        organisationId,
        scopes: [...new Set(scopes)],
        expiresAt,
        createdAt,
        createdBy: actor.id,
      }
      await db.transaction().execute(async (tx) => {
        if (!(await organisations.organisation(tx, organisationId))) throw refuse.unknown({ id: organisationId })
        await store.add(tx, { ...apiKey, secretHash: hash(secret) })
        const payload = { organisationId, scopes: apiKey.scopes, expiresAt: expiresAt.toISOString() }
        await record(parts, tx, { kind: 'key.created', actor: actor.id, subject: `keys/${id}`, payload })
      })
      return { apiKey, key: `unia_${id}_${secret}` }
    },

    /** From now on the key opens nothing. Throws `identity.unknown`. */
    async revokeKey(actor: Actor, id: string): Promise<void> {
      const key = await store.find(db, id)
      if (!key) throw refuse.unknown({ id })
      demand(actor, 'identity.keys', key.organisationId)
      await db.transaction().execute(async (tx) => {
        if (!(await store.revoke(tx, id, clock.now()))) return
        await record(parts, tx, { kind: 'key.revoked', actor: actor.id, subject: `keys/${id}` })
      })
    },
  }
}
