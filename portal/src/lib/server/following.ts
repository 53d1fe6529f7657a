/** Following, on the page of what is followed: one button, which works without JavaScript. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'

/** Does whoever reads follow it? Undefined for visitors, who are shown the way to sign in. */
export const followOf = async ({ locals: { city, actor } }: Pick<RequestEvent, 'locals'>, subject: string) =>
  actor.kind === 'person' ? city.identity.notices.isFollowing(actor, subject) : undefined

/** The page's action: follows, or stops where one follows already, and shows the page again. */
export async function follow(event: RequestEvent, subject: string): Promise<never> {
  const { city, actor, lang } = event.locals
  const next = event.url.pathname
  if (actor.kind !== 'person') redirect(303, href(lang, '/sign-in', {}, { next }))
  const { notices } = city.identity
  await ((await notices.isFollowing(actor, subject)) ? notices.unfollow : notices.follow)(actor, subject)
  redirect(303, next)
}
