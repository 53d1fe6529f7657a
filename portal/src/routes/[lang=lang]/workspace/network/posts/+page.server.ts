/** What the city said, for who writes it, and the ways to what came back. */
import { POST_KINDS } from '#network'
import { noteOf } from '#lib/server/forms.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { namesOf, postOf, speakersOf } from '#lib/server/views/posts.ts'
import { ownVoices } from '#lib/server/views/posting.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'network.organise')
  const { city, actor, lang } = event.locals
  const { federation } = city.network
  const before = Number(event.url.searchParams.get('before'))
  const [speakers, own, { posts, next }, waiting, reports] = await Promise.all([
    speakersOf(city, lang),
    ownVoices(city, actor),
    federation.posts(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
    federation.waiting(actor),
    federation.reports(actor),
  ])
  const mine = new Set(own.map(({ name }) => name))
  const shown = posts.map((post) => ({ ...postOf(lang, namesOf(speakers), post), isOwn: mine.has(post.actor) }))
  return { posts: shown, next, kinds: POST_KINDS, waiting: waiting.length, reports: reports.length, note: noteOf(event, ['published', 'revised', 'takenBack'] as const) } // prettier-ignore
}
