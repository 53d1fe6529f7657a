/** What the vote guarantees and what not, in plain words: the guide's chapter, beside the vote that it is about. */
import { chapterOf } from '#lib/server/guide.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals: { city, lang, actor } }) => {
  const edition = await city.participation.budgets.edition(params.edition, actor)
  return { code: edition.code, name: edition.names[lang], chapter: chapterOf(lang, 'budget-secrecy') }
}
