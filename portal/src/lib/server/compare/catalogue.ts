/** What can be compared: the cities with their groups, the indicators with the sets that they stand in. */
import type { Definition } from '#indicators'
import type { City } from '#lib/server/city.ts'
import { shortName } from '#lib/server/views/doors.ts'
import type { Lang } from '#words'

/** Addresses say so for everything and for nothing; no group is called like that. */
export const ALL = 'all'
export const NONE = 'none'

export type Member = { id: string; name: string }
export type Group = Member & { members: string[] }
export type Catalogue = {
  home: Member
  /** All but the city itself, by name. */
  cities: Member[]
  groups: Group[]
  /** In the order in which they are read: by sets, then by themes. */
  indicators: Definition[]
  /** Standards and the city's own sets, the fullest first. */
  sets: (Group & { themes: Group[] })[]
  /** Every indicator once, under the first theme that it stands in; the last group has no theme. */
  shelves: Group[]
}

export async function catalogueOf({ places, indicators, info }: City, lang: Lang): Promise<Catalogue> {
  const home = await places.area(indicators.home)
  const cities = (await places.areas({ kind: home.kind }))
    .filter(({ id }) => id !== home.id)
    .map(({ id, names }) => ({ id, name: names[lang] }))
    .sort((a, b) => a.name.localeCompare(b.name, lang))
  const known = new Set(cities.map(({ id }) => id))
  const groups = info.peers
    .map(({ id, names, areas }) => ({ id, name: names[lang], members: areas.filter((area) => known.has(area)) }))
    .filter(({ id, members }) => id !== ALL && id !== NONE && members.length > 0)
  const definitions = (await indicators.definitions()).filter(({ areas }) => areas.includes(home.kind))
  const own = new Set(info.strategies.map(({ id }) => id))
  const sets = setsOf(indicators, definitions, lang).toSorted(
    (a, b) => Number(own.has(a.id)) - Number(own.has(b.id)) || b.members.length - a.members.length,
  )
  const shelves = shelvesOf(sets, definitions)
  const byId = new Map(definitions.map((definition) => [definition.id, definition]))
  const inOrder = shelves.flatMap(({ members }) => members.map((id) => byId.get(id)!))
  return { home: { id: home.id, name: home.names[lang] }, cities, groups, indicators: inOrder, sets, shelves }
}

function setsOf(
  { standards, strategies, placesOf }: City['indicators'],
  definitions: Definition[],
  lang: Lang,
): Catalogue['sets'] {
  const places = definitions.flatMap((definition) => placesOf(definition).map((at) => ({ ...at, id: definition.id })))
  return [...standards(), ...strategies()].flatMap((set) => {
    const order = 'indicators' in set ? set.indicators.map(({ code }) => code) : []
    const here = places
      .filter((place) => place.set === set.id)
      .sort((a, b) => order.indexOf(a.entry?.code ?? '') - order.indexOf(b.entry?.code ?? ''))
    const themes = set.themes.flatMap(({ id, names }) => {
      const members = [...new Set(here.filter(({ theme }) => theme.id === id).map((place) => place.id))]
      return members.length > 0 ? [{ id: `${set.id}/${id}`, name: names[lang], members }] : []
    })
    const members = [...new Set(themes.flatMap((theme) => theme.members))]
    return members.length > 0 ? [{ id: set.id, name: shortName(set.name[lang]), members, themes }] : []
  })
}

function shelvesOf(sets: Catalogue['sets'], definitions: Definition[]): Group[] {
  const placed = new Set<string>()
  const shelves = sets
    .flatMap(({ name, themes }) => themes.map((theme) => ({ ...theme, name: `${name}: ${theme.name}` })))
    .map(({ members, ...theme }) => {
      const here = members.filter((id) => !placed.has(id))
      for (const id of here) placed.add(id)
      return { ...theme, members: here }
    })
  const outside = definitions.filter(({ id }) => !placed.has(id)).map(({ id }) => id)
  return [...shelves, { id: OUTSIDE, name: '', members: outside }].filter(({ members }) => members.length > 0)
}

/** The shelf of what stands in no standard. */
export const OUTSIDE = 'outside'
