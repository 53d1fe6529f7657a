/** What a report on the state of the city says: what is strong and weak and why, what to do, and the city's own facts. */
import type { Sheet } from '#tables'
import type { CityContent, Judgement } from '../../types/index.ts'
import { figureColumns, number, sheetOf, type Said } from './said.ts'

export const citySheets = (content: CityContent, said: Said): Sheet[] => [
  judgedSheet(content, said),
  directionsSheet(content, said),
  factsSheet(content, said),
]

function judgedSheet({ judged }: CityContent, said: Said): Sheet {
  const { t, lang, format, of, nameOf } = said
  const { own, compared } = figureColumns<Judgement>(said, ({ indicator }) => of(indicator))
  const targetsOf = ({ indicator, targets }: Judgement) =>
    targets
      .map(({ names, bound, value, unit, period, state }) => {
        const aim = t(`analysis.target.${bound}`, { value: format.value(value, unit, of(indicator)?.decimals) })
        const by = period ? t('analysis.target.by', { period: format.period(period) }) : t('analysis.target.undated')
        return `${names[lang]}: ${aim}, ${by}; ${t(`analysis.target.state.${state}`)}`
      })
      .join('\n')
  return sheetOf<Judgement>(
    t('reports.city.judged.title'),
    [
      [t('reports.column.indicator'), 50, ({ indicator }) => nameOf(indicator)],
      [t('reports.sheet.class'), 20, ({ class: found }) => t(`analysis.class.${found}.one`)],
      [t('reports.column.why'), 50, ({ because }) => t(`analysis.because.${because}`)],
      ...own,
      ...compared,
      [t('analysis.trend.title'), 18, ({ trend }) => t(`analysis.trend.${trend.word}`)],
      [t('reports.sheet.slope'), 14, ({ indicator, trend }) => number(of(indicator), trend.slope)],
      [t('analysis.target.title'), 60, targetsOf],
    ],
    judged,
  )
}

function directionsSheet({ directions }: CityContent, said: Said): Sheet {
  const { t, lang, of, nameOf } = said
  const gaps = directions.flatMap(({ names, set, gaps }) =>
    gaps.map((gap) => ({ ...gap, direction: names[lang], set: set[lang] })),
  )
  type Row = (typeof gaps)[number]
  const { own } = figureColumns<Row>(said, ({ indicator }) => of(indicator))
  return sheetOf<Row>(
    t('reports.sheet.directions'),
    [
      [t('reports.sheet.direction'), 40, ({ direction }) => direction],
      [t('reports.sheet.set'), 40, ({ set }) => set],
      [t('reports.column.indicator'), 50, ({ indicator }) => nameOf(indicator)],
      ...own,
      [t('reports.sheet.to'), 14, ({ indicator, to }) => number(of(indicator), to)],
      [t('reports.sheet.toWhat'), 36, ({ by, target }) => target?.[lang] ?? t(`reports.sheet.by.${by}`)],
      [t('reports.sheet.lacking'), 14, ({ indicator, lacking }) => number(of(indicator), lacking)],
      [t('reports.sheet.priority'), 12, ({ priority }) => ({ number: priority, decimals: 2 })],
    ],
    gaps,
  )
}

function factsSheet({ doors, sources }: CityContent, { t, lang }: Said): Sheet {
  const named = new Map(sources.map((source) => [source.id, source]))
  const facts = doors.flatMap(({ title, facts }) => facts.map((fact) => ({ ...fact, door: title[lang] })))
  type Row = (typeof facts)[number]
  return sheetOf<Row>(
    t('reports.city.doors'),
    [
      [t('reports.sheet.promise'), 36, ({ door }) => door],
      [t('reports.sheet.fact'), 50, ({ label }) => label[lang]],
      [t('reports.column.value'), 20, ({ value }) => (typeof value === 'number' ? value : value[lang])],
      [t('downloads.unit'), 16, ({ unit }) => unit],
      [t('reports.column.period'), 12, ({ period }) => period],
      [t('downloads.source'), 50, ({ source }) => named.get(source)?.names[lang] ?? source],
      [t('downloads.sourceAddress'), 60, ({ source, url }) => url ?? named.get(source)?.url],
    ],
    facts,
  )
}
