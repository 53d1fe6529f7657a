/** What a report on a standard says: theme by theme what is reported, and what is not and why. */
import type { Sheet } from '#tables'
import type { Line, StandardContent } from '../../types/index.ts'
import { figureColumns, sheetOf, type Said } from './said.ts'

export function standardSheets({ themes }: StandardContent, said: Said): Sheet[] {
  const { t, lang, of } = said
  const lines = themes.flatMap(({ code, names, lines }) =>
    lines.map((line) => ({ ...line, theme: `${code} ${names[lang]}` })),
  )
  type Row = (typeof lines)[number]
  const { own, compared } = figureColumns<Row>(said, ({ indicator }) => of(indicator))
  const about = [
    [t('figures.theme'), 30, ({ theme }: Row) => theme],
    [t('reports.column.code'), 10, ({ code }: Row) => code],
    [t('reports.column.indicator'), 60, ({ names }: Row) => names[lang]],
    [t('reports.column.kind'), 14, ({ kind }: Row) => kind && t(`figures.kind.${kind}`)],
  ] satisfies Parameters<typeof sheetOf<Row>>[1]
  const approximates = ({ indicator }: Row) => of(indicator)?.approximates?.[lang]
  return [
    sheetOf<Row>(
      t('reports.sheet.indicators'),
      [...about, ...own, ...compared, [t('downloads.approximates'), 50, approximates]],
      lines.filter(({ omission }) => !omission),
    ),
    sheetOf<Row>(
      t('reports.omitted.title'),
      [
        ...about,
        [t('reports.column.why'), 50, (line) => why(line, said)],
        [t('checking.publications.note'), 70, ({ said }) => said?.notes[lang]],
      ],
      lines.filter(({ omission }) => omission),
    ),
  ]
}

/** What the city says itself, or what the computation knows. */
const why = ({ said, omission }: Line, { t }: Said) =>
  said ? t(`checking.omission.reasons.${said.reason}`) : omission && t(`figures.why.${omission}`)
