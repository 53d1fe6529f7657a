/** What the colours of a map mean: classes of a number, with the usual ones where there are such. */
import { classColour } from '#lib/ui/classes.ts'

export const AIR_LEVELS = ['good', 'fair', 'moderate', 'poor', 'veryPoor', 'extremelyPoor'] as const
/** Of the European Air Quality Index (EEA): the upper ends of its classes, in µg/m³. */
const AIR: Record<string, number[]> = {
  pm25: [5, 15, 50, 90, 140],
  pm10: [15, 45, 120, 195, 270],
  no2: [10, 25, 60, 100, 150],
  o3: [60, 100, 120, 160, 180],
  so2: [20, 40, 125, 190, 275],
}
const AIR_COLOURS = ['#50f0e6', '#50ccaa', '#f0e641', '#ff5050', '#960032', '#7d2181']

export const airBounds = (attribute: string): number[] | undefined =>
  Object.hasOwn(AIR, attribute) ? AIR[attribute] : undefined
/** The class of a concentration, which belongs to the better class at its very end. */
export const airLevel = (attribute: string, value: number): (typeof AIR_LEVELS)[number] | undefined =>
  airBounds(attribute) && AIR_LEVELS[AIR[attribute]!.filter((bound) => value > bound).length]

/** How one attribute colours the map. */
export type Scale = { attribute: string; unit: string; bounds: number[]; isAir: boolean }

export const placeIn = ({ bounds, isAir }: Scale, value: number): number =>
  bounds.filter((bound) => (isAir ? value > bound : value >= bound)).length

export const colourAt = ({ bounds, isAir }: Scale, place: number): string =>
  isAir ? AIR_COLOURS[place]! : classColour(place, bounds.length)
