/** The figures of a report as a table: a row for each place in the standard, or for each indicator of the state of the city. */
import { writeCsv } from '#tables'
import type { Lang } from '#words'
import type { CityContent, Content, Indicator, StandardContent } from '../types/index.ts'

const FIGURES = [
  ...['indicator', 'area', 'period', 'value', 'unit', 'status', 'previous_period', 'previous_value', 'change'],
  ...['series_broken', 'others_median', 'others', 'rank', 'approximates', 'datasets', 'vintage', 'provenance'],
]

export function contentCsv(content: Content, lang: Lang): string {
  const byId = new Map(content.indicators.map((indicator) => [indicator.id, indicator]))
  const figures = (id: string | undefined) => figuresOf(byId.get(id ?? ''), content.area.id, lang)
  const { columns, rows } =
    content.kind === 'standard' ? standardRows(content, figures, lang) : cityRows(content, figures, byId, lang)
  return [...writeCsv([...columns, ...FIGURES], rows, { mark: true })].join('')
}

type Cell = string | number | undefined
type Figures = (indicator: string | undefined) => Cell[]

function standardRows({ themes }: StandardContent, figures: Figures, lang: Lang) {
  return {
    columns: ['theme', 'code', 'kind', 'name', 'omission', 'reason', 'note'],
    rows: themes.flatMap(({ names: theme, lines }) =>
      lines.map(({ code, kind, names, omission, said, indicator }) => [
        ...[theme[lang], code, kind ?? undefined, names[lang], omission, said?.reason, said?.notes[lang]],
        ...figures(indicator),
      ]),
    ),
  }
}

function cityRows({ judged }: CityContent, figures: Figures, byId: Map<string, Indicator>, lang: Lang) {
  return {
    columns: ['name', 'class', 'because', 'trend', 'slope'],
    rows: judged.map(({ indicator, class: found, because, trend }) => [
      ...[byId.get(indicator)?.names[lang], found, because, trend.word, trend.slope],
      ...figures(indicator),
    ]),
  }
}

function figuresOf(indicator: Indicator | undefined, area: string, lang: Lang): Cell[] {
  if (!indicator) return FIGURES.map(() => undefined)
  const { id, unit, value, change, peers, approximates, datasets } = indicator
  const way = value && `/api/v1/indicators/${id}/values/${area}/${value.period}/provenance?seq=${value.seq}`
  return [
    ...[id, area, value?.period, value?.value, unit, value?.status],
    ...[change?.from.period, change?.from.value, change?.by, change && String(change.broken)],
    ...[peers?.median, peers?.figures.length, peers?.rank, approximates?.[lang]],
    ...[datasets.join(' '), value?.seq, way],
  ]
}
