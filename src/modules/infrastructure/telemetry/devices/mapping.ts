/** From a device's message to what it says of things, by its profile. Pure. */
import { isTime, isUri } from '../../context/index.ts'
import { valueAt } from './pointer.ts'
import { refuse } from './refusals.ts'
import { AHEAD_MINUTES_MAX, BEHIND_DAYS_MAX, THINGS_MAX, type AttributeMap, type Mapping } from './types.ts'

type Raw = Record<string, unknown>
/** An entity as NGSI-LD writes it. */
export type Written = Raw & { id: string; type: string }

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Throws `devices.badJson` for what is no JSON in UTF-8. */
export function payloadOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch (error) {
    throw refuse.badJson({ cause: (error as Error).message.slice(0, 200) })
  }
}

/**
 * What a message says. What it leaves out, or says to be null, is left out; a value of another kind, a time without its zone
 * and a clock that is wrong are refused whole, so that nothing is half stored. Throws `devices.badValue`, `badTime`,
 * `clockAhead`, `clockBehind`, `nothing`, `tooMany`.
 */
export function mapped(
  mapping: Mapping,
  device: { id: string; entityId?: string },
  payload: unknown,
  now: Date,
): Written[] {
  const { list } = mapping
  if (list === undefined) return [one(mapping, device, payload, '', now)]
  const members = valueAt(payload, list)
  if (!Array.isArray(members)) throw wrong(list, 'list', members)
  if (members.length === 0) throw refuse.nothing({ looked: list })
  if (members.length > THINGS_MAX) throw refuse.tooMany({ found: members.length, most: THINGS_MAX })
  return members.map((member, i) => one(mapping, device, member, `${list}/${i}`, now))
}

function one(
  { entity, context, time, attributes }: Mapping,
  device: { id: string; entityId?: string },
  payload: unknown,
  where: string,
  now: Date,
): Written {
  const observedAt = time ? timeIn(valueAt(payload, time.path), time.format, where + time.path, now) : now.toISOString()
  const said: Raw = {}
  for (const attribute of attributes) {
    const value = valueAt(payload, attribute.path)
    if (value !== undefined && value !== null)
      said[attribute.name] = instanceOf(attribute, value, where + attribute.path, observedAt)
  }
  if (Object.keys(said).length === 0) throw refuse.nothing({ looked: attributes.map(({ path }) => path).join(', ') })
  return {
    id: device.entityId ?? idFrom(entity.id, device.id, payload, where),
    ...{ type: entity.type, ...(entity.scope && { scope: entity.scope }), ...said },
    '@context': context,
  }
}

/** A part of an identifier comes from the message only where it is a short plain text or a whole number. */
const PART = /^[A-Za-z0-9._-]{1,100}$/

function idFrom(template: string, deviceId: string, payload: unknown, where: string): string {
  return template.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    if (name === 'device') return deviceId
    const value = valueAt(payload, name)
    const text = typeof value === 'number' ? String(value) : value
    if (typeof text !== 'string' || !PART.test(text)) throw wrong(where + name, 'name', value)
    return text
  })
}

/** The identifier where it depends on the device alone; undefined where messages say more. */
export const ownEntityOf = ({ entity }: Mapping, deviceId: string): string | undefined =>
  /\{(?!device\})[^{}]*\}/.test(entity.id) ? undefined : entity.id.replaceAll('{device}', deviceId)

function instanceOf({ kind, unit, factor, lasting }: AttributeMap, value: unknown, where: string, at: string): Raw {
  const read = {
    ...(unit !== undefined && kind === 'number' && { unitCode: unit }),
    ...(!lasting && { observedAt: at }),
  }
  switch (kind) {
    case 'number': {
      const number = typeof value === 'number' ? value * (factor ?? 1) : NaN
      if (!Number.isFinite(number)) throw wrong(where, kind, value)
      return { type: 'Property', value: number, ...read }
    }
    case 'text':
      if (typeof value !== 'string') throw wrong(where, kind, value)
      return { type: 'Property', value, ...read }
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong(where, kind, value)
      return { type: 'Property', value, ...read }
    case 'reference':
      if (!isUri(value)) throw wrong(where, kind, value)
      return { type: 'Relationship', object: value, ...read }
    case 'point':
      return { type: 'GeoProperty', value: pointOf(value, where), ...read }
  }
}

function pointOf(value: unknown, where: string): Raw {
  const coordinates = Array.isArray(value) ? value : (value as Raw).coordinates
  if (!Array.isArray(coordinates) || coordinates.length < 2 || !coordinates.every(Number.isFinite)) throw wrong(where, 'point', value) // prettier-ignore
  return { type: 'Point', coordinates }
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

function timeIn(value: unknown, format: 'iso' | 'seconds' | 'milliseconds', where: string, now: Date): string {
  const at_ms = format === 'iso' ? isoIn(value) : numberIn(value, format)
  if (at_ms === undefined || Number.isNaN(new Date(at_ms).getTime()))
    throw refuse.badTime({ where, format, found: said(value) })
  const ahead_ms = at_ms - now.getTime()
  const found = new Date(at_ms).toISOString()
  if (ahead_ms > AHEAD_MINUTES_MAX * MINUTE_MS) throw refuse.clockAhead({ where, found, minutesMax: AHEAD_MINUTES_MAX })
  if (-ahead_ms > BEHIND_DAYS_MAX * DAY_MS) throw refuse.clockBehind({ where, found, daysMax: BEHIND_DAYS_MAX })
  return found
}

const isoIn = (value: unknown): number | undefined =>
  isTime(value) ? Date.parse(value.replace(',', '.').replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : undefined
const numberIn = (value: unknown, format: 'seconds' | 'milliseconds'): number | undefined =>
  typeof value === 'number' ? value * (format === 'seconds' ? 1000 : 1) : undefined

const said = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 60)
const wrong = (where: string, expected: string, value: unknown) =>
  refuse.badValue({ where: where || '/', expected, found: said(value) })
