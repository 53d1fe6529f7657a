/** The city as pages see it: the house's own services, called in process. */
import type { CityInfo, Source } from '#city'
import type { Places } from '#places'

export type City = {
  /** The pack's own words and facts. */
  info: CityInfo
  sources: Source[]
  places: Pick<Places, 'areas' | 'area' | 'outlines'>
}
