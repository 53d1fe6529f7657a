/** Everything that was published, corrected and withdrawn, newest first. */
import { publicationsOf } from '#lib/server/views/publications.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang } }) => {
  const before = Number(url.searchParams.get('before')) || undefined
  return { first: before === undefined, ...(await publicationsOf(city, lang, before)) }
}
