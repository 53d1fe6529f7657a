/** Open data: the datasets of this person's organisations, what waits, and what to do next. */
import { enter, nameOf, nextOf, said, stateOf, titleOf } from '#lib/server/steward/enter.ts'
import type { PageServerLoad } from './$types'

const SHOWN = 50
const SERIES_SHOWN = 100

export const load: PageServerLoad = async (event) => {
  const organisations = await enter(event)
  const { city, actor, lang } = event.locals
  const { catalog } = city
  const before = event.url.searchParams.get('before') ?? undefined
  const isPlace = before === undefined || /^[0-9a-f-]{36}$/.test(before)
  const [found, waiting] = await Promise.all([
    catalog.datasets.entries(actor, SHOWN + 1, isPlace ? before : undefined),
    catalog.deliveries.waiting(actor),
  ])
  const entries = found.slice(0, SHOWN)
  const datasets = []
  for (const entry of entries) {
    const state = await stateOf(event, entry)
    const published = new Set<string>()
    for (const { id } of entry.distributions)
      if ((await catalog.versions(actor, id)).some(({ withdrawal }) => !withdrawal)) published.add(id)
    datasets.push({
      ...{ id: entry.id, slug: entry.slug, title: titleOf(lang, entry), state, at: entry.said.at },
      next: nextOf(lang, entry, { state, waiting, published }),
    })
  }
  const series = await catalog.datasets.seriesEntries(actor, SERIES_SHOWN)
  return {
    datasets,
    series: await Promise.all(
      series.map(async (entry) => ({
        ...{ slug: entry.slug, title: said(lang, entry.said.text.title), state: await stateOf(event, entry) },
        members: (await catalog.datasets.members(actor, entry.slug)).length,
      })),
    ),
    waiting: await Promise.all(
      waiting.map(async ({ id, distributionId, state, fileName, broughtAt, problemCount }) => {
        const entry = await catalog.datasets.entryWith(actor, distributionId)
        const distribution = entry.distributions.find((one) => one.id === distributionId)!
        const name = `${titleOf(lang, entry)} · ${nameOf(lang, entry, distribution)}`
        return { id, state, fileName, at: broughtAt, problems: problemCount, name }
      }),
    ),
    older: found.length > SHOWN ? entries.at(-1)?.id : undefined,
    mayDescribe: organisations.length > 0,
  }
}
