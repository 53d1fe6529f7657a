/** How long street lamps burn: from when the sun has sunk to a height until it rises to it again, by its position. */
import { getPosition, getTimes } from 'suncalc'
import { DAY_MS, dayAfter, type Zone } from './zone.ts'

/** SunCalc lifts a sun below the horizon by so much, as air does at it; twilights are told of the sun as it stands. */
const REFRACTION_DEG = 0.484
/** Halvings of half a day until less than a second is left. */
const HALVINGS = 16

export type Site = { readonly latitude: number; readonly longitude: number; readonly zone: Zone }
/**
 * `altitude_deg` is the sun's height, at most 0, at which lamps go on and off: −6 where civil twilight ends, −0.833 where it sets.
 * `after_min` and `before_min` move the switching: so long after the evening's, so long before the morning's.
 */
export type Switching = { readonly altitude_deg: number; readonly after_min: number; readonly before_min: number }
export type Burning = { readonly from_ms: number; readonly to_ms: number }

/** When the lamps burn in the night that begins on this day; null where the sun does not sink so far. */
export function burningOf(day: string, site: Site, switching: Switching): Burning | null {
  const noon_ms = site.zone.startOf(day) + DAY_MS / 2
  const { latitude, longitude } = site
  const top = getTimes(new Date(noon_ms), latitude, longitude).solarNoon.getTime()
  const nextTop = getTimes(
    new Date(site.zone.startOf(dayAfter(day)) + DAY_MS / 2),
    latitude,
    longitude,
  ).solarNoon.getTime()
  const bottom = (top + nextTop) / 2
  const height = (at_ms: number) => getPosition(new Date(at_ms), latitude, longitude).altitude - REFRACTION_DEG
  const { altitude_deg } = switching
  if (height(bottom) >= altitude_deg) return null
  // A sun that stays below all day leaves them on from noon to noon.
  const dusk = height(top) <= altitude_deg ? top : crossing(top, bottom, (at_ms) => height(at_ms) > altitude_deg)
  const dawn =
    height(nextTop) <= altitude_deg ? nextTop : crossing(bottom, nextTop, (at_ms) => height(at_ms) <= altitude_deg)
  const from_ms = dusk + switching.after_min * 60_000
  const to_ms = dawn - switching.before_min * 60_000
  return from_ms < to_ms ? { from_ms, to_ms } : null
}

/** The instant at which `before` stops being so. */
function crossing(from: number, to: number, before: (at_ms: number) => boolean): number {
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (from + to) / 2
    if (before(middle)) from = middle
    else to = middle
  }
  return (from + to) / 2
}
