/** The figures of a report as a table: a row for each place in the standard, those without a figure too. */
import { writeCsv } from '#indicators'
import type { Lang } from '#words'
import type { Content } from '../types/index.ts'

const COLUMNS = [
  ...['theme', 'code', 'kind', 'name', 'indicator', 'area', 'period', 'value', 'unit', 'status'],
  ...[
    'previous_period',
    'previous_value',
    'change',
    'series_broken',
    'others_median',
    'others',
    'rank',
    'approximates',
  ],
  ...['omission', 'datasets', 'vintage', 'provenance'],
]

export function contentCsv({ area, indicators, themes }: Content, lang: Lang): string {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]))
  const rows = themes.flatMap(({ names: theme, lines }) =>
    lines.map(({ code, kind, names, unit, omission, indicator: id }) => {
      const { value, change, peers, approximates, datasets } = byId.get(id ?? '') ?? {}
      const way = value && `/api/v1/indicators/${id}/values/${area.id}/${value.period}/provenance?seq=${value.seq}`
      return [
        ...[theme[lang], code, kind, names[lang], id, area.id, value?.period, value?.value, unit, value?.status],
        ...[change?.from.period, change?.from.value, change?.by, change && String(change.broken)],
        ...[peers?.median, peers?.cities, peers?.rank, approximates?.[lang]],
        ...[omission, datasets?.join(' '), value?.seq, way],
      ]
    }),
  )
  return [...writeCsv(COLUMNS, rows, { mark: true })].join('')
}
