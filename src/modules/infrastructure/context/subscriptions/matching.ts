/** Which subscriptions a change concerns, as far as memory can tell. Pure. */
import { maySee, seen, type Policies } from '../access.ts'
import { matches } from '../q/matches.ts'
import { scopePattern, selects } from '../q/selection.ts'
import type { Changed } from '../service/parts.ts'
import type { Selector } from '../q/selector.ts'
import type { Attributes, Entity } from '../types.ts'
import type { Compiled, Payload, Trigger } from './types.ts'

/** What happened to an entity: to each of its attributes, and to it as a whole. */
export function happened({ before, after, updated, deleted }: Changed): {
  whole: Trigger
  attributes: Map<string, Trigger>
} {
  const attributes = new Map<string, Trigger>()
  for (const iri of updated) attributes.set(iri, before?.attributes[iri] ? 'attributeUpdated' : 'attributeCreated')
  for (const iri of deleted) attributes.set(iri, 'attributeDeleted')
  return { whole: !after ? 'entityDeleted' : before ? 'entityUpdated' : 'entityCreated', attributes }
}

/** `id` patterns and places are the database's to judge. */
function fits({ ids, types }: Selector, entity: Entity): boolean {
  return (
    (!ids || ids.includes(entity.id)) && (types === undefined || selects(types, (name) => entity.types.includes(name)))
  )
}

export function concerns(subscription: Compiled, changed: Changed, policies: Policies, now: Date): boolean {
  const { selectors, watched, triggers, q, scopes, expiresAt, reach, timeInterval_s, asksDatabase } = subscription
  const entity = changed.after ?? changed.before!
  if (timeInterval_s !== undefined || (expiresAt && expiresAt <= now)) return false
  if (selectors.length > 0 && !selectors.some((one) => fits(one, entity))) return false
  if (!isTriggered(changed, watched, triggers)) return false
  const access = { policies, ...reach }
  if (!maySee(access, entity)) return false
  if (scopes !== undefined && !selects(scopes, (name) => entity.scopes.some((scope) => scopePattern(name).test(scope))))
    return false
  return !q || asksDatabase || matches(q, seen(access, entity))
}

function isTriggered(
  changed: Changed,
  watched: ReadonlySet<string> | undefined,
  triggers: ReadonlySet<Trigger>,
): boolean {
  const { whole, attributes } = happened(changed)
  if (
    triggers.has(whole) &&
    (!watched || whole === 'entityDeleted' || [...attributes.keys()].some((iri) => watched.has(iri)))
  )
    return true
  for (const [iri, trigger] of attributes) if (triggers.has(trigger) && (!watched || watched.has(iri))) return true
  return false
}

/** The entity as it is told: as it is now, as far as the subscriber may see and wants to. */
export function payloadOf(subscription: Compiled, changed: Changed, policies: Policies, now: Date): Payload {
  const { attributes: asked, reach, showChanges } = subscription
  const whole = seen({ policies, ...reach }, changed.after ?? changed.before!)
  const attributes: Attributes = {}
  for (const iri in whole.attributes) if (!asked || asked.has(iri)) attributes[iri] = whole.attributes[iri]!
  const { id, types, scopes, createdAt, modifiedAt } = whole
  const gone = changed.after ? {} : { deletedAt: now.toISOString() }
  const told = showChanges && changed.after ? withPrevious(attributes, changed) : attributes
  return { entity: { ...{ id, types, scopes, createdAt, modifiedAt, ...gone }, attributes: changed.after ? told : {} } }
}

const PREVIOUS: Record<string, string> = {
  value: 'previousValue',
  object: 'previousObject',
  languageMap: 'previousLanguageMap',
  vocab: 'previousVocab',
  json: 'previousJson',
  valueList: 'previousValueList',
  objectList: 'previousObjectList',
}

function withPrevious(attributes: Attributes, { before, updated }: Changed): Attributes {
  const told = { ...attributes }
  for (const iri of updated) {
    const old = before?.attributes[iri]
    if (!old || !told[iri]) continue
    told[iri] = told[iri].map((instance) => {
      const there = old.find(({ datasetId }) => datasetId === instance.datasetId)
      const held = Object.keys(PREVIOUS).find((name) => there?.[name] !== undefined)
      return held ? { ...instance, [PREVIOUS[held]!]: there![held] } : instance
    })
  }
  return told
}
