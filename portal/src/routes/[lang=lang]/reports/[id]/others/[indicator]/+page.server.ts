/** The other cities' figures behind one median of a report. */
import { error } from '@sveltejs/kit'
import { reportName } from '#lib/server/views/report/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals: { city, lang, actor } }) => {
  const { report, content } = await city.reports.content(actor, params.id)
  const found = content.indicators.find(({ id }) => id === params.indicator)
  if (!found?.peers) error(404)
  const { id, names, unit, decimals, direction, peers } = found
  const { period, median, figures } = peers
  const own = { area: content.area.id, value: peers.value, seq: peers.seq }
  const sign = direction === 'lower' ? 1 : -1
  return {
    report: { id: report.id, name: reportName(city, lang, report, content.area.names[lang]) },
    indicator: { id, name: names[lang], unit, decimals },
    ...{ period, median, home: content.area.id },
    rows: [own, ...figures]
      .sort((a, b) => sign * (a.value - b.value))
      .map(({ area, value, seq }) => ({
        ...{ area, value, seq },
        name: (area === content.area.id ? content.area.names : content.areas[area])?.[lang] ?? area,
      })),
  }
}
