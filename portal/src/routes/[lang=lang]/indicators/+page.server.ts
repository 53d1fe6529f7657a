/** Every standard, and how much of it the city reports. */
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang } }) => {
  const { indicators, info } = city
  const own = new Set(info.strategies.map(({ id }) => id))
  const [completeness, definitions] = await Promise.all([
    indicators.completeness(indicators.home),
    indicators.definitions(),
  ])
  const standards = completeness
    .toSorted((a, b) => b.all.reported - a.all.reported)
    .map(({ id, names, edition, all, themes }) => ({
      id,
      name: names[lang],
      edition,
      own: own.has(id),
      all,
      themes: themes.map(({ id, code, names, core, supporting, all }) => ({
        id,
        code,
        name: names[lang],
        core,
        supporting,
        all,
      })),
    }))
  const inStandards = new Set(definitions.filter(({ standards }) => standards.length > 0).map(({ id }) => id))
  const others = definitions
    .filter(({ id }) => !inStandards.has(id))
    .map(({ id, names }) => ({ id, name: names[lang] }))
    .sort((a, b) => a.name.localeCompare(b.name, lang))
  return { standards, others }
}
