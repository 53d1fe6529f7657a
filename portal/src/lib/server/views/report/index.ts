/** A report as its page shows it, in one language. */
import type { Content, Report } from '#reports'
import type { City } from '#lib/server/city.ts'
import { shortName } from '#lib/server/views/doors.ts'
import { words, type Lang } from '#words'
import { behind } from './behind.ts'
import { cityView } from './city.ts'
import { standardView } from './standard.ts'

export type ReportView = Awaited<ReturnType<typeof reportView>>
export type StandardView = Awaited<ReturnType<typeof standardView>>
export type CityView = ReturnType<typeof cityView>

export async function reportView(city: City, lang: Lang, report: Report, content: Content) {
  const { area, year, moment } = content
  return {
    name: reportName(city, lang, report, area.names[lang]),
    ...{ city: area.names[lang], area: area.id, year, moment },
    standard: content.kind === 'standard' ? await standardView(city, lang, content) : undefined,
    state: content.kind === 'city' ? cityView(city, lang, content) : undefined,
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
