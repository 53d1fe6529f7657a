/** The mark in the city's colours, for the tab of the browser. */
import type { RequestHandler } from './$types'

export const GET: RequestHandler = ({ locals }) => {
  const { accent, shield } = locals.city.info.colours.light
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">' +
    `<path d="M4 3v9a8 8 0 0 0 16 0V3" fill="none" stroke="${accent}" stroke-width="4.5"/>` +
    `<circle cx="12" cy="7.5" r="3" fill="${shield}"/></svg>`
  return new Response(svg, { headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' } })
}
