/** One post, and what others answered, as far as a person let it through. */
import { error } from '@sveltejs/kit'
import { doorOf } from '#lib/server/views/doors.ts'
import { namesOf, postOf, speakersOf } from '#lib/server/views/posts.ts'
import type { PageServerLoad } from './$types'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const load: PageServerLoad = async ({ params: { id }, locals: { city, lang } }) => {
  if (!UUID.test(id)) error(404, '')
  const { federation } = city.network
  const [post, replies, speakers] = await Promise.all([
    federation.post(id),
    federation.replies(id),
    speakersOf(city, lang),
  ])
  return {
    door: doorOf(city, lang, 'network').title,
    post: postOf(lang, namesOf(speakers), post),
    address: post.address,
    replies: replies.map(({ id, uri, authorName, text, at }) => ({ id, uri, authorName, text, at })),
  }
}
