/** A report as its page shows it, in one language. */
import type { Content, Report } from '#reports'
import type { City } from '#lib/server/city.ts'
import { shortName } from '#lib/server/views/doors.ts'
import { words, type Lang } from '#words'
import { behind } from './behind.ts'
import { standardView } from './standard.ts'

export type ReportView = Awaited<ReturnType<typeof reportView>>

export async function reportView(city: City, lang: Lang, report: Report, content: Content) {
  const { area, year, moment, standard } = content
  return {
    name: reportName(city, lang, report, area.names[lang]),
    city: area.names[lang],
    area: area.id,
    year,
    moment,
    standard: {
      ...{ name: standard.names[lang], edition: standard.edition, publisher: standard.publisher, url: standard.url },
      note: standard.note[lang],
    },
    ...(await standardView(city, lang, content)),
    behind: behind(content, lang),
  }
}

/** "Example 2023 by ISO 37120" */
export function reportName(
  { indicators }: City,
  lang: Lang,
  { kind, standard, year }: Pick<Report, 'kind' | 'standard' | 'year'>,
  city: string,
): string {
  const named = indicators.standards().find(({ id }) => id === standard)?.name[lang] ?? standard ?? ''
  return words[lang].t(`reports.name.${kind}`, { city, year: String(year), standard: shortName(named) })
}
