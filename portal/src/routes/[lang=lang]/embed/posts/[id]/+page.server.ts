/** What the city said, as a card for other sites' pages. */
import { error } from '@sveltejs/kit'
import { orMissing } from '#lib/server/proposals.ts'
import { isPostId, namesOf, postOf, shortened, speakersOf } from '#lib/server/views/posts.ts'
import type { PageServerLoad } from './$types'

/** More than a card has room for at any size; what is cut further, its style cuts. */
const CARD_CHARS = 420

export const load: PageServerLoad = async (event) => {
  const { city, lang } = event.locals
  if (!isPostId(event.params.id)) error(404, '')
  const [found, speakers] = await Promise.all([
    orMissing(event, city.network.federation.post(event.params.id)),
    speakersOf(city, lang),
  ])
  const { id, by, at, title, isTitled, text, from, to, place } = postOf(lang, namesOf(speakers), found)
  const said = shortened(text, CARD_CHARS)
  return { id, by, at, title, from, to, place, ...(isTitled ? { heading: title, text: said } : { heading: said }) }
}
