/** The definitions that there are, one's own first, then colleagues', then the city pack's. */
import { enterWith } from '#lib/server/forms.ts'
import { PERMISSION } from '#lib/server/defining/actions.ts'
import { whoMade } from '#lib/server/defining/page.ts'
import { shortName } from '#lib/server/views/doors.ts'
import { words } from '#words'
import type { PageServerLoad } from './$types'

const PAGE = 50
const OUTSIDE = 'outside'

export const load: PageServerLoad = async (event) => {
  enterWith(event, PERMISSION)
  const { city, actor, lang } = event.locals
  const { indicators } = city
  const asked = (name: string) => event.url.searchParams.get(name)?.trim() ?? ''
  const [query, where] = [asked('q'), asked('where')]
  const hits = query === '' ? undefined : new Set(await idsFound(city, query))
  const rank = (by: string) => (by === actor.id ? 0 : by.startsWith('system:') ? 2 : 1)
  const all = (await indicators.newestVersions()).map((version) => ({
    ...version,
    at_places: indicators.placesOf(version),
  }))
  const found = all
    .filter(({ id }) => !hits || hits.has(id) || id.includes(query.toLowerCase()))
    .filter(({ at_places }) =>
      where === OUTSIDE
        ? at_places.length === 0
        : where === '' || at_places.some(({ set, theme }) => where === set || where === `${set}/${theme.id}`),
    )
    .sort((a, b) => rank(a.by) - rank(b.by) || a.names[lang].localeCompare(b.names[lang], lang))
  const pages = Math.max(1, Math.ceil(found.length / PAGE))
  const page = Math.min(pages, Math.max(1, Number(asked('page')) || 1))
  return {
    ...{ query, where, page, pages, count: found.length },
    places: [
      { value: '', label: words[lang].t('defining.everywhere') },
      ...[...indicators.standards(), ...indicators.strategies()].flatMap(({ id, name, themes }) => {
        const used = new Set(
          all.flatMap((one) => one.at_places.filter(({ set }) => set === id).map(({ theme }) => theme.id)),
        )
        const set = shortName(name[lang])
        return [
          { value: id, label: set },
          ...themes
            .filter((theme) => used.has(theme.id))
            .map((theme) => ({ value: `${id}/${theme.id}`, label: `${set}: ${theme.names[lang]}` })),
        ]
      }),
      { value: OUTSIDE, label: words[lang].t('defining.outside') },
    ],
    definitions: found.slice((page - 1) * PAGE, page * PAGE).map(({ id, names, version, at, by, at_places }) => ({
      ...{ id, name: names[lang], version, at, who: whoMade(event, by), mine: by === actor.id },
      places: at_places.map(({ name, entry, theme }) =>
        entry ? `${shortName(name[lang])} ${entry.code}` : theme.names[lang],
      ),
    })),
  }
}

const FOUND_MAX = 500

async function idsFound({ indicators }: App.Locals['city'], query: string): Promise<string[]> {
  const { found } = await indicators.search(query, FOUND_MAX)
  return found.filter(({ kind }) => kind === 'indicator').map(({ id }) => id)
}
