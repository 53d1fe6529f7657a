/** The packs of the demonstration's three cities: made up, small, and marked as a demonstration on every page. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type DemoCity = {
  id: string
  names: { pl: string; en: string; uk: string }
  point: [number, number]
  /** PM2.5 by year, of the stations of the whole city and of those by its roads. */
  air: Record<string, { all: number; roads: number }>
  /** By which stations it says what its air is. */
  by: 'all' | 'roads'
}

/** Two that count alike, and one that counts by the stations beside its roads alone. */
export const DEMO_CITIES: readonly DemoCity[] = [
  {
    ...{ id: 'demo-alder', names: { pl: 'Olchowo (pokaz)', en: 'Alderfield (demo)', uk: 'Вільхове (показ)' } },
    ...{ point: [-29.5, 45.5], by: 'all' },
    air: {
      2021: { all: 22.9, roads: 28.4 },
      2022: { all: 21.4, roads: 27 },
      2023: { all: 19.8, roads: 25.1 },
      2024: { all: 18.1, roads: 23.3 },
    },
  },
  {
    ...{ id: 'demo-birch', names: { pl: 'Brzozowo (pokaz)', en: 'Birchhaven (demo)', uk: 'Березове (показ)' } },
    ...{ point: [-28.9, 45.1], by: 'all' },
    air: { 2022: { all: 16.2, roads: 20.5 }, 2023: { all: 15.9, roads: 20.1 }, 2024: { all: 14.4, roads: 18.7 } },
  },
  {
    ...{ id: 'demo-cedar', names: { pl: 'Cedrowo (pokaz)', en: 'Cedarbridge (demo)', uk: 'Кедрове (показ)' } },
    ...{ point: [-30.2, 46], by: 'roads' },
    air: { 2022: { all: 18, roads: 24.9 }, 2023: { all: 17.2, roads: 23.8 }, 2024: { all: 16.9, roads: 22.6 } },
  },
]

export const AIR = 'demo-pm25'
/** What the second city has, and publishes only when the first asks for it. */
export const LATE = { year: '2021', all: 17.3, roads: 21.6 }
const MADE_UP = {
  pl: 'Dane pokazowe, zmyślone.',
  en: 'Demonstration data, made up.',
  uk: 'Демонстраційні дані, вигадані.',
}
const same = (text: string) => ({ pl: text, en: text, uk: text })
const DAY = '2026-01-01'
const CC0 = same('CC0 1.0')
const LIGHT = { accent: '#1F4E8C', shield: '#7A4B00', choropleth: ['#EFF3FF', '#C6DBEF', '#9ECAE1', '#4292C6', '#084594'] } // prettier-ignore
const DARK = { accent: '#8DB8F0', shield: '#E3B35C', choropleth: ['#15202E', '#1D3A5C', '#2A5B8F', '#5B93CC', '#B5D4F2'] } // prettier-ignore
const ARMS = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#1F4E8C"/></svg>\n' // prettier-ignore
const DOORS = [
  ['smart-city', { pl: 'Smart City', en: 'Smart City', uk: 'Smart City' }],
  ['innovations', { pl: 'Innowacje', en: 'Innovations', uk: 'Інновації' }],
  ['digital', { pl: 'Transformacja cyfrowa', en: 'Digital transformation', uk: 'Цифрова трансформація' }],
  ['indicators', { pl: 'Wskaźniki', en: 'Indicators', uk: 'Показники' }],
  ['network', { pl: 'Sieć miast', en: 'Network', uk: 'Мережа міст' }],
] as const

const infoOf = ({ id, names }: DemoCity) => ({
  ...{ id, names, inCity: names, area: id, country: 'demo-land', languages: ['en', 'pl', 'uk'], timezone: 'UTC' },
  ...{ currency: 'XTS', colours: { light: LIGHT, dark: DARK }, demonstration: true },
  arms: { file: 'arms.svg', alt: { pl: 'Koło', en: 'A circle', uk: 'Коло' } },
  slogan: { title: names, text: MADE_UP },
  doors: DOORS.map(([door, title]) => ({ id: door, title, summary: MADE_UP, text: MADE_UP, facts: [] })),
  ...{ headlines: [AIR], strategies: [], facts: [], links: [] },
  peers: [{ id: 'all', names: { pl: 'Inne', en: 'Others', uk: 'Інші' }, reason: MADE_UP, areas: [id] }],
})

const definition = ({ by }: DemoCity) => ({
  ...{ id: AIR, names: { pl: 'Stężenie pyłu PM2,5', en: 'PM2.5 concentration', uk: 'Концентрація пилу PM2.5' } },
  ...{ description: MADE_UP, method: MADE_UP, formula: `air_${by}`, unit: 'ug/m3', decimals: 1, direction: 'lower' },
  standards: [{ standard: 'iso37120', code: '8.1' }],
})

const MEASURES = [
  {
    ...{ id: 'air_all', unit: 'ug/m3', min: 0 },
    names: { pl: 'PM2,5 na wszystkich stacjach', en: 'PM2.5 at all stations', uk: 'PM2.5 на всіх станціях' },
  },
  {
    ...{ id: 'air_roads', unit: 'ug/m3', min: 0 },
    names: {
      pl: 'PM2,5 na stacjach przy drogach',
      en: 'PM2.5 at stations by roads',
      uk: 'PM2.5 на станціях при дорогах',
    },
  },
]

const SOURCE = {
  ...{ id: 'demo', url: 'https://demo.example/', licence: CC0, attribution: MADE_UP },
  names: { pl: 'Dane pokazowe', en: 'Demonstration data', uk: 'Демонстраційні дані' },
  publisher: { pl: 'Pokaz sieci miast', en: 'The demonstration of the network', uk: 'Показ мережі міст' },
}

const DATASET = {
  ...{
    id: 'air',
    file: 'data/air.csv',
    format: 'tidy',
    sources: ['demo'],
    licence: CC0,
    retrieved: DAY,
    note: MADE_UP,
  },
  names: { pl: 'Powietrze na pokaz', en: 'Air for show', uk: 'Повітря для показу' },
  open: { descriptions: MADE_UP, terms: 'CC0-1.0', frequency: 'ANNUAL', themes: ['ENVI'], spatial: ['demo-land'] },
}

const STATISTICS = {
  ...{ slug: 'statistics', names: { pl: 'Statystyka', en: 'Statistics', uk: 'Статистика' }, descriptions: MADE_UP },
  ...{ purposes: MADE_UP, holder: MADE_UP, steward: 'Demonstration', securityClass: 'public' },
  legalBasis: [{ act: 'demo', article: '1' }],
  openness: { state: 'open', reason: MADE_UP },
}

/** Its file of figures. */
export function figuresOf({ id, air }: Pick<DemoCity, 'id' | 'air'>): string {
  const rows = Object.entries(air).flatMap(([year, { all, roads }]) => [
    `${id},air_all,,${year},${all},ug/m3,A,made up`,
    `${id},air_roads,,${year},${roads},ug/m3,A,made up`,
  ])
  return `area,measure,dimension,period,value,unit,status,note\n${rows.join('\n')}\n`
}

/** Writes the pack of a city into a folder. */
export function writePack(folder: string, city: DemoCity): void {
  mkdirSync(join(folder, 'data'), { recursive: true })
  const areas = [
    { id: 'demo-land', kind: 'country', names: MADE_UP, bounds: [-31, 44, -28, 47] },
    { id: city.id, kind: 'city', names: city.names, parent: 'demo-land', point: city.point, approximate: true },
  ]
  const files = {
    ...{
      city: infoOf(city),
      places: { areas },
      sources: { sources: [SOURCE], via: [] },
      measures: { measures: MEASURES },
    },
    ...{ indicators: { indicators: [definition(city)] }, targets: { targets: [] }, omissions: { omissions: [] } },
    ...{ datasets: { own: { asset: 'statistics', terms: 'CC0-1.0' }, datasets: [DATASET] } },
    assets: { acts: [{ id: 'demo', name: 'Demonstration Act (made up)' }], assets: [STATISTICS] },
  }
  for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, `${name}.json`), JSON.stringify(data))
  writeFileSync(join(folder, 'data/air.csv'), figuresOf(city))
  writeFileSync(join(folder, 'arms.svg'), ARMS)
}
