/** One post, and what others answered, as far as a person let it through. */
import { error, redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { doorOf } from '#lib/server/views/doors.ts'
import { isPostId, namesOf, postOf, shortened, speakersOf, SUMMARY_CHARS } from '#lib/server/views/posts.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { id } = event.params
  const { city, lang, actor } = event.locals
  if (!isPostId(id)) error(404, '')
  const { federation } = city.network
  const post = await orMissing(event, federation.post(id))
  const [replies, versions, speakers] = await Promise.all([
    federation.replies(id),
    federation.versions(id),
    speakersOf(city, lang),
  ])
  return {
    door: doorOf(city, lang, 'network').title,
    post: postOf(lang, namesOf(speakers), post),
    summary: shortened(post.texts[lang], SUMMARY_CHARS),
    address: post.address,
    versions: versions.map(({ version, at, titles, texts }) => ({ version, at, title: titles?.[lang], text: texts[lang] })), // prettier-ignore
    replies: replies.map(({ id, uri, author, authorName, text, at }) => ({ id, uri, authorName, host: new URL(author).host, text, at })), // prettier-ignore
    isSignedIn: actor.kind === 'person',
    signIn: href(lang, '/sign-in', {}, { next: event.url.pathname }),
    note: noteOf(event, ['reported'] as const),
  }
}

export const actions: Actions = {
  report: async (event) => {
    const { city, lang, actor } = event.locals
    if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: event.url.pathname }))
    const { id } = event.params
    const result = await submitted(event, { fields: { words: 'network.posts.words' } }, async ({ words }, form) => {
      await city.network.federation.report(actor, id, textOf(form, 'reply'), words)
      return { done: true } as const
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/network/posts/[id]', { id }, { done: 'reported' }))
  },
}
