/** From what a client sent to what is matched at each change. Throws `context.badSubscription` and what its parts throw. Pure. */
import type { Refusal } from '#platform/errors'
import { SUBSCRIPTION_SECONDS_MAX } from '../limits.ts'
import { geoQueryOf } from '../q/geo.ts'
import { hasPattern, parseQuery } from '../q/parse.ts'
import { parseSelection } from '../q/selection.ts'
import { selectorOf, type Selector } from '../q/selector.ts'
import { isName, isUri } from '../reading/names.ts'
import { isTime } from '../reading/times.ts'
import { refuse } from '../refusals.ts'
import type { Terms } from '../terms/terms.ts'
import type { Format } from '../writing/entity.ts'
import { TRIGGERS, type Compiled, type Endpoint, type Pair, type Row, type Trigger } from './types.ts'

type Raw = Record<string, unknown>
const FORMATS: Record<string, Format> = {
  normalized: 'normalized',
  concise: 'concise',
  simplified: 'simplified',
  keyValues: 'simplified',
}
const ACCEPTED = ['application/json', 'application/ld+json', 'application/geo+json']
const TIMEOUT_MS = 10_000
const PAIRS_MAX = 20
/** Of an attribute alone, as the standard has it where nothing is said. */
const USUAL: readonly Trigger[] = ['attributeCreated', 'attributeUpdated']

const bad = (where: string, problem = 'value'): Refusal => refuse.badSubscription({ where, problem })
const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)

export function compile({ id, details, reach }: Pick<Row, 'id' | 'details' | 'reach'>, terms: Terms): Compiled {
  const { given, link } = details
  if (given.type !== 'Subscription') throw bad('type')
  const notification = given.notification
  if (!isObject(notification)) throw bad('notification', 'missing')
  const watched = namesOf(given.watchedAttributes, 'watchedAttributes', terms)
  const selectors = selectorsOf(given.entities, terms)
  const timeInterval_s = secondsOf(given.timeInterval, 'timeInterval')
  if (timeInterval_s !== undefined && watched) throw bad('timeInterval', 'both')
  if (selectors.length === 0 && !watched) throw bad('entities', 'missing')
  const q = given.q === undefined ? undefined : parseQuery(textOf(given.q, 'q'), terms)
  const geo = given.geoQ === undefined ? undefined : geoQueryOf(given.geoQ as Raw, terms)
  const lang = given.lang === undefined ? undefined : textOf(given.lang, 'lang').split(',')
  const attributes = namesOf(notification.attributes ?? notification.pick, 'notification.attributes', terms)
  const expiresAt = given.expiresAt ?? given.expires
  if (expiresAt !== undefined && !isTime(expiresAt)) throw bad('expiresAt')
  return {
    ...{ id, terms, link, selectors, reach, triggers: triggersOf(given.notificationTrigger) },
    ...(watched && { watched }),
    ...(q && { q }),
    ...(geo && { geo }),
    ...(given.scopeQ !== undefined && {
      scopes: parseSelection(textOf(given.scopeQ, 'scopeQ'), 'scopeQ', (name) => name),
    }),
    ...(timeInterval_s !== undefined && { timeInterval_s }),
    throttling_s: secondsOf(given.throttling, 'throttling') ?? 0,
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt as string) }),
    ...(attributes && { attributes }),
    format: formatOf(notification.format),
    sysAttrs: notification.sysAttrs === true,
    showChanges: notification.showChanges === true,
    ...(lang && { lang }),
    endpoint: endpointOf(notification.endpoint),
    asksDatabase:
      (q !== undefined && hasPattern(q)) ||
      geo !== undefined ||
      selectors.some(({ idPattern }) => idPattern !== undefined),
  }
}

function selectorsOf(entities: unknown, terms: Terms): Selector[] {
  if (entities === undefined) return []
  if (!Array.isArray(entities) || entities.length === 0 || entities.length > 100) throw bad('entities')
  return entities.map((one) => {
    if (!isObject(one)) throw bad('entities')
    if (one.type === undefined && one.id === undefined && one.idPattern === undefined)
      throw bad('entities.type', 'missing')
    return selectorOf(one, terms)
  })
}

function namesOf(value: unknown, where: string, terms: Terms): ReadonlySet<string> | undefined {
  if (value === undefined) return undefined
  if (!Array.isArray(value) || value.length === 0 || !value.every(isName)) throw bad(where)
  return new Set(value.map(terms.iri))
}

function textOf(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw bad(where)
  return value
}

function secondsOf(value: unknown, where: string): number | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !(value > 0) || value > SUBSCRIPTION_SECONDS_MAX) throw bad(where)
  return value
}

function formatOf(value: unknown): Format {
  const format = value === undefined ? 'normalized' : FORMATS[String(value)]
  if (!format) throw bad('notification.format')
  return format
}

function triggersOf(value: unknown): ReadonlySet<Trigger> {
  if (value === undefined) return new Set(USUAL)
  const isTrigger = (one: unknown): one is Trigger => (TRIGGERS as readonly unknown[]).includes(one)
  if (!Array.isArray(value) || value.length === 0 || !value.every(isTrigger)) throw bad('notificationTrigger')
  return new Set(value)
}

function endpointOf(value: unknown): Endpoint {
  if (!isObject(value)) throw bad('notification.endpoint', 'missing')
  const { uri, accept = 'application/json', timeout } = value
  if (!isUri(uri) || !/^(?:https?|mqtts?):\/\//.test(uri)) throw bad('notification.endpoint.uri')
  if (!ACCEPTED.includes(accept as string)) throw bad('notification.endpoint.accept')
  if (timeout !== undefined && !(typeof timeout === 'number' && timeout > 0)) throw bad('notification.endpoint.timeout')
  return {
    ...{
      uri,
      accept: accept as string,
      timeout_ms: Math.min((timeout as number | undefined) ?? TIMEOUT_MS, TIMEOUT_MS),
    },
    receiverInfo: pairsOf(value.receiverInfo, 'notification.endpoint.receiverInfo'),
    notifierInfo: pairsOf(value.notifierInfo, 'notification.endpoint.notifierInfo'),
  }
}

/** Headers that the client wants to find on what it is sent. */
function pairsOf(value: unknown, where: string): Pair[] {
  if (value === undefined) return []
  const isPair = (one: unknown): one is Pair =>
    isObject(one) &&
    /^[\w-]{1,100}$/.test(String(one.key)) &&
    typeof one.value === 'string' &&
    /^[\u0020-\u007e]{0,2000}$/.test(one.value)
  if (!Array.isArray(value) || value.length > PAIRS_MAX || !value.every(isPair)) throw bad(where)
  return value
}
