/** What every sheet of a report's workbook speaks with: words, formats, and the address that each figure leads back to. */
import type { Cell, Sheet } from '#tables'
import { formatsFor, words, type Lang } from '#words'
import type { Content, Figure, Indicator } from '../../types/index.ts'

export type Reader = { lang: Lang; baseUrl: string; timezone: string }
export type Said = ReturnType<typeof saidOf>

export function saidOf({ area, indicators }: Content, { lang, baseUrl, timezone }: Reader) {
  const { t } = words[lang]
  const format = formatsFor(lang, words[lang], timezone)
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]))
  return {
    ...{ lang, t, format },
    of: (id: string | undefined) => byId.get(id ?? ''),
    nameOf: (id: string) => byId.get(id)?.names[lang] ?? id,
    page: (path: string) => `${baseUrl}/${lang}/${path}`,
    data: (path: string) => `${baseUrl}/api/v1/${path}`,
    /** The page that says where a figure comes from. */
    way: (id: string, { period, seq }: Pick<Figure, 'period' | 'seq'>, of = area.id) =>
      `${baseUrl}/${lang}/indicators/${encodeURIComponent(id)}/provenance/${of}/${period}?seq=${seq}`,
  }
}

/** A number to reckon with, shown with the decimals of its indicator. */
export const number = (indicator: Indicator | undefined, value: number | null | undefined): Cell =>
  value === undefined || value === null || !indicator ? undefined : { number: value, decimals: indicator.decimals }

type Column<Row> = [name: string, width: number, cell: (row: Row) => Cell]

/** Rows under named columns. */
export const sheetOf = <Row>(name: string, columns: Column<Row>[], rows: readonly Row[]): Sheet => ({
  name,
  columns: columns.map(([name, width]) => ({ name, width })),
  rows: rows.map((row) => columns.map(([, , cell]) => cell(row))),
})

/** The columns of an indicator's figure: each number, and beside it the address that it leads back to. */
export function figureColumns<Row>(
  { t, format, way }: Said,
  of: (row: Row) => Indicator | undefined,
): { own: Column<Row>[]; compared: Column<Row>[] } {
  const column = (name: string, width: number, cell: (indicator: Indicator, row: Row) => Cell): Column<Row> => [
    name,
    width,
    (row) => (of(row) ? cell(of(row)!, row) : undefined),
  ]
  return {
    own: [
      column(t('reports.column.value'), 14, (one) => number(one, one.value?.value)),
      column(t('downloads.unit'), 24, ({ unit }) => format.unit(unit)),
      column(t('reports.column.period'), 10, ({ value }) => value && format.period(value.period)),
      column(t('figures.status'), 14, ({ value }) => value && t(`ui.status.${value.status}`)),
      column(t('reports.sheet.way'), 60, ({ id, value }) => value && way(id, value)),
    ],
    compared: [
      column(t('reports.sheet.before'), 14, (one) => number(one, one.change?.from.value)),
      column(t('reports.sheet.beforePeriod'), 10, ({ change }) => change && format.period(change.from.period)),
      column(t('reports.sheet.beforeWay'), 60, ({ id, change }) => change && way(id, change.from)),
      column(t('reports.column.change'), 14, (one) =>
        one.change?.broken ? t('reports.broken') : number(one, one.change?.by),
      ),
      column(t('reports.column.others'), 14, (one) => number(one, one.peers?.median)),
      column(t('reports.sheet.cities'), 12, ({ peers }) => peers?.figures.length),
      column(t('reports.column.place'), 10, ({ peers }) => peers?.rank),
    ],
  }
}
