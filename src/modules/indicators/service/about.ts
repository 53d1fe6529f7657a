/** The sheets of a workbook that goes out: the figures, and what one has to know of them. Pure. */
import { formatsFor, words, type Lang } from '#words'
import { TIDY, type TidyRow } from '../reading/index.ts'
import type { Dataset, Definition, Source } from '../types.ts'
import type { Cell, Sheet } from '#tables'
import type { Chosen } from './exports.ts'

const WIDTHS: Partial<Record<(typeof TIDY)[number], number>> = { area: 20, measure: 22, unit: 22, note: 40 }

/** The columns in which figures can be imported again, and names for people. */
export function dataSheet({ definitions, rows }: Chosen, areas: Map<string, string>, lang: Lang): Sheet {
  const { t } = words[lang]
  const byId = new Map(definitions.map((one) => [one.id, one]))
  const cellsOf = (row: TidyRow): Cell[] => {
    const definition = byId.get(row.measure)
    const cells = TIDY.map((name): Cell => {
      if (name !== 'value' || row.value === null || !definition) return row[name]
      return { number: row.value, decimals: definition.decimals }
    })
    return [...cells, areas.get(row.area) ?? row.area, definition?.names[lang]]
  }
  return {
    name: t('downloads.data'),
    columns: [
      ...TIDY.map((name) => ({ name, width: WIDTHS[name] ?? 12 })),
      { name: t('downloads.areaName'), width: 24 },
      { name: t('downloads.indicatorName'), width: 60 },
    ],
    rows: mapped(rows(), cellsOf),
  }
}

async function* mapped(rows: AsyncIterable<TidyRow>, cellsOf: (row: TidyRow) => Cell[]): AsyncGenerator<Cell[]> {
  for await (const row of rows) yield cellsOf(row)
}

type Origins = { datasets: Dataset[]; sources: Source[] }
type Where = { lang: Lang; baseUrl: string; city: string }

/** The moment, the definitions, the sources with their licences: tables under one another, an empty row between. */
export function aboutSheet(
  { definitions, vintage }: Chosen,
  { datasets, sources }: Origins,
  { lang, baseUrl, city }: Where,
): Sheet {
  const { t } = words[lang]
  const day = vintage && formatDay(lang, vintage.at)
  const address = (id: string) => `${baseUrl}/api/v1/indicators/${encodeURIComponent(id)}`
  const rows: Cell[][] = [
    [t('downloads.vintage'), vintage && t('downloads.vintageValue', { seq: vintage.seq, day })],
    [],
    INDICATOR.map((key) => t(`downloads.${key}`)),
    ...definitions.map((one) => [one.id, ...definitionCells(one, lang), address(one.id)]),
    [],
    SOURCE.map((key) => t(`downloads.${key}`)),
    ...sources.map(({ names, publisher, licence, attribution, url }) => [
      ...[names[lang], publisher[lang], licence[lang], attribution[lang], url],
    ]),
    ...datasets.map(({ names, licence, note }) => [names[lang], undefined, licence[lang], note?.[lang]]),
  ]
  const widths = [28, 40, 30, 50, 12, 50, 50, 40, 40]
  const columns = widths.map((width, i) => ({ name: i === 0 ? t('downloads.city') : i === 1 ? city : '', width }))
  return { name: t('downloads.about'), columns, rows }
}

const INDICATOR = ['indicator', 'name', 'unit', 'formula', 'version', 'description', 'method', 'approximates', 'address'] as const // prettier-ignore
const SOURCE = ['source', 'publisher', 'licence', 'attribution', 'sourceAddress'] as const

const definitionCells = (one: Definition, lang: Lang): Cell[] => [
  ...[one.names[lang], one.unit, one.formula, one.version, one.description[lang], one.method[lang]],
  one.approximates?.[lang],
]

const formatDay = (lang: Lang, at: Date): string => formatsFor(lang, words[lang]).day(at)
