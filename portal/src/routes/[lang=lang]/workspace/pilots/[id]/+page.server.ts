/** One pilot in the workspace: the next step first, then all that is known of it. */
import type { Readable } from 'node:stream'
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { PILOT_TABLE_CHARS_MAX } from '#innovations'
import { noteOf, perhapsBrought, textOf } from '#lib/server/forms.ts'
import { Refusal } from '#platform/errors'
import { doing, moneyIn } from '#lib/server/maintenance.ts'
import { wholeOf } from '#lib/server/pilots.ts'
import {
  AMEND_FORM,
  newDesignIn,
  openFeeds,
  PLAN_FORM,
  planAround,
  planChoices,
  planIn,
  typedOf,
} from '#lib/server/views/pilots.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['drafted', 'sealed', 'started', 'amended', 'evaluated', 'published', 'decided', 'abandoned'] as const
type Note = (typeof NOTES)[number]

export const load: PageServerLoad = async (event) => {
  const { city, lang, actor } = event.locals
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: event.url.pathname }))
  const say = saying(city, lang)
  const [whole, organisations, feeds] = await Promise.all([
    city.innovations.pilots.forWork(actor, event.params.id),
    city.identity.organisations(),
    openFeeds(city, lang),
  ])
  const { pilot } = whole
  return {
    ...{
      note: noteOf(event, NOTES),
      whole: await wholeOf(say, whole),
      state: pilot.state,
      currency: pilot.plan.currency,
    },
    ...{
      needsTable: pilot.plan.source.kind === 'table',
      typed: typedOf(whole.plan, lang),
      ...planChoices(say),
      ...(await planAround(say, actor)),
      feeds,
    },
    own: organisations.filter(({ id }) => id === pilot.organisationId).map(({ id, names }) => ({ value: id, label: names[lang] })), // prettier-ignore
    mayOrganise: actor.can('innovations.organise', pilot.organisationId),
    mayVerify: actor.can('innovations.verify', pilot.organisationId),
  }
}

/** Does it, and shows the page again; what is refused is said on it. */
async function act(
  event: RequestEvent,
  note: Note,
  asked: Parameters<typeof doing>[1],
  work: (form: FormData, id: string) => Promise<unknown>,
) {
  // prettier-ignore
  const result = await doing(event, asked, (form) => work(form, event.params.id!))
  if (!('done' in result)) return result
  redirect(303, href(event.locals.lang, '/workspace/pilots/[id]', { id: event.params.id! }, { done: note }))
}
/** The text of a table that comes as a file, no longer than one that is taken. Throws `tooLarge`. */
async function tableIn(file: Readable): Promise<{ bytes: number; text: string }> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of file as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > PILOT_TABLE_CHARS_MAX) throw new Refusal('tooLarge', 413, { limitBytes: PILOT_TABLE_CHARS_MAX })
    parts.push(part)
  }
  return { bytes, text: Buffer.concat(parts).toString('utf8') }
}
const roomOf = ({ locals: { city } }: RequestEvent) => city.innovations.pilots

export const actions: Actions = {
  redraft: (event) => act(event, 'drafted', PLAN_FORM, (form, id) => roomOf(event).rewrite(event.locals.actor, id, planIn(form, event.locals.lang, event.locals.city.info.currency))), // prettier-ignore
  seal: (event) => act(event, 'sealed', { fields: {} }, (_, id) => roomOf(event).seal(event.locals.actor, id)),
  start: (event) => act(event, 'started', { fields: { day: 'pilots.work.startDay' }, blame: { 'pilots.past': 'day' } }, (form, id) => roomOf(event).start(event.locals.actor, id, textOf(form, 'day'))), // prettier-ignore
  amend: (event) =>
    act(event, 'amended', AMEND_FORM, async (form, id) => {
      const { actor, lang } = event.locals
      const { plan } = await roomOf(event).forWork(actor, id)
      const design = newDesignIn(form, lang, plan.design)
      await roomOf(event).amend(actor, id, { grounds: textOf(form, 'grounds'), to: textOf(form, 'newEnd') || undefined, design }) // prettier-ignore
    }),
  evaluate: async (event) => {
    const id = event.params.id
    const result = await perhapsBrought(
      event,
      { 'pilots.tableMissing': 'file', 'pilots.notCsv': 'file', tooLarge: 'file', 'maintenance.typed': 'paid' },
      tableIn,
      async (file, form) => {
        const cost_minor = textOf(form, 'paid').trim() ? moneyIn(form, 'paid') : undefined
        const csv = file?.text || textOf(form, 'csv') || undefined
        await roomOf(event).evaluate(event.locals.actor, id, { csv, from: textOf(form, 'tableFrom'), cost_minor })
        return { done: true as const }
      },
    )
    if (!('done' in result)) return result
    redirect(303, href(event.locals.lang, '/workspace/pilots/[id]', { id }, { done: 'evaluated' }))
  },
  publish: (event) => act(event, 'published', { fields: { words: 'pilots.work.grounds' } }, (form, id) => roomOf(event).publish(event.locals.actor, id, textOf(form, 'words'))), // prettier-ignore
  decide: (event) => act(event, 'decided', { fields: { reasons: 'pilots.reasons' }, blame: { 'pilots.scalePlan': 'scaleBudget', 'maintenance.typed': 'scaleBudget' } }, (form, id) => roomOf(event).decide(event.locals.actor, id, { outcome: textOf(form, 'outcome') as 'stop', reasons: textOf(form, 'reasons'), worked: textOf(form, 'worked'), failed: textOf(form, 'failed'), conditions: textOf(form, 'conditions'), budget_minor: textOf(form, 'scaleBudget').trim() ? moneyIn(form, 'scaleBudget') : undefined, due: textOf(form, 'scaleDue') || undefined })), // prettier-ignore
  abandon: (event) => act(event, 'abandoned', { fields: { why: 'pilots.reasons' } }, (form, id) => roomOf(event).abandon(event.locals.actor, id, textOf(form, 'why'))), // prettier-ignore
}
