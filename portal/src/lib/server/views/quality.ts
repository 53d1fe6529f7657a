/** How good a dataset is, in words: what is counted, and what would make it better. */
import type { Dataset, Improvement } from '#catalog'
import type { City } from '#lib/server/city.ts'
import { words, type Lang } from '#words'
import { formatsOf } from './words.ts'

/** So many columns are named; the table has them all. */
const NAMED_MAX = 5

export async function qualityFor(city: City, lang: Lang, dataset: Dataset) {
  const { t } = words[lang]
  const format = formatsOf(city, lang)
  const { stars, cells, columns, freshness, improve } = await city.catalog.quality(dataset)
  const named = ({ columns = [] }: { columns?: string[] }) =>
    format.list([...columns.slice(0, NAMED_MAX), ...(columns.length > NAMED_MAX ? [t('opendata.quality.more', { n: columns.length - NAMED_MAX })] : [])]) // prettier-ignore
  const said = (one: Improvement): string =>
    'n' in one
      ? t(`opendata.quality.improve.${one.code}`, { n: one.n, columns: named(one) })
      : t(`opendata.quality.improve.${one.code}`)
  const facts: { label: string; text: string; about?: string }[] = [
    { label: t('opendata.openness'), text: t('opendata.stars', { n: stars }), about: t('opendata.starsAbout') },
  ]
  if (freshness) {
    const { last, due, late_days } = freshness
    const text =
      late_days !== undefined ? t('opendata.quality.late', { n: late_days }) : due ? t('opendata.quality.fresh', { day: format.day(due) }) : t('opendata.quality.noPromise') // prettier-ignore
    facts.push({ label: t('opendata.quality.freshness'), text, about: t('opendata.quality.last', { day: format.day(last) }) }) // prettier-ignore
  }
  // What is nearly all is not all.
  const share = (part: number, whole: number) => format.percent(Math.floor((part / whole) * 1000) / 1000, part < whole ? 1 : 0) // prettier-ignore
  if (cells)
    facts.push({
      ...{ label: t('opendata.quality.filled'), text: t('opendata.quality.cells', { share: share(cells.filled, cells.all) }) }, // prettier-ignore
      ...(cells.filled < cells.all && { about: t('opendata.quality.empty', { n: cells.all - cells.filled }) }),
    })
  if (columns.all > 0) {
    const text = t('opendata.quality.columns', { n: columns.described, all: columns.all })
    const units = columns.numbers > 0 ? { about: t('opendata.quality.units', { n: columns.withUnit, all: columns.numbers }) } : {} // prettier-ignore
    facts.push({ label: t('opendata.quality.explained'), text, ...units })
  }
  return { facts, improve: improve.map(said), isLate: freshness?.late_days !== undefined }
}
export type QualityView = Awaited<ReturnType<typeof qualityFor>>
