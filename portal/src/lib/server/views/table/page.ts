/** All that a page or a frame of another site shows of a published table. */
import { error } from '@sveltejs/kit'
import type { City } from '#lib/server/city.ts'
import { isRefusal } from '#lib/server/forms.ts'
import { sentence, words, type Lang } from '#words'
import { distributionOf, say } from '../catalogue.ts'
import { apiQuery, askedIn, meantBy, queryOf, questionOf, SHOWN, VIEWS, type Asked, type View } from './asked.ts'
import { chartOf } from './chart.ts'
import { columnsOf } from './columns.ts'
import { mapOf } from './map.ts'

type Named = { slug: string; distribution: string }
/** A refusal that a reader can do something about. */
const isReaders = (refused: unknown) =>
  isRefusal(refused) && (refused.status < 500 || refused.code === 'catalog.tooSlow') && refused.status !== 410

/** Throws `catalog.unknown` and `catalog.withdrawn`. */
export async function tableView(city: City, lang: Lang, { slug, distribution }: Named, query: URLSearchParams) {
  const { catalog } = city
  const dataset = await catalog.dataset(slug)
  const one = dataset.distributions.find((each) => each.slug === distribution && each.kind === 'table')
  if (!one?.current) error(404)
  const asked = askedIn(query)
  const table = await catalog.rows.table(one.id, asked.version)
  const columns = columnsOf(table, lang)
  const { baseUrl } = await catalog.catalogue()
  const setting = { city, rows: catalog.rows, table, columns, lang, asked, timezone: city.info.timezone }
  const orWrong = async <T>(work: Promise<T>): Promise<{ found?: T; wrong?: string }> => {
    try {
      return { found: await work }
    } catch (refused) {
      if (!isRefusal(refused) || !isReaders(refused)) throw refused
      return { wrong: sentence(lang, refused.code, refused.details) }
    }
  }
  const paged = { ...questionOf(asked), limit: SHOWN, ...(asked.after !== undefined && { after: asked.after }) }
  const counted = { ...meantBy(asked), limit: 1 }
  const rows = await orWrong(catalog.rows.pageOf(table, asked.view === 'table' ? paged : counted))
  const isRight = rows.wrong === undefined
  const chart = asked.view === 'chart' && isRight ? await orWrong(chartOf(setting)) : undefined
  const map = asked.view === 'map' && isRight ? await orWrong(mapOf(setting)) : undefined
  const next = asked.view === 'table' ? rows.found?.next : undefined
  const nameOf = (key: string, value: string) => (words[lang].has(key) ? words[lang].t(key) : value)
  return {
    slug: dataset.slug,
    title: say(dataset.description.title, lang),
    publisher: dataset.publisher.names[lang],
    licence: nameOf(`vocabulary.licence.${dataset.description.licence}`, dataset.description.licence),
    table: distributionOf(dataset, one, lang, baseUrl),
    ...{ asked, version: table.version.number, isNewest: table.version.number === one.current.number },
    publishedAt: table.version.publishedAt,
    columns: columns.map(({ codes: _, ...column }) => column),
    rows: (rows.found?.rows ?? []).map(({ id, cells }) => ({ id, cells })),
    total: rows.found?.total,
    wrong: rows.wrong ?? chart?.wrong ?? map?.wrong,
    chart: chart?.found,
    map: map?.found,
    statistics: table.content.statistics.map(({ name, missing, distinct, min, max, top, mean }) => ({
      ...{ name, missing, distinct, min, max, mean, top: top?.values.slice(0, 3) },
    })),
    tabs: VIEWS.map((view) => ({ id: view, label: words[lang].t(`ui.table.${view}`), href: tabOf(asked, view) })),
    beginning: queryOf(asked, { after: undefined }),
    following: next === undefined ? undefined : queryOf(asked, { after: next }),
    embedded: queryOf(asked, { after: undefined }),
    only: onlyOf(lang, asked, columns),
    api: apiQuery(asked),
  }
}

/** The same rows in another view. What is drawn is chosen anew, since a chart and a map ask for different columns. */
function tabOf(asked: Asked, view: View): string {
  if (view === asked.view) return queryOf(asked, { after: undefined })
  const anew = { kind: undefined, x: '', y: '', how: undefined, by: '', step: undefined, area: '' }
  return queryOf(asked, { ...anew, view, after: undefined }) || '?'
}

/** Which rows are meant, in words; empty where all are. */
function onlyOf(lang: Lang, { conditions, q }: Asked, columns: { id: string; label: string }[]): string[] {
  const { t } = words[lang]
  const label = (id: string) => columns.find((column) => column.id === id)?.label ?? id
  return [
    ...(q === '' ? [] : [t('opendata.table.onlyWords', { q })]),
    ...conditions.map(({ column, op, value }) => `${label(column)} ${t(`opendata.table.ops.${op}`)}${op === 'missing' || op === 'present' ? '' : ` ${value}`}`), // prettier-ignore
  ]
}
export type TableView = Awaited<ReturnType<typeof tableView>>
