/** The register of decisions, the newest first, with what was decided on pilots. */
import { registerOf } from '#lib/server/views/decisions.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

const QUERY_CHARS_MAX = 200

export const load: PageServerLoad = async ({ url, locals: { city, lang, actor } }) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, QUERY_CHARS_MAX)
  const decisions = await registerOf(saying(city, lang), { q })
  return { q, mayWrite: actor.can('strategy.edit'), decisions, hasPilots: decisions.some(({ room }) => room === 'pilot') } // prettier-ignore
}
