/** What was tried for an indicator, here and in other cities: practices and pilots by indicator, for the page of directions. */
import { said } from '#strategy'
import { href } from '#lib/paths.ts'
import type { City } from '#lib/server/city.ts'
import { words, type Lang } from '#words'

/** `known` says how well it is known; `city` whose it is, where it is another's. */
export type Moved = { id: string; href: string; title: string; known: string; city?: string }

const OTHERS_SHOWN = 5

export async function movedBy({ innovations, network }: City, lang: Lang): Promise<Record<string, Moved[]>> {
  const { t } = words[lang]
  const [here, others] = [await innovations.practices.byIndicator(), await network.exchange.byIndicator()]
  const moved = new Map<string, Moved[]>()
  for (const [indicator, all] of here)
    moved.set(indicator, all.map(({ kind, id, titles, evaluated }) => ({ id, title: said(titles, lang).text, href: href(lang, kind === 'pilot' ? '/innovations/pilots/[id]' : '/innovations/practices/[id]', { id }), known: t(evaluated ? 'community.written.evaluated' : 'community.written.notEvaluated') }))) // prettier-ignore
  for (const [indicator, all] of others) {
    const shown = all.slice(0, OTHERS_SHOWN).map(({ city, card, content, strength }) => ({ id: `${city.domain}/${card}`, title: said(content.titles, lang).text, href: href(lang, '/network/practices/[domain]/[card]', { domain: city.domain, card }), known: t(`exchange.strengths.${strength}`), city: said(city.names, lang).text })) // prettier-ignore
    moved.set(indicator, [...(moved.get(indicator) ?? []), ...shown])
  }
  return Object.fromEntries(moved)
}
