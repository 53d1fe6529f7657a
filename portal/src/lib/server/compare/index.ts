/** Everything that the page of a comparison shows, for what its address asks. */
import type { Comparison } from '#indicators'
import type { City } from '#lib/server/city.ts'
import { reasonsOf } from '#lib/server/views/reasons.ts'
import type { Lang } from '#words'
import { catalogueOf, OUTSIDE, type Catalogue } from './catalogue.ts'
import { choiceOf, citySteps, indicatorSteps, isChosen, queryOf, VIEWS, type Choice } from './choice.ts'
import { pairsOf } from './pairs.ts'
import { NAMED_MAX, stripOf } from './profile.ts'
import { citiesOf, ordered, partOf, shown, standingIn, tableOf, type Line } from './table.ts'
import { multipleOf, TRACED_MAX } from './trends.ts'

/** What one page holds, so that everything at once is as light as a little. */
const ROWS = { table: 30, profile: 30, trends: 12, pairs: 1 }
const COLUMNS = 20

export async function comparisonOf(city: City, lang: Lang, params: URLSearchParams) {
  const { indicators } = city
  const catalogue = await catalogueOf(city, lang)
  const choice = choiceOf(params, catalogue)
  const compared = await indicators.compare({
    areas: areasOf(catalogue, choice),
    indicators: choice.indicators,
    period: choice.period,
    among: choice.among,
  })
  // Before any indicator is chosen, every year is one to choose.
  const { years } = choice.indicators.length > 0 ? compared : await indicators.compare({ areas: [catalogue.home.id] })
  const names = new Map(catalogue.indicators.map(({ id, names }) => [id, names[lang]]))
  const lines = ordered(compared.lines, choice.order)
  const rows = partOf(lines.length, choice.rows, ROWS[choice.view])
  const page = { choice, catalogue, compared, names, lines, part: shown(lines, rows) }
  return {
    ...{
      view: choice.view,
      rows,
      standing: standingIn(lines, names),
      among: compared.among,
      atLeast: compared.atLeast,
    },
    chooser: chooserOf(catalogue, choice, years, lang),
    addresses: addressesOf(catalogue, choice),
    size: { indicators: lines.length, cities: 1 + choice.cities.length },
    api: apiOf(catalogue, choice),
    table: choice.view === 'table' ? await tableIn(city, lang, page) : undefined,
    profile: choice.view === 'profile' ? profileIn(page) : undefined,
    trends: choice.view === 'trends' ? await trendsIn(city, page) : undefined,
    pairs: choice.view === 'pairs' ? pairsIn(page) : undefined,
  }
}

type Page = {
  choice: Choice
  catalogue: Catalogue
  compared: Comparison
  names: Map<string, string>
  lines: Line[]
  /** The lines of this page. */
  part: Line[]
}

/** Strips and pairs show every city in grey; a table only those chosen. */
function areasOf({ home, cities }: Catalogue, { view, among, cities: chosen }: Choice): string[] {
  const whole = among === 'all' && (view === 'profile' || view === 'pairs')
  return [home.id, ...(whole ? cities.map(({ id }) => id) : chosen)]
}

async function tableIn(city: City, lang: Lang, { choice, catalogue, compared, names, part }: Page) {
  const columns = partOf(compared.areas.length - 1, choice.columns, COLUMNS)
  const cities = citiesOf(catalogue, compared.areas)
  return { columns, ...tableOf(part, cities, columns, names, await reasonsOf(city, lang)) }
}

const namedOf = ({ cities }: Choice, max = NAMED_MAX) => new Set(cities.slice(0, max))

function profileIn({ choice, catalogue, compared, names, part }: Page) {
  const cities = citiesOf(catalogue, compared.areas)
  const strips = part.map((line) => ({ ...toldOf(line, names), strip: stripOf(line, cities, namedOf(choice)) }))
  return { strips, more: choice.cities.length > NAMED_MAX, max: NAMED_MAX }
}

async function trendsIn({ indicators }: City, { choice, catalogue, names, part }: Page) {
  const { home, cities } = catalogue
  const drawn = [home, ...(choice.among === 'all' ? cities : cities.filter(({ id }) => choice.cities.includes(id)))]
  const byId = new Map(catalogue.indicators.map((definition) => [definition.id, definition]))
  const multiples = await Promise.all(
    part.map(async (line) => {
      const breaks = (byId.get(line.indicator)!.breaks ?? []).filter(({ areas }) => !areas || areas.includes(home.id))
      const periods = new Set(breaks.map(({ period }) => period))
      const series = await indicators.series(line.indicator)
      return { ...toldOf(line, names), multiple: multipleOf(series, drawn, namedOf(choice, TRACED_MAX), periods) }
    }),
  )
  return { multiples, more: choice.cities.length > TRACED_MAX, max: TRACED_MAX }
}

function pairsIn({ choice, catalogue, compared, names, lines }: Page) {
  const of = (id: string | undefined) => lines.find(({ indicator }) => indicator === id)
  const fullest = lines.toSorted((a, b) => b.n - a.n)
  const x = of(choice.x) ?? fullest[0]
  const y = of(choice.y) ?? fullest.find((line) => line !== x)
  const options = lines.map(({ indicator }) => ({ value: indicator, label: names.get(indicator)! }))
  if (!x || !y) return { options }
  const found = pairsOf(x, y, citiesOf(catalogue, compared.areas), namedOf(choice))
  return { options, x: toldOf(x, names), y: toldOf(y, names), found }
}

function toldOf({ indicator, unit, decimals, direction, period, n }: Line, names: Map<string, string>) {
  return { id: indicator, name: names.get(indicator)!, unit, decimals, direction, period, n }
}

/** What the form shows: everything that can be chosen, and what is. */
function chooserOf(catalogue: Catalogue, choice: Choice, years: string[], lang: Lang) {
  const { home, cities, shelves, indicators } = catalogue
  const names = new Map(indicators.map(({ id, names }) => [id, names[lang]]))
  const step = (group: ReturnType<typeof citySteps>[number], chosen: string[], change: Partial<Choice>) => ({
    ...{ id: group.id, name: group.name, n: group.members.length, chosen: isChosen(group, chosen) },
    query: queryOf({ ...choice, rows: 1, columns: 1, ...change }, catalogue),
  })
  return {
    ...{ home, cities, years, choice },
    shelves: shelves.map(({ id, name, members }) => ({
      id,
      name: id === OUTSIDE ? undefined : name,
      members: members.map((id) => ({ id, name: names.get(id)! })),
    })),
    citySteps: citySteps(catalogue).map((group) => step(group, choice.cities, { cities: group.members })),
    indicatorSteps: indicatorSteps(catalogue).map((group) =>
      step(group, choice.indicators, { indicators: group.members }),
    ),
  }
}

function addressesOf(catalogue: Catalogue, choice: Choice) {
  const of = (change: Partial<Choice>) => queryOf({ ...choice, ...change }, catalogue)
  return {
    views: VIEWS.map((view) => ({ view, query: of({ view, rows: 1, columns: 1 }) })),
    here: of({}),
  }
}

/** What asks the API for the same comparison, and for the values behind it in whatever form. */
function apiOf({ home }: Catalogue, { cities, indicators, period, among }: Choice) {
  const chosen = { areas: [home.id, ...cities].join(','), indicators: indicators.join(',') }
  const query = (of: Record<string, string>) => new URLSearchParams(of).toString().replaceAll('%2C', ',')
  return {
    comparison: query({ ...chosen, ...(period ? { period } : {}), among }),
    values: query({ ...chosen, ...(period ? { from: period, to: period } : {}) }),
  }
}
