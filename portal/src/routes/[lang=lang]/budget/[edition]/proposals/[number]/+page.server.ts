/** One proposal: all that it says and that was said of it, and what its authors and readers may do. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { follow, followOf } from '#lib/server/following.ts'
import { href } from '#lib/paths.ts'
import { noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { demandSignedIn, editionOf } from '#lib/server/proposals.ts'
import { authorsView, proposalView, readProposal, talkView } from '#lib/server/views/proposal.ts'
import { saying } from '#lib/server/views/projects.ts'
import { threadOfProposal } from '#lib/server/views/thread.ts'
import type { Lang } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NOTES = [
  ...([
    'sent',
    'corrected',
    'appealed',
    'withdrawn',
    'translated',
    'mergeAsked',
    'merged',
    'commented',
    'waits',
  ] as const),
  ...(['reported', 'commentAppealed', 'left'] as const),
] as const
type Note = (typeof NOTES)[number]
type Own = RequestEvent & { params: { edition: string; number: string } }

export const load: PageServerLoad = async (event) => {
  const { city, lang } = event.locals
  const edition = await editionOf(event)
  const read = await readProposal(event)
  return {
    edition: { code: edition.code, name: edition.names[lang] },
    note: noteOf(event, NOTES),
    proposal: await proposalView(event, edition, read),
    thread: await threadOfProposal(saying(city, lang), edition, read.proposal),
    own: await authorsView(event, edition, read),
    talk: await talkView(event, read.proposal.id),
    following: await followOf(event, `proposal:${read.proposal.id}`),
  }
}

const BLAME = { 'proposals.personalAsked': 'personal', 'proposals.reasonMissing': 'reason' }

/** Does it with this proposal, and shows the page again. */
async function act(event: Own, work: (form: FormData, id: string) => Promise<Note>) {
  demandSignedIn(event)
  const { lang } = event.locals
  const { edition, number } = event.params
  const { proposal } = await readProposal(event)
  const result = await submitted(event, { fields: {}, blame: BLAME }, async (_, form) => ({ note: await work(form, proposal.id) })) // prettier-ignore
  if (!('note' in result)) return result
  redirect(303, href(lang, '/budget/[edition]/proposals/[number]', { edition, number }, { done: result.note }))
}
const roomOf = ({ locals: { city } }: RequestEvent) => city.participation.proposals

export const actions: Actions = {
  appeal: (event) => act(event, async (form, id) => {
    await roomOf(event).checking.appeal(event.locals.actor, id, textOf(form, 'reason'))
    return 'appealed'
  }),
  leave: (event) => act(event, async (_, id) => {
    await roomOf(event).together.leave(event.locals.actor, id)
    return 'left'
  }),
  withdraw: (event) => act(event, async (form, id) => {
    await roomOf(event).writing.withdraw(event.locals.actor, id, textOf(form, 'why'))
    return 'withdrawn'
  }),
  translate: (event) => act(event, async (form, id) => {
    const draft = { language: textOf(form, 'language') as Lang, title: textOf(form, 'title'), text: textOf(form, 'text') }
    await roomOf(event).checking.translate(event.locals.actor, id, draft)
    return 'translated'
  }),
  merge: (event) => act(event, async (form, id) => {
    const into = await roomOf(event).one(event.params.edition, Number(textOf(form, 'number')))
    await roomOf(event).together.proposeMerge(event.locals.actor, id, into.proposal.id)
    return 'mergeAsked'
  }),
  agree: (event) => act(event, async (form, id) => {
    await roomOf(event).together.agreeMerge(event.locals.actor, textOf(form, 'from'), id)
    return 'merged'
  }),
  comment: (event) => act(event, async (form, id) => {
    const draft = { text: textOf(form, 'comment'), parentId: textOf(form, 'parent') || undefined, personal: form.has('personal') }
    return (await roomOf(event).discussing.comment(event.locals.actor, id, draft)) === 'waiting' ? 'waits' : 'commented'
  }),
  report: (event) => act(event, async (form) => {
    await roomOf(event).discussing.report(event.locals.actor, textOf(form, 'comment'), textOf(form, 'rule'))
    return 'reported'
  }),
  appealComment: (event) => act(event, async (form) => {
    await roomOf(event).discussing.appealRemoval(event.locals.actor, textOf(form, 'comment'), textOf(form, 'reason'))
    return 'commentAppealed'
  }),
  follow: async (event) => follow(event, `proposal:${(await readProposal(event)).proposal.id}`),
} // prettier-ignore
