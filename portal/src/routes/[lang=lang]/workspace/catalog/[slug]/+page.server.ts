/** One dataset: whether it is public, the ways to have it, who said what of it. */
import { redirect } from '@sveltejs/kit'
import type { DistributionDraft } from '#catalog'
import { href } from '#lib/paths.ts'
import { noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { orWrong, partName, textsOf } from '#lib/server/steward/description.ts'
import { enter, nameOf, nextOf, stateOf, titleOf, whoIs } from '#lib/server/steward/enter.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['saved', 'published', 'withdrawn'] as const

export const load: PageServerLoad = async (event) => {
  await enter(event)
  const { city, actor, lang } = event.locals
  const { catalog } = city
  const entry = await catalog.datasets.entryOf(actor, event.params.slug)
  const [state, history, waiting, organisations, assets] = await Promise.all([
    stateOf(event, entry),
    catalog.datasets.history(actor, entry.id),
    catalog.deliveries.waiting(actor),
    city.identity.organisations(),
    city.governance.assets.list(),
  ])
  const distributions = []
  const published = new Set<string>()
  for (const one of entry.distributions) {
    const newest = (await catalog.versions(actor, one.id)).findLast(({ withdrawal }) => !withdrawal)
    if (newest) published.add(one.id)
    distributions.push({
      ...{ id: one.id, kind: one.kind, name: nameOf(lang, entry, one), slug: one.slug },
      newest: newest && { number: newest.number, at: newest.publishedAt },
      waiting: waiting.find(({ distributionId }) => distributionId === one.id)?.state,
    })
  }
  return {
    ...{ slug: entry.slug, title: titleOf(lang, entry), state, distributions },
    next: nextOf(lang, entry, { state, waiting, published }),
    organisation: organisations.find(({ id }) => id === entry.organisation)?.names[lang],
    asset: assets.find(({ slug }) => slug === entry.said.text.asset)?.names[lang] ?? entry.said.text.asset,
    history: history.map(({ version, at, by, changed }) => ({
      ...{ version, at, who: whoIs(event, by) },
      changed: changed && [...new Set(changed.map((part) => partName(lang, part)))].join(', '),
    })),
    may: {
      describe: actor.can('catalog.describe', entry.organisation),
      publish: actor.can('catalog.publish', entry.organisation),
      withdraw: actor.can('catalog.withdraw', entry.organisation) && (state === 'public' || state === 'newer'),
    },
    done: noteOf(event, NOTES),
  }
}

const FIELDS = {
  'name-pl': 'steward.page.name',
  distribution: 'steward.form.slug',
  kind: 'steward.page.kind',
} as const
const BLAME = { 'catalog.slugTaken': 'distribution', 'catalog.endpointMissing': 'endpoint' }

export const actions: Actions = {
  add: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const result = await submitted(event, { fields: FIELDS, blame: BLAME }, ({ distribution, kind }, form) =>
      orWrong(event, form, async () => {
        const { id } = await city.catalog.datasets.entryOf(actor, event.params.slug!)
        const [url, about] = [textOf(form, 'endpoint').trim(), textOf(form, 'about').trim()]
        const protocol = textOf(form, 'protocol').trim() || 'HTTP'
        const endpoint = url === '' ? undefined : { url, protocol, ...(about !== '' && { description: about }) }
        const draft = { slug: distribution.trim(), kind, title: textsOf(form, 'name'), endpoint }
        return city.catalog.datasets.addDistribution(actor, id, draft as DistributionDraft)
      }),
    )
    if (!('datasetId' in result)) return result
    redirect(303, href(lang, '/workspace/distributions/[id]', { id: result.id }, { done: 'added' }))
  },
  publish: async (event) => {
    await enter(event)
    const { city, actor, lang } = event.locals
    const slug = event.params.slug!
    const result = await submitted(event, { fields: {} }, async () => {
      const { id } = await city.catalog.datasets.entryOf(actor, slug)
      await city.catalog.publishDescription(actor, id)
    })
    return result ?? redirect(303, href(lang, '/workspace/catalog/[slug]', { slug }, { done: 'published' }))
  },
}
