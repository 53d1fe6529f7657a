/** The city shown to the world: texts of the pack, numbers that are read anew each time. */
import { zoneOf } from '#stats'
import type { Needs } from '../needs.ts'
import * as rules from './rules.ts'
import { refuse } from './rules.ts'
import type { Audience } from './types.ts'

export type Promotion = ReturnType<typeof createPromotion>

export function createPromotion({ clock, timezone, indicators, promotion: { pages, sectors, distinctions } }: Needs) {
  const zone = zoneOf(timezone)
  return {
    /** Whether a figure or a distinction is old by now, or still ahead. */
    age: (when: string) => rules.ageOf(when, zone.dayOf(clock.now().getTime())),
    /** For whom there is a page. */
    audiences: pages.map(({ audience, title, lead }) => ({ audience, title, lead })),
    sectors,
    distinctions: rules.newestFirst(distinctions),

    /** Throws `promotion.noPage`. */
    async page(audience: string) {
      const page = pages.find((one) => one.audience === audience)
      if (!page) throw refuse.noPage({ audience })
      const definitions = await indicators.definitions()
      const known = page.indicators.filter((id) => definitions.some((one) => one.id === id))
      const series = await Promise.all(known.map((id) => indicators.series(id, [indicators.home])))
      const points = new Map(known.map((id, i) => [id, series[i]![0]?.points ?? []]))
      return { ...page, ...rules.numbersOf(page.indicators, definitions, points) }
    },
    isAudience: (text: string): text is Audience => pages.some(({ audience }) => audience === text),
  }
}
