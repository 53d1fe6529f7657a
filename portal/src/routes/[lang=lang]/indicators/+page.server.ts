/** Every standard, and how much of it the city reports. */
import { certificateOf } from '#lib/server/views/certificate.ts'
import { setDatasets } from '#lib/server/views/set-datasets.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang } }) => {
  const { indicators, info } = city
  const own = new Set(info.strategies.map(({ id }) => id))
  const [completeness, definitions] = await Promise.all([
    indicators.completeness(indicators.home),
    indicators.definitions(),
  ])
  const datasets = await setDatasets(city, new Map(completeness.map(({ id, all }) => [id, all.reported])))
  const standards = completeness
    .toSorted((a, b) => Number(own.has(a.id)) - Number(own.has(b.id)) || b.all.reported - a.all.reported)
    .map(({ id: standard, names, edition, all, themes, ...counted }) => ({
      id: standard,
      name: names[lang],
      edition,
      own: own.has(standard),
      dataset: datasets.get(standard),
      all,
      certificate: certificateOf(counted, lang),
      themes: themes.map(({ id, code, names, core, supporting, all }) => ({
        id,
        // The areas of the city's own strategies have no codes that people know.
        code: own.has(standard) ? '' : code,
        name: names[lang],
        core,
        supporting,
        all,
      })),
    }))
  const others = definitions
    .filter(({ standards, strategies }) => standards.length + strategies.length === 0)
    .map(({ id, names }) => ({ id, name: names[lang] }))
    .sort((a, b) => a.name.localeCompare(b.name, lang))
  return { standards, others }
}
