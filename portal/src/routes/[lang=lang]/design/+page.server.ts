/** Drawings for the design page; their figures are made up, and the page says so. */
import { lineChart } from '#lib/server/charts/line.ts'
import { districtMap } from '#lib/server/views/districts.ts'
import { formatsOf } from '#lib/server/views/words.ts'
import { words } from '#words'
import type { PageServerLoad } from './$types'

const series = (values: (number | null)[], broken?: number) =>
  values.map((value, i) => ({
    period: `${2014 + i}`,
    value,
    status: value === null ? ('M' as const) : i === broken ? ('B' as const) : i > 8 ? ('P' as const) : ('A' as const),
  }))

export const load: PageServerLoad = async ({ locals: { city, lang } }) => {
  const { t } = words[lang]
  const format = formatsOf(city, lang)
  const chart = {
    title: t('about.design.chart.title'),
    description: t('about.design.example.note'),
    series: [
      { id: 'own', label: 'A', role: 'own' as const, points: series([14, 15, 13, 12, 16, 15, 13, null, 11, 10, 9], 4) },
      {
        id: 'chosen',
        label: 'B',
        role: 'chosen' as const,
        points: series([20, 19, 19, 18, 17, 17, 16, 15, 15, 14, 13]),
      },
      { id: 'peer', label: 'C', role: 'peer' as const, points: series([8, 9, 9, 8, 10, 11, 10, 12, 11, 12, 13]) },
    ],
    thresholds: [{ value: 5, label: 'D' }],
    breaks: [],
    breakLabel: t('ui.chart.break'),
    number: (value: number) => format.number(value, 1),
    tick: (value: number) => format.number(value),
  }
  const { map } = city.info
  return {
    wide: lineChart(chart, 'wide'),
    narrow: lineChart(chart, 'narrow'),
    map: map && (await districtMap(city, lang, map.indicator, map.period)),
    mapTitle: map?.indicator,
  }
}
