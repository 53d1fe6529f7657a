/** The made-up figures of the demonstration: ten neighbourhoods over six years, in four of which something is tried. Pure. */
import { DEMONSTRATION_AREA } from '#platform/demonstration'

export const MEASURES = { walkers: 'demonstration_walkers', pupils: 'demonstration_pupils' } as const
/** Of each neighbourhood: pupils, and the share of them in percent that walked in the first year. */
const NEIGHBOURHOODS = {
  millside: [620, 31],
  orchard: [540, 35],
  limes: [810, 33],
  brickyard: [450, 38],
  riverside: [700, 46],
  hilltop: [590, 49],
  meadow: [660, 44],
  oldgate: [480, 52],
  birches: [730, 47],
  station: [520, 50],
} as const
type Neighbourhood = keyof typeof NEIGHBOURHOODS
export const NAMES = Object.keys(NEIGHBOURHOODS) as Neighbourhood[]
export type { Neighbourhood }
const TREATED: readonly Neighbourhood[] = ['millside', 'orchard', 'limes', 'brickyard']

const [PREFIX] = DEMONSTRATION_AREA.split('-') as [string]
export const areaOf = (name: Neighbourhood): string => `${PREFIX}-${name}`
export const AREAS = NAMES.map(areaOf)
export const TREATED_AREAS = TREATED.map(areaOf)

/** So many years are told before the one in which the change is seen. */
export const YEARS_BEFORE = 5
const PERCENT = 100
/** What everybody loses in a year, and what the change brings where it is made, in percentage points. */
const [DRIFT, BROUGHT] = [-0.4, 7]

/** From −1 to 1, of its own for each neighbourhood and year, and the same whenever it is asked. */
const wandering = (index: number, year: number): number => Math.sin(index * 12.9898 + year * 78.233)

export function shareOf(name: Neighbourhood, year: number, first: number, changed: number): number {
  const index = NAMES.indexOf(name)
  const brought = TREATED.includes(name) && year >= changed ? BROUGHT + wandering(index, 0.5) : 0
  return NEIGHBOURHOODS[name][1] + DRIFT * (year - first) + 0.8 * wandering(index, year) + brought
}

/** A file of figures as a city would bring it; `time`: the how manieth they are, since a file that was taken back does not come again. */
export function figuresCsv(years: readonly number[], first: number, changed: number, time = 1): string {
  const note = time > 1 ? `made up ${time}` : 'made up'
  const rows = years.flatMap((year) =>
    NAMES.flatMap((name) => {
      const [pupils] = NEIGHBOURHOODS[name]
      const walkers = Math.round((pupils * shareOf(name, year, first, changed)) / PERCENT)
      return [
        `${areaOf(name)},${MEASURES.walkers},${year},${walkers},person,A,${note}`,
        `${areaOf(name)},${MEASURES.pupils},${year},${pupils},person,A,${note}`,
      ]
    }),
  )
  return ['area,measure,period,value,unit,status,note', ...rows].join('\n')
}
