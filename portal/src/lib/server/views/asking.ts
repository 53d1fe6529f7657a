/** A question to the city from somewhere in the world, from whichever page it is asked; and what officials see of it. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { ENQUIRY_CHARS_MAX, SUBJECT_CHARS_MAX, type Audience } from '#network'
import { systemClock } from '#platform/clock'
import { href } from '#lib/paths.ts'
import { enterWith, submitted, textOf } from '#lib/server/forms.ts'

/** After so long a form is begun anew; well within what the service takes for a person's. */
const FORM_MS_MAX = 20 * 3_600_000
const ASKED = {
  fields: { subject: 'enquiries.subject', words: 'enquiries.words', email: 'enquiries.email' },
  labels: { name: ['name', 'enquiries.name'] },
  blame: { 'mail.badAddress': 'email', 'enquiries.openAlready': 'email' },
} as const

export async function asking({ locals: { city }, setHeaders }: RequestEvent) {
  setHeaders({ 'cache-control': 'private, no-store' })
  const { enquiries } = city.network
  return {
    ...{ answersIn: enquiries.answersIn, due: await enquiries.dueIfAsked(), begunAt: systemClock.now().toISOString() },
    ...{ subjectChars: SUBJECT_CHARS_MAX, wordsChars: ENQUIRY_CHARS_MAX },
  }
}

/** Asks what the form says; then shows whoever asked where the answer will stand. */
export async function ask(event: RequestEvent, from: { audience: Audience | 'partners'; tie?: string }) {
  const { city, lang, address } = event.locals
  const fields = { ...ASKED.fields, words: from.tie ? 'enquiries.callWords' : 'enquiries.words' } as const
  const result = await submitted(event, { ...ASKED, fields }, async ({ subject, words, email }, form) => ({
    secret: await city.network.enquiries.ask(address, {
      ...{ ...from, subject, words, email: email.trim(), language: lang },
      ...{ name: textOf(form, 'name'), website: textOf(form, 'website') },
      begunAt: new Date(textOf(form, 'begunAt') || 0),
    }),
  }))
  if ('secret' in result)
    redirect(303, href(lang, '/why/enquiries/[secret]', { secret: result.secret }, { done: 'sent' }))
  // Whoever mends a slip began when they began; of a form that lay too long the page's own beginning holds.
  const { values } = result.data as { values: Record<string, string> }
  if (!(systemClock.now().getTime() - Date.parse(values.begunAt ?? '') < FORM_MS_MAX)) delete values.begunAt
  return result
}

/** Whoever may answer somewhere comes in. */
export async function enterDesk(event: RequestEvent): Promise<void> {
  const { city, actor } = event.locals
  const offices = await city.identity.organisations()
  if (!offices.some(({ id }) => actor.can('network.answer', id))) enterWith(event, 'network.answer')
}
