/** What a chart that stands alone says: the trend, the latest figure, whose figures they are. */
import type { Definition, Series } from '#indicators'
import type { City } from '#lib/server/city.ts'
import { words, type Lang } from '#words'
import { trendOf } from './indicator.ts'
import { provenanceOf } from './provenance.ts'
import { latestOf } from './series.ts'
import { formatsOf } from './words.ts'

export async function embedOf(city: City, lang: Lang, definition: Definition, all: Series[], chosen: string[]) {
  const { home } = city.indicators
  const { t } = words[lang]
  const format = formatsOf(city, lang)
  const latest = latestOf(all.find(({ area }) => area === home)?.points ?? [])
  const trend = await trendOf(city, lang, definition, all, chosen)
  const provenance = latest && (await provenanceOf(city, lang, definition.id, home, latest.period))
  const sources = new Set(provenance?.inputs.flatMap(({ dataset }) => dataset?.sources.map(({ name }) => name) ?? []))
  return {
    name: definition.names[lang],
    unit: format.unit(definition.unit),
    trend,
    latest:
      latest &&
      t('embed.latest', {
        city: city.info.names[lang],
        value: format.value(latest.value, definition.unit, definition.decimals),
        period: format.period(latest.period),
      }),
    source: sources.size > 0 ? t('embed.source', { sources: format.list([...sources]) }) : undefined,
    grey: trend.peers > 0 ? t('figures.grey', { of: trend.of, n: trend.peers }) : undefined,
  }
}
