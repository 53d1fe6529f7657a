/** A draft, or a correction: written, placed, priced, shown in photos, supported, handed in. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { drawOutlines, boxOfAll } from '#lib/server/charts/outlines.ts'
import { framed } from '#lib/server/charts/places.ts'
import { brought, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import type { Lang } from '#words'
import { BLAME, keepDraft, standing } from '#lib/server/drafts.ts'
import { choicesOf, declarationsOf, demandSignedIn, editionOf, orMissing, priceOptions, valuesOf } from '#lib/server/proposals.ts' // prettier-ignore
import { saying } from '#lib/server/views/maintenance.ts'
import { gapChoices } from '#lib/server/views/thread.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['saved', 'photoAdded', 'photoRemoved', 'joined', 'shown', 'mailed', 'uninvited'] as const
const MAP_WIDTH = 640
const ROWS_LEAST = 3
const PHOTOS_MAX = 6

export const load: PageServerLoad = async (event) => {
  demandSignedIn(event)
  const { city, lang, actor } = event.locals
  const { proposals } = city.participation
  const edition = await editionOf(event)
  const { one, authors, invited, supporters, prices, photos, ground } = await orMissing(event, proposals.own(actor, event.params.id)) // prettier-ignore
  if (one.state !== 'draft' && one.state !== 'correction')
    redirect(303, href(lang, '/budget/[edition]/proposals/[number]', { edition: edition.code, number: String(one.number) })) // prettier-ignore
  const say = saying(city, lang)
  const { pools, categories } = choicesOf(lang, edition)
  const similar = one.content.title === '' ? [] : await proposals.similar(edition.code, one.content, one.id)
  const asked = one.state === 'correction' ? (await proposals.checking.tasksOf(one.id)).filter(({ answer }) => answer?.outcome === 'correction').at(-1) : undefined // prettier-ignore
  const outlines = await city.places.outlines(city.info.area)
  const whole = boxOfAll(outlines)
  const box = whole && framed(whole)
  return {
    edition: { code: edition.code, name: edition.names[lang] },
    ...{ note: noteOf(event, NOTES), id: one.id, state: one.state, revision: one.revision, number: one.number },
    ...{ values: valuesOf(one.content), lines: Math.max(ROWS_LEAST, one.content.cost.length + 1) },
    ...{ pools, categories, prices: priceOptions(say, prices, edition.currency) },
    ...(await standing(event, edition)),
    gaps: await gapChoices(city, lang, one.content.helps),
    ground: one.content.place ? (ground ?? null) : undefined,
    map: box && { box, paths: drawOutlines(outlines, MAP_WIDTH, box)?.paths ?? [] },
    photos: photos.map(({ id, alt }) => ({ id, alt, src: `/api/v1/proposals/${one.id}/photos/${id}` })),
    ...{ photosMax: PHOTOS_MAX, mayPhoto: photos.length < PHOTOS_MAX },
    similar: similar.map(({ number, title, metres }) => ({ number, title, metres: metres === null ? null : Math.round(metres / 10) * 10 })), // prettier-ignore
    authors: authors.map(({ id, name, shown }) => ({ id, name, shown, isYou: id === actor.id })),
    ...{ supporters, needed: edition.submit.supporters, asks: declarationsOf(edition) },
    invited: invited.map(({ id, sentTo, state, until }) => ({ id, sentTo, state, until: say.format.moment(until) })),
    asked: asked && { reason: asked.answer!.reason, by: one.correctBy ? say.format.moment(one.correctBy) : '' },
  }
}

const again = ({ locals: { lang }, params }: RequestEvent, note: (typeof NOTES)[number]): never =>
  redirect(303, href(lang, '/budget/[edition]/drafts/[id]', { edition: params.edition!, id: params.id! }, { done: note })) // prettier-ignore

/** Does it with the draft, and shows the page again. */
async function act(event: RequestEvent, note: (typeof NOTES)[number], work: (form: FormData) => Promise<unknown>) {
  demandSignedIn(event)
  const result = await submitted(event, { fields: {}, blame: BLAME }, async (_, form) => {
    await work(form)
    return { isDone: true as const }
  })
  if ('isDone' in result) again(event, note)
  return result
}

export const actions: Actions = {
  save: async (event) => {
    demandSignedIn(event)
    const result = await keepDraft(event, await event.request.formData())
    if ('kept' in result) again(event, 'saved')
    return result
  },

  photo: async (event) => {
    demandSignedIn(event)
    const { city, actor } = event.locals
    const { writing } = city.participation.proposals
    const { id } = event.params
    const result = await brought(event, BLAME, (file) => writing.keepPhoto(actor, id, file), async (kept, form) => {
      await writing.addPhoto(actor, id, kept, textOf(form, 'alt'))
      return { isDone: true as const }
    }) // prettier-ignore
    if ('isDone' in result) again(event, 'photoAdded')
    return result
  },
  unphoto: (event) => act(event, 'photoRemoved', (form) => event.locals.city.participation.proposals.writing.removePhoto(event.locals.actor, event.params.id, textOf(form, 'photo'))), // prettier-ignore
  name: (event) => act(event, 'shown', (form) => event.locals.city.participation.proposals.together.showName(event.locals.actor, event.params.id, textOf(form, 'shown') === 'yes')), // prettier-ignore

  invite: async (event) => {
    demandSignedIn(event)
    const { city, lang, actor } = event.locals
    const { edition, id } = event.params
    return submitted(event, { fields: {} }, async (_, form) => {
      const kind = textOf(form, 'kind') === 'author' ? 'author' : 'support'
      const token = await city.participation.proposals.together.invite(actor, id, kind)
      return { invited: kind, link: event.url.origin + href(lang, '/budget/[edition]/together/[token]', { edition, token }) } // prettier-ignore
    })
  },

  mail: (event) => act(event, 'mailed', (form) => event.locals.city.participation.proposals.together.inviteByMail(event.locals.actor, event.params.id, { email: textOf(form, 'email').trim(), language: textOf(form, 'letter') as Lang })), // prettier-ignore
  uninvite: (event) => act(event, 'uninvited', (form) => event.locals.city.participation.proposals.together.uninvite(event.locals.actor, event.params.id, textOf(form, 'invitation'))), // prettier-ignore

  leave: async (event) => {
    const { city, lang, actor } = event.locals
    const { edition, id } = event.params
    const result = await submitted(event, { fields: {} }, async (_, form) => {
      const { writing, together } = city.participation.proposals
      await (textOf(form, 'how') === 'discard' ? writing.discard(actor, id) : together.leave(actor, id))
      return { isDone: true as const }
    })
    if ('isDone' in result) redirect(303, href(lang, '/budget/[edition]/proposals', { edition }))
    return result
  },

  send: async (event) => {
    demandSignedIn(event)
    const { city, lang, actor } = event.locals
    const { edition, id } = event.params
    const { proposals } = city.participation
    const before = await orMissing(event, proposals.own(actor, id))
    const result = await submitted(event, { fields: {}, blame: BLAME }, async (_, form) => ({
      number: await proposals.writing.send(actor, id, { terms: form.has('terms'), personal: form.has('personal'), resident: form.has('resident'), age: form.has('age') }), // prettier-ignore
    }))
    if (!('number' in result)) return result
    redirect(303, href(lang, '/budget/[edition]/proposals/[number]', { edition, number: String(result.number) }, { done: before.one.number === null ? 'sent' : 'corrected' })) // prettier-ignore
  },
}
