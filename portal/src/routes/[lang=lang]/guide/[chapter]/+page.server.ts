/** One chapter of the guide. */
import { error } from '@sveltejs/kit'
import { besides, chapterOf, contentsIn } from '#lib/server/guide.ts'
import { isChapter } from '../../../../guide/contents.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ params: { chapter }, locals: { lang } }) => {
  if (!isChapter(chapter)) error(404, '')
  return { id: chapter, chapter: chapterOf(lang, chapter), parts: contentsIn(lang), ...besides(lang, chapter) }
}
