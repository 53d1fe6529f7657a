/** A published table: the rows that the address asks for, what stands in its columns, a chart. */
import { error } from '@sveltejs/kit'
import { isRefusal } from '#lib/server/forms.ts'
import { distributionOf, say } from '#lib/server/views/catalogue.ts'
import { apiQuery, askedIn, chartOf, isNumber, questionOf, SHOWN } from '#lib/server/views/table.ts'
import { sentence } from '#words'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, url, locals: { city, lang } }) => {
  const { catalog } = city
  const dataset = await catalog.dataset(params.slug)
  const one = dataset.distributions.find(({ slug, kind }) => slug === params.distribution && kind === 'table')
  if (!one?.current) error(404)
  const asked = askedIn(url.searchParams)
  const table = await catalog.rows.table(one.id, asked.version)
  const { columns, dictionary, statistics } = table.content
  const question = { ...questionOf(asked), limit: SHOWN, ...(asked.after !== undefined && { after: asked.after }) }
  const found = await catalog.rows.page(one.id, question, table.version.number).catch((refused: unknown) => {
    if (!isRefusal(refused) || refused.status >= 500) throw refused
    return { wrong: sentence(lang, refused.code, refused.details) }
  })
  const { baseUrl } = await catalog.catalogue()
  return {
    slug: dataset.slug,
    title: say(dataset.description.title, lang),
    table: distributionOf(dataset, one, lang, baseUrl),
    ...{ asked, version: table.version.number, isNewest: table.version.number === one.current.number },
    columns: columns.map(({ name, type }) => {
      const field = dictionary.fields.find((field) => field.name === name)
      const said = field?.title && say(field.title as { pl: string }, lang)
      return { id: name, label: said?.text ?? name, type, numeric: isNumber({ type }), about: field?.description && say(field.description as { pl: string }, lang) } // prettier-ignore
    }),
    rows: 'wrong' in found ? [] : found.rows.map(({ id, cells }) => ({ id, cells })),
    total: 'wrong' in found ? undefined : found.total,
    next: 'wrong' in found ? undefined : found.next,
    wrong: 'wrong' in found ? found.wrong : undefined,
    statistics: statistics.map(({ name, count, missing, distinct, min, max, mean, top }) => ({
      ...{ name, count, missing, distinct, min, max, mean, top: top?.values.slice(0, 3) },
    })),
    chart: asked.chart && !('wrong' in found) ? await chartOf(catalog.rows, table, asked) : undefined,
    api: apiQuery(asked),
  }
}
