/** What the city says of its own place: where its pack or its outline has it, and how many lived there last. */
import type { Needs } from '../needs.ts'
import type { Place } from './types.ts'

/** A hundredth of a degree is a kilometre: a city is larger. */
const POINT_DECIMALS = 2
const round = (degrees: number) => Number(degrees.toFixed(POINT_DECIMALS))

/** How many people live here by the indicator that the pack names; undefined where it names none, or nothing is known yet. */
export async function livingIn({ indicators, people }: Pick<Needs, 'indicators' | 'people'>) {
  const moment = people === undefined ? undefined : await indicators.moment()
  if (people === undefined || !moment) return undefined
  const [series] = (await indicators.asOf(moment.seq).series([people], [indicators.home])).get(people) ?? []
  const value = series?.points.findLast((point) => point.value !== null)?.value
  return typeof value === 'number' ? Math.round(value) : undefined
}

export function createPlace(needs: Pick<Needs, 'places' | 'indicators' | 'people' | 'city'>) {
  const { places, indicators, city } = needs

  async function point(): Promise<Place['point']> {
    const area = (await places.areas()).find(({ id }) => id === indicators.home)
    if (!area || area.isNameWithdrawn) return undefined
    if (area.point) return [round(area.point[0]), round(area.point[1])]
    const box = (await places.boxes([area.id])).get(area.id)
    return box && [round((box[0] + box[2]) / 2), round((box[1] + box[3]) / 2)]
  }

  return async (): Promise<Place> => ({ names: city.names, point: await point(), people: await livingIn(needs) })
}
export type OwnPlace = ReturnType<typeof createPlace>
