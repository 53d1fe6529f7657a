/** One delivery: how far it is, how it was read, what is wrong, what the gate says; and what to do. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { patiently } from '#lib/server/patience.ts'
import { problemsFor, readRequestOf } from '#lib/server/steward/delivery.ts'
import { textsOf } from '#lib/server/steward/description.ts'
import { placeOf, versionsOf } from '#lib/server/steward/distribution.ts'
import { enter, whoIs } from '#lib/server/steward/enter.ts'
import { sentence } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['before', 'again', 'given', 'published', 'protected'] as const
const PREVIEW_ROWS = 20
const BEHIND = ['ready', 'held', 'opened', 'refused']

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { city, actor, lang } = event.locals
  const { deliveries } = city.catalog
  const { searchParams: query } = event.url
  const look = () => deliveries.view(actor, event.params.id)
  const found = await patiently(look, ({ state }) => state !== 'reading' || !query.has('wait'))
  const { problems, failure, broughtBy, reading, columns, statistics, findings, earlier, ...facts } = found
  const { entry, view } = await placeOf(event, found.distributionId)
  const versions = await versionsOf(event, view.id)
  const mayInspect = actor.can('catalog.inspect', entry.organisation)
  const isInsider = mayInspect || broughtBy === actor.id
  const after = Number(query.get('after')) || 0
  const isShown = mayInspect && view.kind === 'table' && BEHIND.includes(found.state)
  const examination =
    found.examinationId && isInsider
      ? await city.governance.gate.examination(actor, found.examinationId).catch(() => undefined)
      : undefined
  return {
    found: { ...facts, who: whoIs(event, broughtBy) },
    ...{ place: view, reading, columns, statistics, findings, isInsider, earlier },
    problems: problemsFor(lang, problems, query),
    failure: failure && sentence(lang, failure.code, failure.details),
    standing: versions.find(({ isNewest }) => isNewest),
    version: versions.find(({ deliveryId }) => deliveryId === found.id),
    nextNumber: versions.length + 1,
    examinationId: examination?.id,
    refusal: examination?.decisions.at(-1)?.publicNote,
    preview: isShown ? await deliveries.rows(actor, found.id, PREVIEW_ROWS, after) : undefined,
    previewSize: PREVIEW_ROWS,
    may: {
      deliver: actor.can('catalog.deliver', entry.organisation),
      describe: actor.can('catalog.describe', entry.organisation),
      publish: actor.can('catalog.publish', entry.organisation),
      original: view.kind === 'table' && found.isTreated === false && found.problemCount === 0 && reading?.remarks.length === 0, // prettier-ignore
    },
    done: noteOf(event, NOTES),
  }
}

export const actions: Actions = {
  again: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const id = event.params.id!
    const result = await submitted(event, { fields: {} }, (_, form) =>
      city.catalog.deliveries.readAgain(actor, id, readRequestOf(form)),
    )
    if (!('state' in result)) return result
    redirect(303, href(lang, '/workspace/deliveries/[id]', { id }, { done: 'again', wait: '1' }))
  },
  give: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const id = event.params.id!
    const result = await submitted(event, { fields: {} }, () => city.catalog.deliveries.abandon(actor, id))
    return result ?? redirect(303, href(lang, '/workspace/deliveries/[id]', { id }, { done: 'given' }))
  },
  publish: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const id = event.params.id!
    const asked = {
      fields: { 'note-pl': 'steward.versions.note' },
      blame: { 'governance.unfitText': 'note-pl' },
    } as const
    const result = await submitted(event, asked, (_, form) =>
      city.catalog.publish(actor, id, { note: textsOf(form, 'note'), original: textOf(form, 'original') !== '' }),
    )
    if (!('number' in result)) return result
    redirect(303, href(lang, '/workspace/deliveries/[id]', { id }, { done: 'published' }))
  },
}
