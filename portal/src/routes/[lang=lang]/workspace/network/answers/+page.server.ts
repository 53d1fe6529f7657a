/** Answers that wait for a person, and what is reported. */
import type { RequestEvent } from '@sveltejs/kit'
import type { PostReply } from '#network'
import { done, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { namesOf, postOf, speakersOf } from '#lib/server/views/posts.ts'
import type { Actions, PageServerLoad } from './$types'

const replyOf = ({ id, uri, author, authorName, text, at }: PostReply) => ({ id, uri, authorName, host: new URL(author).host, text, at }) // prettier-ignore

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'network.organise')
  const { city, actor, lang } = event.locals
  const { federation } = city.network
  const [waiting, reports, speakers] = await Promise.all([
    federation.waiting(actor),
    federation.reports(actor),
    speakersOf(city, lang),
  ])
  const names = namesOf(speakers)
  const asked = [...new Set([...waiting, ...reports].map(({ postId }) => postId))]
  const found = await Promise.all(asked.map((id) => federation.post(id).catch(() => undefined)))
  const titles = new Map(found.flatMap((post) => (post ? [[post.id, postOf(lang, names, post).title] as const] : [])))
  const about = (postId: string) => ({ postId, title: titles.get(postId) ?? '' })
  return {
    waiting: waiting.map((reply) => ({ ...replyOf(reply), ...about(reply.postId) })),
    reports: reports.map(({ id, by, words, at, postId, reply }) => ({
      ...{ id, words, at, ...about(postId), reply: reply && replyOf(reply) },
      // Who among the residents said so is not told.
      by: by.startsWith('http') ? new URL(by).host : undefined,
    })),
    note: noteOf(event, ['shown', 'refused', 'settled'] as const),
  }
}

const act = async (event: RequestEvent, note: string, work: (form: FormData, id: string) => Promise<void>) => {
  const blame = { 'governance.unfitText': 'reason' }
  const result = await submitted(event, { fields: {}, blame }, async (_, form) => {
    await work(form, textOf(form, 'id'))
    return { done: true } as const
  })
  return 'done' in result ? done(event, '/workspace/network/answers', note) : result
}
const roomOf = ({ locals }: RequestEvent) => locals.city.network.federation

export const actions: Actions = {
  show: (event) => act(event, 'shown', (_, id) => roomOf(event).decide(event.locals.actor, id, 'shown')),
  leaveOut: (event) => act(event, 'refused', (form, id) => roomOf(event).decide(event.locals.actor, id, 'refused', textOf(form, 'reason'))), // prettier-ignore
  settle: (event) => act(event, 'settled', (form, id) => roomOf(event).settle(event.locals.actor, id, { outcome: form.has('hide') ? 'hidden' : 'kept', reason: textOf(form, 'reason') })), // prettier-ignore
}
