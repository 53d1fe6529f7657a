/** The verbs on subscriptions, and what a change means for them. */
import { demand, isSystem, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { covers, seen } from '../access.ts'
import { PAGE_MAX, SUBSCRIPTIONS_MAX } from '../limits.ts'
import { isUri } from '../reading/names.ts'
import { refuse } from '../refusals.ts'
import type { Base, Changed } from '../service/parts.ts'
import * as entities from '../store/query.ts'
import { visibleCondition } from '../store/visible.ts'
import { linkNamed } from '../terms/service.ts'
import type { Terms } from '../terms/terms.ts'
import { compile } from './compile.ts'
import { createDelivery } from './delivery.ts'
import { concerns, payloadOf } from './matching.ts'
import { mqttAddressOf } from './sending.ts'
import * as store from './store.ts'
import type { Compiled, Payload, Row } from './types.ts'
import { attributesIn } from '../q/parse.ts'

type Raw = Record<string, unknown>
type Needs = Base & { addressFor(actor: Actor, given: unknown): Promise<string> }
export type Subscriptions = ReturnType<typeof createSubscriptions>
export const SUBSCRIPTION_ID = 'urn:ngsi-ld:Subscription:'

export function createSubscriptions(parts: Needs) {
  const { db, clock, ids, net, ledger, contexts } = parts
  const held: { stamp: number; all: Compiled[] } = { stamp: -1, all: [] }

  const compiled = async (row: Row): Promise<Compiled> => compile(row, await contexts.terms(row.details.context))

  /** All that are active, read anew where they have changed since. */
  async function current(tx: Tx): Promise<Compiled[]> {
    const stamp = await store.stamp(tx)
    if (stamp === held.stamp) return held.all
    const all: Compiled[] = []
    for (const row of await store.active(tx)) {
      // One that cannot be read any more, because its context is away, tells nobody until it can.
      const one = await compiled(row).catch((error: unknown) => parts.onError?.(error))
      if (one) all.push(one)
    }
    Object.assign(held, { stamp, all })
    return all
  }

  /** Puts down what is to be told, in the transaction that changed it. */
  async function notify(tx: Tx, changed: readonly Changed[]): Promise<void> {
    if (changed.length === 0) return
    const subscriptions = await current(tx)
    if (subscriptions.length === 0) return
    const [policies, now] = [await parts.policiesWithin(tx), clock.now()]
    const toTell: store.ToTell[] = []
    for (const subscription of subscriptions) {
      let concerned = changed.filter((one) => concerns(subscription, one, policies, now))
      if (concerned.length > 0 && subscription.asksDatabase) {
        const { q, geo, selectors } = subscription
        const filter = { ...(q && { q }), ...(geo && { geo }), ...(selectors.length > 0 && { anyOf: selectors }) }
        const found = await entities.matching(tx, concerned.map(({ id }) => id), filter) // prettier-ignore
        concerned = concerned.filter(({ id }) => found.has(id))
      }
      for (const one of concerned)
        toTell.push({ subscriptionId: subscription.id, payload: payloadOf(subscription, one, policies, now) })
    }
    await store.enqueue(tx, toTell, now)
  }

  /** Undefined also where they were never read: the first to ask reads them in a transaction. */
  async function concernsNobody(changed: Changed): Promise<number | undefined> {
    if (held.stamp < 0) return undefined
    const [policies, now] = [await parts.policies(), clock.now()]
    return held.all.some((one) => concerns(one, changed, policies, now)) ? undefined : held.stamp
  }

  async function matching(subscription: Compiled): Promise<Payload[]> {
    const { selectors, q, geo, scopes, watched: _, reach } = subscription
    const access = { policies: await parts.policies(), ...reach, write: { all: false, organisations: [] } }
    const filter: entities.Filter = {
      ...(selectors.length > 0 && { anyOf: selectors }),
      ...(q && { q }),
      ...(geo && { geo }),
      ...(scopes !== undefined && { scopes }),
    }
    const visible = visibleCondition(access, q ? attributesIn(q) : [])
    const found = await entities.query(db, filter, visible, { limit: PAGE_MAX, offset: 0 })
    const now = clock.now()
    return found.entities.map((entity) => {
      const after = seen(access, entity)
      return payloadOf(subscription, { id: entity.id, after, updated: [], deleted: [], news: [] }, access.policies, now)
    })
  }

  /** A subscription is no stronger than who made it: a key that was revoked, a role that was taken away, end it. */
  async function mayStill({ by, reach }: Row): Promise<boolean> {
    if (isSystem(by)) return true
    const actor = await parts.identity.actorNow(by)
    if (!actor) return false
    const now = await parts.accessOf(actor)
    return covers(now.read, reach.read) && covers(now.personal, reach.personal)
  }

  const delivery = createDelivery({
    db,
    clock,
    net,
    compiled,
    mayStill,
    matching,
    onError: parts.onError ?? (() => {}),
  })

  /** Throws `unauthenticated`, `forbidden` for those who may read nothing. */
  async function reachOf(actor: Actor): Promise<Row['reach']> {
    const { read, personal } = await parts.accessOf(actor)
    if (!read.all && read.organisations.length === 0) demand(actor, 'infrastructure.read')
    return { read, personal }
  }

  async function own(actor: Actor, id: string): Promise<Row> {
    await reachOf(actor)
    const row = await store.find(db, id)
    if (!row || (row.by !== actor.id && !actor.can('infrastructure.admin', row.owner ?? undefined)))
      throw refuse.unknownSubscription({ id })
    return row
  }

  /** As it is to be kept. Throws for what could not be sent to. */
  async function prepared(actor: Actor, id: string, given: Raw, terms: Terms, reach: Row['reach']) {
    const link =
      terms.given === undefined || terms.link !== undefined
        ? linkNamed(terms)
        : await parts.addressFor(actor, terms.given)
    const row = { id, reach, details: { given, context: terms.given, link } }
    const { endpoint, expiresAt } = compile(row, terms)
    if (endpoint.uri.startsWith('mqtt')) net.checkHost(mqttAddressOf(endpoint.uri))
    else net.check(endpoint.uri)
    if (expiresAt && expiresAt <= clock.now()) throw refuse.badSubscription({ where: 'expiresAt', problem: 'past' })
    return { ...row, is_active: given.isActive !== false, expires_at: expiresAt ?? null }
  }

  const note = (tx: Tx, actor: Actor, what: string, id: string, given?: Raw) => {
    const payload = given ? { subscription: JSON.stringify(withoutSecrets(given)) } : {}
    return ledger.append(tx, {
      kind: `infrastructure.subscription.${what}`,
      actor: actor.id,
      subject: `subscriptions/${id}`,
      payload,
    })
  }

  return {
    notify,
    concernsNobody,
    delivery,
    /** The id. Throws `context.badSubscription`, `context.subscriptionExists`, and what the guard refuses. */
    async create(actor: Actor, body: unknown, terms: Terms): Promise<string> {
      const reach = await reachOf(actor)
      const { '@context': _, ...given } = objectOf(body)
      const id = given.id === undefined ? `${SUBSCRIPTION_ID}${ids.uuid()}` : given.id
      if (!isUri(id)) throw refuse.badSubscription({ where: 'id', problem: 'value' })
      const row = await prepared(actor, id, given, terms, reach)
      await db.transaction().execute(async (tx) => {
        const { count } = await store.list(tx, undefined, 1, 0)
        if (count >= SUBSCRIPTIONS_MAX) throw refuse.tooManyParts({ most: SUBSCRIPTIONS_MAX })
        if (!(await store.add(tx, { ...row, owner: reach.read.organisations[0] ?? null, by: actor.id }, clock.now())))
          throw refuse.subscriptionExists({ id })
        await note(tx, actor, 'created', id, given)
      })
      return id
    },

    async get(actor: Actor, id: string, terms: Terms): Promise<Raw> {
      const row = await own(actor, id)
      return told(row, await contexts.terms(row.details.context), terms, clock.now())
    },
    async list(
      actor: Actor,
      terms: Terms,
      limit: number,
      offset: number,
    ): Promise<{ subscriptions: Raw[]; count: number }> {
      await reachOf(actor)
      const { rows, count } = await store.list(
        db,
        actor.can('infrastructure.admin') ? undefined : actor.id,
        limit,
        offset,
      )
      const subscriptions: Raw[] = []
      for (const row of rows)
        subscriptions.push(told(row, await contexts.terms(row.details.context), terms, clock.now()))
      return { subscriptions, count }
    },

    /** Lays members over it; one that is said to be null goes. */
    async change(actor: Actor, id: string, body: unknown, terms: Terms): Promise<void> {
      const row = await own(actor, id)
      const { '@context': said, id: _, ...patch } = objectOf(body)
      const given: Raw = { ...row.details.given, ...patch }
      for (const name of Object.keys(given))
        if (given[name] === null || given[name] === 'urn:ngsi-ld:null') delete given[name]
      const used = said === undefined && terms.given === undefined ? await contexts.terms(row.details.context) : terms
      const next = await prepared(actor, id, given, used, row.reach)
      await db.transaction().execute(async (tx) => {
        await store.change(tx, next, clock.now())
        await note(tx, actor, 'changed', id, given)
      })
    },
    async delete(actor: Actor, id: string): Promise<void> {
      await own(actor, id)
      await db.transaction().execute(async (tx) => {
        await store.remove(tx, id)
        await note(tx, actor, 'deleted', id)
      })
    },
  }
}

function objectOf(body: unknown): Raw {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refuse.badSubscription({ where: 'body', problem: 'value' })
  return body as Raw
}

/** What a receiver is shown to know the sender by is not for the record. */
function withoutSecrets(given: Raw): Raw {
  const notification = given.notification as { endpoint?: Raw } | undefined
  if (!notification?.endpoint) return given
  const { receiverInfo: _, notifierInfo: __, ...endpoint } = notification.endpoint
  const uri = String(endpoint.uri).replace(/\/\/[^@/]*@/, '//')
  return { ...given, notification: { ...notification, endpoint: { ...endpoint, uri } } }
}

/** As it is told: what was given, in the names of the asked context, and how it goes. */
function told(row: Row, own: Terms, asked: Terms, now: Date): Raw {
  const { given, context, link } = row.details
  const rename = (name: unknown) => (typeof name === 'string' ? asked.term(own.iri(name)) : name)
  const renamed = (names: unknown) => (Array.isArray(names) ? names.map(rename) : names)
  const notification = given.notification as Raw
  const stateOf = () => (!row.is_active ? 'paused' : row.expires_at && row.expires_at <= now ? 'expired' : 'active')
  const at = (date: Date | null) => date?.toISOString()
  const counted = {
    status: row.failures > 0 ? 'failed' : 'ok',
    ...{ timesSent: row.times_sent, timesFailed: row.times_failed, lastNotification: at(row.last_notification) },
    ...{ lastSuccess: at(row.last_success), lastFailure: at(row.last_failure) },
  }
  return {
    ...{ id: row.id, ...given, isActive: row.is_active, status: stateOf() },
    ...(Array.isArray(given.entities) && {
      entities: (given.entities as Raw[]).map((one) => ({
        ...one,
        ...(one.type !== undefined && { type: rename(one.type) }),
      })),
    }),
    ...(given.watchedAttributes !== undefined && { watchedAttributes: renamed(given.watchedAttributes) }),
    notification: {
      ...notification,
      ...(notification.attributes !== undefined && { attributes: renamed(notification.attributes) }),
      ...Object.fromEntries(Object.entries(counted).filter(([, value]) => value !== undefined)),
    },
    ...(context !== undefined && { jsonldContext: link }),
  }
}
