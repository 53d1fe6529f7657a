/** The newest of the gate's register as an Atom feed. */
import { href } from '#lib/paths.ts'
import { atom } from '#lib/server/views/atom.ts'
import { registerOf, wantedIn } from '#lib/server/views/gate.ts'
import { words } from '#words'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ url, locals: { city, lang } }) => {
  const { lines } = await registerOf(city, lang, wantedIn(url.searchParams))
  const { t } = words[lang]
  const page = url.origin + href(lang, '/gate')
  const entries = lines.map(({ id, title, state, at, decision, releases }) => ({
    ...{ id, at, category: state, page: `${page}#e${id}`, title: `${title}: ${t(`governance.state.${state}`)}` },
    summary: [decision.note, ...releases.map(({ withdrawal }) => withdrawal?.reason)].filter(Boolean).join(' '),
  }))
  const self = url.origin + href(lang, '/gate/feed.atom')
  return atom(city, lang, { origin: url.origin, page, self, title: t('governance.gate.title'), entries })
}
