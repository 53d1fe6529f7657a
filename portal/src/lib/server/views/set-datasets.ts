/** Whether each set of indicators is among the open data, and if not, why. */
import type { City } from '#lib/server/city.ts'
import { isRefusal } from '#lib/server/forms.ts'

export type SetDataset = { slug: string; state: 'public' | 'withdrawn' | 'undefined' | 'valueless' | 'waiting'; defined: number } // prettier-ignore

/** `reported`: how many indicators of each set have a value. */
export async function setDatasets(city: City, reported: Map<string, number>): Promise<Map<string, SetDataset>> {
  const all = await city.indicators.setDatasets()
  const states = await Promise.all(
    all.map(async ({ set, slug, defined }): Promise<SetDataset['state']> => {
      try {
        await city.catalog.dataset(slug)
        return 'public'
      } catch (error) {
        if (!isRefusal(error)) throw error
        if (error.status === 410) return 'withdrawn'
        return defined === 0 ? 'undefined' : reported.get(set) ? 'waiting' : 'valueless'
      }
    }),
  )
  return new Map(all.map(({ set, slug, defined }, i) => [set, { slug, defined, state: states[i]! }]))
}
