/** What the city reports of a standard, what it does not and why, and what waits for a second person. */
import { enter, whoIs } from '#lib/server/imports.ts'
import { certificateOf } from '#lib/server/views/certificate.ts'
import { reasonsOf } from '#lib/server/views/reasons.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, actor, lang } = event.locals
  const { indicators } = city
  // What stands in the city's own strategies is what it defined itself: nothing there is asked for by others.
  const asking = new Set(indicators.standards().map(({ id }) => id))
  const completeness = (await indicators.completeness(indicators.home)).filter(({ id }) => asking.has(id))
  const asked = event.url.searchParams.get('standard')
  const standard =
    completeness.find(({ id }) => id === asked) ??
    completeness.find(({ certificate }) => certificate) ??
    completeness[0]!
  const reasonOf = await reasonsOf(city, lang)
  const themes = await Promise.all(
    standard.themes.map(async ({ id, names, core, supporting, all }) => {
      const { lines } = await indicators.theme(standard.id, id, indicators.home)
      const missing = lines.filter(({ value }) => !value || value.value === null)
      return {
        ...{ id, name: names[lang], core, supporting, all },
        missing: missing.map(({ code, names, kind, value, omission }) => ({
          ...{ code, name: names[lang], kind },
          omission: omission && { reason: omission.reason, note: omission.notes[lang] },
          computed: value?.reason && reasonOf(value.reason),
        })),
      }
    }),
  )
  const waiting = await indicators.imports.waiting(actor)
  return {
    standards: completeness.map(({ id, names }) => ({ value: id, label: names[lang] })),
    standard: { id: standard.id, name: standard.names[lang] },
    certificate: certificateOf(standard, lang),
    themes,
    unstated: themes.flatMap(({ missing }) => missing).filter(({ omission }) => !omission).length,
    waiting: waiting.map(({ id, number, fileName, state, suspected, broughtBy, broughtAt }) => ({
      ...{ id, number, fileName, state, suspected, broughtAt, who: whoIs(event, broughtBy) },
    })),
    may: { say: actor.can('indicators.define') },
  }
}
