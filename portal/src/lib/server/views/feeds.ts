/** Figures from readings, as pages tell of them. */
import type { Feed, FeedPeriod } from '#infrastructure'
import type { City } from '#lib/server/city.ts'
import { words, type Lang } from '#words'
import { saying } from './savings.ts'

/** `https://smartdatamodels.org/…/pm25` → `pm25`. */
export const shortOf = (iri: string): string => iri.split(/[/#]/).at(-1)!

export async function ruleOf(city: City, lang: Lang, feed: Feed) {
  const { t } = words[lang]
  const { format } = saying(city, lang)
  const { aggregate, grain, across, completeness, of } = feed
  const { share, bucket, rule, source, unverified } = completeness
  const measure = (await city.indicators.measures()).find(({ id }) => id === feed.measure)
  return {
    ...{ id: feed.id, name: feed.names[lang], note: feed.note[lang] },
    lines: [
      [t('feeds.rule.measure'), measure?.names[lang] ?? feed.measure],
      [t('feeds.rule.things'), [shortOf(of.type), ...(of.scope ? [of.scope] : [])].join(' ')],
      [t('feeds.rule.attribute'), `${shortOf(feed.attribute)}, ${format.unit(feed.unit)}`],
      [t('feeds.rule.how'), `${t('feeds.rule.series', { aggregate, grain })}; ${t('feeds.rule.across', { across })}`],
      [t('feeds.rule.complete'), `${t('feeds.rule.share', { share: format.percent(share), bucket })}. ${rule[lang]}`],
    ] as [string, string][],
    source: source && { name: source.names[lang], url: source.url, unverified },
  }
}

/** A figure with its unit, or why there is none. */
export function figureOf(
  city: City,
  lang: Lang,
  unit: string,
  one: Pick<FeedPeriod, 'value' | 'lack' | 'complete' | 'readings'>,
) {
  const { format, t } = saying(city, lang)
  return {
    value: one.value === null ? t(`feeds.figures.lack.${one.lack ?? 'noReadings'}`) : format.value(one.value, unit, 2),
    isMissing: one.value === null,
    complete: format.percent(one.complete),
    readings: format.number(one.readings),
  }
}
