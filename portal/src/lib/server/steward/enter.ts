/** What the pages of open data share: who may see them, who is who, and where things stand. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { DatasetEntry, DeliveryView, DistributionEntry } from '#catalog'
import { href } from '#lib/paths.ts'
import { refuseEntry } from '#lib/server/forms.ts'
import { words, type Lang } from '#words'

type Inside = Pick<RequestEvent, 'locals' | 'url'>
type Said = { pl: string; en?: string; uk?: string }

/** Visitors are asked to sign in, and come back; who neither works on data nor decides about it is told so. */
export async function enter({ locals, url }: Inside): Promise<{ id: string; name: string }[]> {
  const { actor, city, lang } = locals
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: url.pathname + url.search }))
  const all = await city.identity.organisations()
  const mayEnter = all.some(({ id }) => actor.can('catalog.describe', id) || actor.can('catalog.inspect', id))
  if (!mayEnter) refuseEntry(lang)
  return all.filter(({ id }) => actor.can('catalog.describe', id)).map(({ id, names }) => ({ id, name: names[lang] }))
}

/** A text in the page's language; Polish where it was not given. */
export const said = (lang: Lang, text: Said | undefined): string => text?.[lang] ?? text?.pl ?? ''

/** Whoever an id stands for, as far as colleagues are told. */
export function whoIs({ locals: { actor, lang } }: Pick<Inside, 'locals'>, id: string): string {
  const { t } = words[lang]
  if (id === actor.id) return t('steward.form.you')
  if (id.startsWith('system:')) return t('steward.form.house')
  return id.startsWith('key:') ? t('steward.form.key') : t('steward.form.colleague', { id: id.slice(-6) })
}

export const titleOf = (lang: Lang, { said: { text } }: DatasetEntry): string => said(lang, text.description.title)
export const nameOf = (lang: Lang, { said: { text } }: DatasetEntry, { slug }: DistributionEntry): string =>
  said(lang, text.distributions[slug]?.title) || slug

export type PublicState = 'draft' | 'public' | 'newer' | 'withdrawn'

/** Whether what is said of a dataset is public. */
export async function stateOf(
  { locals: { city, actor } }: Pick<Inside, 'locals'>,
  dataset: Pick<DatasetEntry, 'id'> & { said: { version: number } },
): Promise<PublicState> {
  const { described, isWithdrawn } = await city.catalog.standing(actor, dataset.id)
  if (isWithdrawn) return 'withdrawn'
  if (described === undefined) return 'draft'
  return described === dataset.said.version ? 'public' : 'newer'
}

/** The one thing to do next, and where. */
export type Next = { act: string; href: string }
export function nextOf(
  lang: Lang,
  dataset: DatasetEntry,
  { state, waiting, published }: { state: PublicState; waiting: DeliveryView[]; published: Set<string> },
): Next | undefined {
  if (state === 'withdrawn') return undefined
  const page = href(lang, '/workspace/catalog/[slug]', { slug: dataset.slug })
  const mine = new Set(dataset.distributions.map(({ id }) => id))
  const [delivery] = waiting.filter(({ distributionId }) => mine.has(distributionId))
  if (delivery) return { act: delivery.state, href: href(lang, '/workspace/deliveries/[id]', { id: delivery.id }) }
  const takers = dataset.distributions.filter(({ kind }) => kind !== 'service')
  const empty = takers.find(({ id }) => !published.has(id))
  if (empty) return { act: 'deliver', href: href(lang, '/workspace/distributions/[id]', { id: empty.id }) }
  if (dataset.distributions.length === 0) return { act: 'distribution', href: `${page}#add` }
  if (state !== 'public') return { act: 'publish', href: page }
  const [first] = takers
  return first && { act: 'deliverNext', href: href(lang, '/workspace/distributions/[id]', { id: first.id }) }
}
