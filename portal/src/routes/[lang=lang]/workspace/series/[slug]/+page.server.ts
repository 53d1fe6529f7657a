/** One series: whether it is public, which datasets stand in it, what is said of it. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { SeriesChange } from '#catalog'
import { href } from '#lib/paths.ts'
import { noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { DESCRIBED, orWrong, seriesIn, seriesValues } from '#lib/server/steward/description.ts'
import { enter, said, stateOf, titleOf } from '#lib/server/steward/enter.ts'
import type { Key } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['saved', 'published', 'added', 'takenOut'] as const
/** So many datasets are offered to be put into it. */
const OFFERED = 500

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { city, actor, lang } = event.locals
  const { datasets } = city.catalog
  const entry = await datasets.seriesEntryOf(actor, event.params.slug)
  const [members, all] = [await datasets.members(actor, entry.slug), await datasets.entries(actor, OFFERED)]
  const mayDescribe = actor.can('catalog.describe', entry.organisation)
  return {
    ...{ slug: entry.slug, title: said(lang, entry.said.text.title), state: await stateOf(event, entry) },
    values: { ...seriesValues(entry.said.text), seen: String(entry.said.version) } as Record<string, string>,
    members: await Promise.all(
      members.map(async (one) => ({ id: one.id, slug: one.slug, title: titleOf(lang, one), state: await stateOf(event, one) })), // prettier-ignore
    ),
    offered: all
      .filter(({ organisation, said }) => said.text.series === undefined && actor.can('catalog.describe', organisation))
      .map((one) => ({ value: one.id, label: titleOf(lang, one) }))
      .sort((a, b) => a.label.localeCompare(b.label, lang)),
    may: { describe: mayDescribe, publish: actor.can('catalog.publish', entry.organisation) },
    done: noteOf(event, NOTES),
  }
}

/** Does it, and shows the page again, saying so. */
async function does(event: RequestEvent, done: (typeof NOTES)[number], work: (form: FormData) => Promise<unknown>) {
  await enter(event)
  const fields: Record<string, Key> = done === 'saved' ? DESCRIBED : {}
  const result = await submitted(event, { fields }, (_, form) =>
    orWrong(event, form, async () => ({ worked: await work(form) })),
  )
  if (!('worked' in result)) return result
  const { slug } = event.params as { slug: string }
  redirect(303, href(event.locals.lang, '/workspace/series/[slug]', { slug }, { done }))
}

const seriesOf = ({ locals: { city, actor }, params }: RequestEvent) =>
  city.catalog.datasets.seriesEntryOf(actor, params.slug!)

export const actions: Actions = {
  save: (event) =>
    does(event, 'saved', async (form) => {
      const { id, said } = await seriesOf(event)
      const change = { ...seriesIn(form, said.text), seen: Number(textOf(form, 'seen')) }
      return event.locals.city.catalog.datasets.describeSeries(event.locals.actor, id, change as SeriesChange)
    }),
  add: (event) =>
    does(event, 'added', async (form) => {
      const { slug } = await seriesOf(event)
      return event.locals.city.catalog.datasets.setSeries(event.locals.actor, textOf(form, 'dataset'), slug)
    }),
  takeOut: (event) =>
    does(event, 'takenOut', (form) =>
      event.locals.city.catalog.datasets.setSeries(event.locals.actor, textOf(form, 'dataset'), undefined),
    ),
  publish: (event) =>
    does(event, 'published', async () => {
      const { id } = await seriesOf(event)
      return event.locals.city.catalog.publishDescription(event.locals.actor, id)
    }),
}
