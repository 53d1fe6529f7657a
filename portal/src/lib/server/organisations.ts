/** Who may do something for one organisation at least, and for which. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { refuseEntry } from '#lib/server/forms.ts'

/** The organisations for which this person may; visitors are asked to sign in, others refused where there is none. */
export async function enterWithAnywhere({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>, permission: string) {
  const { actor, lang, city } = locals
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: url.pathname + url.search }))
  const organisations = (await city.identity.organisations()).filter(({ id }) => actor.can(permission, id))
  if (organisations.length === 0) refuseEntry(lang)
  return organisations.map(({ id, names }) => ({ value: id, label: names[lang] }))
}
