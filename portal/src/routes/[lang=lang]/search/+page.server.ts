/** One search over what is published. */
import { searchGuide } from '#lib/server/guide.ts'
import { DOINGS, doingsTold, searchDoings } from '#lib/server/views/doings.ts'
import { shortName } from '#lib/server/views/doors.ts'
import { href } from '#lib/paths.ts'
import type { Definition, Finding } from '#indicators'
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'
import type { PageServerLoad } from './$types'

const QUERY_CHARS_MAX = 200
const FOUND_MAX = 60
const KINDS = ['indicator', 'dataset', 'standard', 'measure', 'area'] as const

export const load: PageServerLoad = async ({ url, locals: { city, lang } }) => {
  const query = (url.searchParams.get('q') ?? '').trim().slice(0, QUERY_CHARS_MAX)
  const { found, doings, instead } = query ? await everything(city, query) : { found: [], doings: [] }
  const cities = new Set((await city.places.areas({ kind: 'city' })).map(({ id }) => id))
  const definitions = new Map((await city.indicators.definitions()).map((one) => [one.id, one]))
  await city.indicators.seriesOfMany(found.filter(({ kind }) => kind === 'indicator').map(({ id }) => id))
  const groups = await Promise.all(
    KINDS.map(async (kind) => {
      const here = found.filter((one) => one.kind === kind)
      return { kind, found: await Promise.all(here.map((one) => told(city, lang, one, { cities, definitions }))) }
    }),
  )
  const acts = await doingsTold(city, lang, doings)
  const done = DOINGS.map((kind) => ({ kind, found: acts.filter((one) => one.kind === kind) }))
  const chapters = searchGuide(lang, query)
  return {
    query,
    instead,
    // What the city does stands before standards, of which one word finds dozens.
    groups: [...groups.slice(0, 1), ...done, ...groups.slice(1)].filter((group) => group.found.length > 0),
    chapters: (chapters.length > 0 || !instead ? chapters : searchGuide(lang, instead)).map(({ id, title }) => ({
      title,
      to: href(lang, '/guide/[chapter]', { chapter: id }),
    })),
  }
}

/** What the figures tell of and what the city does, by the same words: those asked for where anything holds them, else the nearest. */
async function everything(city: City, query: string) {
  const [figures, doings] = [await city.indicators.search(query, FOUND_MAX), await searchDoings(city, query, FOUND_MAX)]
  const isExact = ({ found, instead }: typeof figures | typeof doings) => found.length > 0 && instead === undefined
  if (isExact(figures) || isExact(doings)) {
    return { found: isExact(figures) ? figures.found : [], doings: isExact(doings) ? doings.found : [] }
  }
  const instead = figures.instead ?? doings.instead
  if (instead === undefined || instead === doings.instead)
    return { found: figures.found, doings: doings.found, instead }
  const again = await searchDoings(city, instead, FOUND_MAX)
  return { found: figures.found, doings: again.instead === undefined ? again.found : [], instead }
}

type Known = { cities: Set<string>; definitions: Map<string, Definition> }

/** A thing with its place, and beside an indicator the city's latest figure. */
async function told(city: City, lang: Lang, one: Finding, { cities, definitions }: Known) {
  const { indicators } = city
  const { id, kind, names } = one
  const standard = kind === 'standard' ? indicators.standard(id.split('/')[0]!).name[lang] : undefined
  const latest = kind === 'indicator' ? await indicators.latest(id, indicators.home) : undefined
  const definition = kind === 'indicator' ? definitions.get(id) : undefined
  const isOther = kind === 'area' && cities.has(id) && id !== indicators.home
  return {
    id,
    ...{ name: names[lang], lang },
    in: standard && shortName(standard),
    to: isOther ? href(lang, '/indicators/compare', {}, { with: id }) : addressOf(lang, one),
    figure: definition && {
      value: latest?.value ?? null,
      period: latest?.period,
      unit: definition.unit,
      decimals: definition.decimals,
    },
  }
}

/** Where a thing is shown; a standard's indicator is found as `standard/theme#code`. */
function addressOf(lang: Lang, { kind, id }: Finding): string {
  if (kind === 'indicator') return href(lang, '/indicators/[id]', { id })
  if (kind === 'standard') {
    const [standard = '', rest = ''] = id.split('/')
    return href(lang, '/indicators/themes/[standard]/[theme]', { standard, theme: rest.split('#')[0]! })
  }
  return kind === 'area' ? href(lang, '/city') : `${href(lang, '/data')}#${id}`
}
