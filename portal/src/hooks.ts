/** Localised addresses: /pl/wskazniki is served by routes/[lang]/indicators. */
import type { Reroute } from '@sveltejs/kit/hooks'
import { href, locate } from '#lib/paths.ts'

export const reroute: Reroute = ({ url }) => {
  const found = locate(url.pathname)
  if (!found || found.lang === 'en') return
  const english = (href as (...parts: unknown[]) => string)('en', found.route, found.parameters)
  return `/${found.lang}${english.slice('/en'.length)}`
}
