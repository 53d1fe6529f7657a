/** The same chart as a file: SVG that needs nothing beside it. */
import { error } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { standalone } from '#lib/server/charts/standalone.ts'
import tokens from '#lib/styles/tokens.css?raw'
import { embedOf } from '#lib/server/views/embed.ts'
import { chosenOf } from '#lib/server/views/indicator.ts'
import { words } from '#words'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ params, url, locals: { city, lang } }) => {
  const definition = await city.indicators.definition(params.id)
  const all = await city.indicators.series(definition.id)
  const chosen = chosenOf(url, all, city.indicators.home)
  const { name, unit, latest, trend, grey, source } = await embedOf(city, lang, definition, all, chosen)
  if (!trend.wide) error(404)
  const { light } = city.info.colours
  const demonstration = city.info.demonstration ? words[lang].t('shell.demonstration') : undefined
  const svg = standalone(trend.wide, {
    title: name,
    subtitle: latest ?? unit,
    notes: [
      [demonstration, grey, source].filter((part) => part !== undefined).join(' '),
      url.origin + href(lang, '/indicators/[id]', { id: definition.id }),
    ],
    tokens,
    colours: { 'accent-light': light.accent, 'shield-light': light.shield },
  })
  return new Response(svg, {
    headers: {
      'content-type': 'image/svg+xml',
      'content-disposition': `inline; filename="${definition.id}.svg"`,
    },
  })
}
