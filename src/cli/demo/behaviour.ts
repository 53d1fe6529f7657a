/** What the demonstration's things read at an instant: made up, and the same whenever it is asked. Pure. */
import { getPosition } from 'suncalc'
import type { Thing } from './district.ts'

export const OLD_LAMP_W = 112
export const LED_LAMP_W = 41
const HOUR_MS = 3_600_000
/** Lamps burn while the sun is lower. */
const SUN_DEG = -4

/** What was done to the district: lamps that broke, cabinets whose lamps were exchanged for LED. */
export type Deeds = { broken: ReadonlySet<string>; retrofitted: ReadonlySet<string> }
/** Registers only grow, from where they stood. */
export type Registers = Map<string, number>

type Said = Record<string, unknown>

/** From −1 to 1, wandering with the hours, of its own for each name. */
function wandering(name: string, at_ms: number, hours: number): number {
  let seed = 0
  for (const letter of name) seed = (seed * 31 + letter.charCodeAt(0)) % 9_973
  const t = at_ms / HOUR_MS / hours
  return (Math.sin(t * 2.1 + seed) + Math.sin(t * 0.73 + seed * 1.7) + Math.sin(t * 5.3 + seed * 0.6)) / 3
}

export function temperatureAt(at_ms: number): number {
  const date = new Date(at_ms)
  const day = (at_ms - Date.UTC(date.getUTCFullYear(), 0, 1)) / HOUR_MS / 24
  const season = 8.5 - 11.5 * Math.cos(((day - 17) / 365) * 2 * Math.PI)
  return season + 3.5 * Math.sin(((hourOf(at_ms) - 9) / 24) * 2 * Math.PI) + 4 * wandering('weather', at_ms, 40)
}

const hourOf = (at_ms: number): number => (at_ms / HOUR_MS) % 24
const isWorkday = (at_ms: number): boolean => ![0, 6].includes(new Date(at_ms).getUTCDay())
const isDark = ({ place: [lon, lat] }: Thing, at_ms: number): boolean =>
  getPosition(new Date(at_ms), lat, lon).altitude < SUN_DEG
const tenths = (value: number): number => Math.round(value * 10) / 10

function lampPower_w(lamp: Thing, at_ms: number, { broken, retrofitted }: Deeds): number {
  if (broken.has(lamp.id) || !isDark(lamp, at_ms)) return 0
  const usual = retrofitted.has(lamp.cabinet!) ? LED_LAMP_W : OLD_LAMP_W
  return usual * (1 + 0.02 * wandering(lamp.id, at_ms, 3))
}

/** A building by day and on workdays, in kilowatts. */
function buildingPower_kw({ id }: Thing, at_ms: number): number {
  const awake = Math.max(0, Math.sin(((hourOf(at_ms) - 5) / 13) * Math.PI)) * (isWorkday(at_ms) ? 1 : 0.2)
  return 6 + 34 * awake * (1 + 0.15 * wandering(id, at_ms, 4))
}

/** What heating asks for below 15 °C, in gigajoules an hour. */
const heat_gj = ({ id }: Thing, at_ms: number): number =>
  (0.02 + 0.014 * Math.max(0, 15 - temperatureAt(at_ms))) * (1 + 0.05 * wandering(id, at_ms, 6))

function grown(registers: Registers, id: string, by: number): number {
  const value = (registers.get(id) ?? 0) + Math.max(0, by)
  registers.set(id, value)
  return Math.round(value * 1000) / 1000
}

/** What a thing says at an instant, so long after it last spoke. */
export function reading(
  thing: Thing,
  district: readonly Thing[],
  at_ms: number,
  since_ms: number,
  deeds: Deeds,
  registers: Registers,
): Said {
  // prettier-ignore
  const hours = since_ms / HOUR_MS
  const said = { at: new Date(at_ms).toISOString() }
  switch (thing.kind) {
    case 'lamp': {
      const dark = isDark(thing, at_ms)
      const broken = deeds.broken.has(thing.id)
      // What is broken says so by day, too, until it is mended: one cause, however many nights.
      return { ...said, power: tenths(lampPower_w(thing, at_ms, deeds)), state: dark && !broken ? 'on' : 'off', failure: broken ? 1 : 0 } // prettier-ignore
    }
    case 'cabinet': {
      const lamps = district.filter(({ cabinet }) => cabinet === thing.id)
      const power_kw = lamps.reduce((sum, lamp) => sum + lampPower_w(lamp, at_ms, deeds), 0) / 1000 + 0.02
      const voltage = tenths(231 + 4 * wandering(thing.id, at_ms, 2))
      return { ...said, power: Math.round(power_kw * 1000) / 1000, energy: grown(registers, thing.id, power_kw * hours), voltage } // prettier-ignore
    }
    case 'electricity': {
      const power_kw = buildingPower_kw(thing, at_ms)
      return { ...said, power: tenths(power_kw), energy: grown(registers, thing.id, power_kw * hours) }
    }
    case 'heat':
      return { ...said, heat: grown(registers, thing.id, heat_gj(thing, at_ms) * hours) }
    case 'air': {
      const temperature = temperatureAt(at_ms)
      const smoke = Math.max(0, 8 - temperature) * (1 + 0.4 * Math.cos(((hourOf(at_ms) - 20) / 24) * 2 * Math.PI))
      const pm25 = Math.max(1, 7 + 1.6 * smoke + 5 * wandering(thing.id, at_ms, 9))
      const rush = Math.max(0, Math.cos(((hourOf(at_ms) - 7) / 12) * 2 * Math.PI))
      return {
        ...{ ...said, pm25: tenths(pm25), pm10: tenths(pm25 * 1.4 + 3) },
        no2: tenths(14 + 18 * rush + 5 * wandering(`${thing.id} no2`, at_ms, 5)),
        ...{ temperature: tenths(temperature), humidity: Math.round(72 + 15 * wandering('humidity', at_ms, 20)) },
      }
    }
  }
}

/** What is said once, of how the thing is. */
export function description(thing: Thing, district: readonly Thing[], { broken, retrofitted }: Deeds): Said {
  const { id, kind, name, place, cabinet } = thing
  const cabinetOf = district.find((other) => other.id === cabinet)
  return {
    ...{ name, place },
    ...(kind === 'lamp' && { technology: retrofitted.has(cabinet!) ? 'LED' : 'HPS', cabinet: cabinetOf!.entityId, status: broken.has(id) ? 'defectiveLamp' : 'ok' }), // prettier-ignore
    ...(kind === 'heat' && { what: 'heat' }),
  }
}
