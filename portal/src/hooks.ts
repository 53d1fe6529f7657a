/** Localised addresses: /pl/wskazniki is served by routes/[lang]/indicators. */
import type { Reroute } from '@sveltejs/kit/hooks'
import { hrefTo, locate } from '#lib/paths.ts'

export const reroute: Reroute = ({ url }) => {
  const found = locate(url.pathname)
  if (!found || found.lang === 'en') return
  const english = hrefTo('en', found)
  return `/${found.lang}${english.slice('/en'.length)}`
}
