/** What stands behind every report: series, the other cities, breaks, methods, sources and files. */
import type { Sheet } from '#tables'
import type { Content, File, Indicator } from '../../types/index.ts'
import { number, sheetOf, type Said } from './said.ts'

export const behindSheets = (content: Content, said: Said): Sheet[] => [
  seriesSheet(content, said),
  othersSheet(content, said),
  breaksSheet(content, said),
  methodsSheet(content, said),
  sourcesSheet(content, said),
  filesSheet(content, said),
]

type Of<Part> = Part & { indicator: Indicator }
const each = <Part extends object>({ indicators }: Content, parts: (indicator: Indicator) => readonly Part[]) =>
  indicators.flatMap((indicator) => parts(indicator).map((part): Of<Part> => ({ ...part, indicator })))

function seriesSheet(content: Content, { t, lang, format, way }: Said): Sheet {
  const points = each(content, ({ series }) => series)
  return sheetOf<(typeof points)[number]>(
    t('reports.sheet.series'),
    [
      [t('reports.column.indicator'), 60, ({ indicator }) => indicator.names[lang]],
      [t('reports.column.period'), 10, ({ period }) => format.period(period)],
      [t('reports.column.value'), 14, ({ indicator, value }) => number(indicator, value)],
      [t('downloads.unit'), 24, ({ indicator }) => format.unit(indicator.unit)],
      [t('figures.status'), 14, ({ status }) => t(`ui.status.${status}`)],
      [t('reports.sheet.way'), 60, ({ indicator, ...point }) => way(indicator.id, point)],
    ],
    points,
  )
}

function othersSheet(content: Content, { t, lang, format, way }: Said): Sheet {
  const figures = each(content, ({ peers }) => (peers?.figures ?? []).map((one) => ({ ...one, period: peers!.period })))
  return sheetOf<(typeof figures)[number]>(
    t('reports.sheet.others'),
    [
      [t('reports.column.indicator'), 60, ({ indicator }) => indicator.names[lang]],
      [t('reports.sheet.city'), 24, ({ area }) => content.areas[area]?.[lang] ?? area],
      [t('reports.column.period'), 10, ({ period }) => format.period(period)],
      [t('reports.column.value'), 14, ({ indicator, value }) => number(indicator, value)],
      [t('downloads.unit'), 24, ({ indicator }) => format.unit(indicator.unit)],
      [t('reports.sheet.way'), 60, ({ indicator, area, ...figure }) => way(indicator.id, figure, area)],
    ],
    figures,
  )
}

function breaksSheet(content: Content, { t, lang, format }: Said): Sheet {
  const named = new Map(content.sources.map(({ id, names }) => [id, names[lang]]))
  const breaks = each(content, ({ breaks }) => breaks)
  return sheetOf<(typeof breaks)[number]>(
    t('reports.breaks.title'),
    [
      [t('reports.column.indicator'), 60, ({ indicator }) => indicator.names[lang]],
      [t('reports.column.period'), 10, ({ period }) => format.period(period)],
      [t('reports.column.why'), 80, ({ note }) => note?.[lang] ?? t('reports.breaks.carried')],
      [t('downloads.source'), 50, ({ source }) => named.get(source ?? '')],
    ],
    breaks,
  )
}

function methodsSheet({ indicators }: Content, { t, lang, page }: Said): Sheet {
  return sheetOf<Indicator>(
    t('reports.methods.title'),
    [
      [t('downloads.indicator'), 20, ({ id }) => id],
      [t('downloads.name'), 50, ({ names }) => names[lang]],
      [t('downloads.unit'), 20, ({ unit }) => unit],
      [t('downloads.formula'), 50, ({ formula }) => formula],
      [t('downloads.version'), 10, ({ version }) => version],
      [t('downloads.method'), 80, ({ method }) => method[lang]],
      [t('downloads.approximates'), 50, ({ approximates }) => approximates?.[lang]],
      [t('downloads.address'), 50, ({ id }) => page(`indicators/${encodeURIComponent(id)}`)],
    ],
    indicators,
  )
}

/** The sources, and the datasets made of them. */
function sourcesSheet({ sources, datasets }: Content, { t, lang }: Said): Sheet {
  const named = new Map(sources.map(({ id, names }) => [id, names[lang]]))
  const rows = [
    ...sources.map(({ names, publisher, licence, attribution, url }) => ({
      ...{ name: names[lang], publisher: publisher[lang], licence: licence[lang] },
      ...{ attribution: attribution[lang], url, of: '' },
    })),
    ...datasets.map(({ names, licence, sources }) => ({
      ...{ name: names[lang], publisher: '', licence: licence[lang], attribution: '', url: '' },
      of: sources.map((id) => named.get(id) ?? id).join('; '),
    })),
  ]
  return sheetOf<(typeof rows)[number]>(
    t('reports.sources.title'),
    [
      [t('downloads.source'), 50, ({ name }) => name],
      [t('downloads.publisher'), 40, ({ publisher }) => publisher],
      [t('downloads.licence'), 40, ({ licence }) => licence],
      [t('downloads.attribution'), 40, ({ attribution }) => attribution],
      [t('downloads.sourceAddress'), 60, ({ url }) => url],
      [t('reports.sheet.madeOf'), 60, ({ of }) => of],
    ],
    rows,
  )
}

function filesSheet({ files }: Content, { t, format, data }: Said): Sheet {
  return sheetOf<File>(
    t('reports.sheet.files'),
    [
      [t('reports.sources.file'), 50, ({ name }) => name],
      ['SHA-256', 68, ({ sha256 }) => sha256],
      [t('reports.sheet.bytes'), 14, ({ bytes }) => bytes],
      [t('reports.sources.at'), 24, ({ at }) => format.day(at)],
      [t('reports.sheet.entry'), 70, ({ entryId }) => data(`ledger/entries/${entryId}`)],
    ],
    files,
  )
}
