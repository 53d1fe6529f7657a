/** What a link leads to: a draft that one may write with others, or support. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { submitted } from '#lib/server/forms.ts'
import { choicesOf, declarationsOf, demandSignedIn, editionOf, orMissing, sum } from '#lib/server/proposals.ts'
import { saying } from '#lib/server/views/maintenance.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  // The link is the key: it goes to no other house.
  event.setHeaders({ 'referrer-policy': 'same-origin', 'cache-control': 'private, no-store' })
  const edition = await editionOf(event)
  if (event.url.searchParams.get('done') === 'declined') return { isDeclined: true as const }
  const { kind, one, isOwn, supporters, isSupporter } = await orMissing(event, city.participation.proposals.together.behindLink(actor, event.params.token)) // prettier-ignore
  if (isOwn) redirect(303, href(lang, '/budget/[edition]/drafts/[id]', { edition: edition.code, id: one.id }))
  const { title, text, pool, where } = one.content
  return {
    ...{ isDeclined: false as const, asks: declarationsOf(edition) },
    ...{ kind, title, text, where, supporters, isSupporter, isVisitor: actor.kind === 'visitor' },
    edition: { code: edition.code, name: edition.names[lang] },
    ...{ pool: choicesOf(lang, edition).pool(pool), cost: sum(saying(city, lang), one.cost_minor, edition.currency) },
    here: event.url.pathname,
  }
}

const BLAME = { 'proposals.residenceNotDeclared': 'resident', 'proposals.ageNotDeclared': 'age' }

export const actions: Actions = {
  join: async (event) => {
    demandSignedIn(event)
    const { city, lang, actor } = event.locals
    const { edition, token } = event.params
    const { together } = city.participation.proposals
    const result = await submitted(event, { fields: {}, blame: BLAME }, async (_, form) => {
      const { kind } = await together.behindLink(actor, token)
      return { kind, id: await together.join(actor, token, { resident: form.has('resident'), age: form.has('age') }) }
    })
    if (!('kind' in result)) return result
    if (result.kind === 'author') redirect(303, href(lang, '/budget/[edition]/drafts/[id]', { edition, id: result.id }, { done: 'joined' })) // prettier-ignore
    redirect(303, href(lang, '/budget/[edition]/together/[token]', { edition, token }))
  },
  /** Whoever holds the letter says no; nobody has to sign in for that. */
  decline: async (event) => {
    const { city, lang } = event.locals
    const { edition, token } = event.params
    const result = await submitted(event, { fields: {} }, async () => {
      await city.participation.proposals.together.decline(token)
      return { isDone: true as const }
    })
    if ('isDone' in result) redirect(303, href(lang, '/budget/[edition]/together/[token]', { edition, token }, { done: 'declined' })) // prettier-ignore
    return result
  },
  leave: async (event) => {
    demandSignedIn(event)
    const { city, lang, actor } = event.locals
    const { edition, token } = event.params
    const result = await submitted(event, { fields: {} }, async () => {
      await city.participation.proposals.together.unsupport(actor, token)
      return { isDone: true as const }
    })
    if ('isDone' in result) redirect(303, href(lang, '/budget/[edition]/together/[token]', { edition, token }))
    return result
  },
}
