/** What the address of a comparison asks for, and the address of any other choice. Pure. */
import type { Query } from '#lib/paths.ts'
import { ALL, NONE, type Catalogue, type Group } from './catalogue.ts'

export const VIEWS = ['table', 'profile', 'trends', 'pairs'] as const
export type View = (typeof VIEWS)[number]

export type Choice = {
  view: View
  /** Beside the city itself. */
  cities: string[]
  indicators: string[]
  /** The newest common one of each indicator unless asked for. */
  period?: string
  /** Whom places are counted among. */
  among: 'all' | 'chosen'
  order: 'theme' | 'place'
  /** Pages of what does not stand on one. */
  rows: number
  columns: number
  /** Two indicators against one another. */
  x?: string
  y?: string
}

const PERIOD = /^\d{4}(-[SQM]?\d{1,2}){0,2}$/
const PAGE_MAX = 1_000

export function choiceOf(params: URLSearchParams, catalogue: Catalogue): Choice {
  const list = (name: string) => params.getAll(name).flatMap((part) => part.split(',').filter(Boolean))
  const one = <T extends string>(name: string, known: readonly T[]): T =>
    known.find((value) => value === params.get(name)) ?? known[0]!
  const page = (name: string) => {
    const asked = Number(params.get(name))
    return Number.isInteger(asked) && asked > 0 && asked <= PAGE_MAX ? asked : 1
  }
  const indicator = (name: string) => catalogue.indicators.find(({ id }) => id === params.get(name))?.id
  const period = params.get('period') ?? ''
  return {
    view: one('view', VIEWS),
    cities: union(list('group'), list('with'), cityGroups(catalogue)) ?? firstCities(catalogue),
    indicators: union(list('theme'), list('indicator'), indicatorGroups(catalogue)) ?? firstIndicators(catalogue),
    period: PERIOD.test(period) ? period : undefined,
    among: one('among', ['all', 'chosen']),
    order: one('order', ['theme', 'place']),
    rows: page('rows'),
    columns: page('columns'),
    x: indicator('x'),
    y: indicator('y'),
  }
}

/** The members of the groups asked for and those named, in the order of the whole; undefined where nothing known was asked for. */
function union(groups: string[], named: string[], [all, ...known]: Group[]): string[] | undefined {
  const asked = new Set(named)
  for (const { id, members } of [all!, ...known])
    if (groups.includes(id)) for (const member of members) asked.add(member)
  const found = all!.members.filter((id) => asked.has(id))
  return found.length > 0 || groups.includes(NONE) ? found : undefined
}

/** The whole comes first. */
const cityGroups = ({ cities, groups }: Catalogue): Group[] => [
  { id: ALL, name: '', members: cities.map(({ id }) => id) },
  ...groups,
]
const indicatorGroups = ({ indicators, sets }: Catalogue): Group[] => [
  { id: ALL, name: '', members: indicators.map(({ id }) => id) },
  ...sets,
  ...sets.flatMap(({ themes }) => themes),
]

/** Before anything is chosen: the pack's first group, and the fullest standard. */
const firstCities = (catalogue: Catalogue) => inOrder(cityGroups(catalogue), catalogue.groups[0]?.members)
const firstIndicators = (catalogue: Catalogue) => inOrder(indicatorGroups(catalogue), catalogue.sets[0]?.members)
const inOrder = ([all]: Group[], members = all!.members) => all!.members.filter((id) => members.includes(id))

/** The shortest address of a choice: a group by its name where it is one, and nothing of what goes without saying. */
export function queryOf(choice: Choice, catalogue: Catalogue): Query {
  const { view, period, among, order, rows, columns, x, y } = choice
  const cities = named(choice.cities, cityGroups(catalogue), firstCities(catalogue))
  const indicators = named(choice.indicators, indicatorGroups(catalogue), firstIndicators(catalogue))
  return {
    view: view === 'table' ? undefined : view,
    group: cities.group,
    with: cities.members,
    theme: indicators.group,
    indicator: indicators.members,
    period,
    among: among === 'all' ? undefined : among,
    order: order === 'theme' ? undefined : order,
    rows: rows > 1 ? rows : undefined,
    columns: columns > 1 ? columns : undefined,
    x,
    y,
  }
}

function named(chosen: string[], groups: Group[], first: string[]): { group?: string; members?: string } {
  if (same(chosen, first)) return {}
  if (chosen.length === 0) return { group: NONE }
  const group = groups.find(({ members }) => same(members, chosen))
  return group ? { group: group.id } : { members: chosen.join(',') }
}

/** Neither holds anything twice. */
function same(a: string[], b: string[]): boolean {
  const there = new Set(b)
  return a.length === b.length && a.every((id) => there.has(id))
}

/** Choices that are one click away: everything, nothing, and each group. */
export function citySteps(catalogue: Catalogue): Group[] {
  return [...cityGroups(catalogue), { id: NONE, name: '', members: [] }]
}
export function indicatorSteps(catalogue: Catalogue): Group[] {
  const all = { id: ALL, name: '', members: catalogue.indicators.map(({ id }) => id) }
  return [all, ...catalogue.sets, { id: NONE, name: '', members: [] }]
}
export const isChosen = (group: Group, chosen: string[]) => same(group.members, chosen)
