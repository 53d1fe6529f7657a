/** The same chart or map as a file: SVG that needs nothing beside it. */
import { error } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { standalone } from '#lib/server/charts/standalone.ts'
import { formatsOf } from '#lib/server/views/words.ts'
import { tableView } from '#lib/server/views/table/page.ts'
import tokens from '#lib/styles/tokens.css?raw'
import { words } from '#words'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ params, url, locals: { city, lang } }) => {
  const { t } = words[lang]
  const view = await tableView(city, lang, params, url.searchParams)
  const drawing = view.chart?.wide ?? view.map?.svg
  if (!drawing) error(404)
  const { chart, map } = view
  const { light } = city.info.colours
  const names = { slug: view.slug, distribution: view.table.slug }
  const day = formatsOf(city, lang).day(view.publishedAt)
  const source = { publisher: view.publisher, title: view.title.text, n: view.version, day, licence: view.licence }
  const svg = standalone(drawing, {
    title: view.table.title.text,
    subtitle: (chart ?? map)!.title,
    notes: [
      ...(city.info.demonstration ? [t('shell.demonstration')] : []),
      ...(chart?.legend.length ? [chart.legend.map(({ label }) => label).join(', ')] : []),
      ...(map?.outlineSources.length ? [t('doors.map.outlines', { source: map.outlineSources.join(', ') })] : []),
      t('opendata.table.embed.source', source),
      url.origin + href(lang, '/catalog/[slug]/[distribution]', names) + view.embedded,
    ],
    tokens,
    colours: {
      ...{ 'accent-light': light.accent, 'shield-light': light.shield },
      ...Object.fromEntries(light.choropleth.map((colour, i) => [`class-${i + 1}-light`, colour])),
    },
  })
  const headers = { 'content-type': 'image/svg+xml', 'content-disposition': `inline; filename="${view.slug}.svg"` }
  return new Response(svg, { headers })
}
