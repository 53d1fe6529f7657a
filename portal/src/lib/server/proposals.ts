/** What the pages of proposals share: the edition, names, money, the map, forms read. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Comment, Edition, PriceItem, ProposalContent, PublicProposal } from '#participation'
import { Refusal } from '#platform/errors'
import { wordsOf, match } from '#platform/text'
import { sentence, type Lang } from '#words'
import { href } from '#lib/paths.ts'
import { boxOfAll } from '#lib/server/charts/outlines.ts'
import { framed, placesMap } from '#lib/server/charts/places.ts'
import type { City } from '#lib/server/city.ts'
import { isRefusal, numberOf, textOf } from '#lib/server/forms.ts'
import type { Say } from '#lib/server/views/maintenance.ts'

const MINOR = 100
type Locals = Pick<RequestEvent, 'locals'>

/** What is not there is a page that is not there. */
export async function orMissing<T>({ locals: { lang } }: Locals, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (problem) {
    if (isRefusal(problem) && [404, 410].includes(problem.status))
      error(problem.status, sentence(lang, problem.code, problem.details))
    throw problem
  }
}
export const editionOf = (event: Locals & { params: { edition: string } }): Promise<Edition> =>
  orMissing(event, event.locals.city.participation.budgets.edition(event.params.edition, event.locals.actor))

/** Visitors are asked to sign in, and come back. */
export function demandSignedIn({ locals: { actor, lang }, url }: Pick<RequestEvent, 'locals' | 'url'>): void {
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: url.pathname }))
}

/** What an author has to say of themselves. */
export const declarationsOf = ({ submit: { who, age_min } }: Edition) => ({
  resident: who === 'residents',
  age: age_min,
})
export type Declarations = ReturnType<typeof declarationsOf>

export const sum = ({ format }: Say, minor: number, currency: string): string =>
  format.value(minor / MINOR, currency, minor % MINOR === 0 ? 0 : 2)

type Options = { value: string; label: string }[]
const named = (lang: Lang, all: readonly { code: string; names: Record<Lang, string> }[]): Options =>
  all.map(({ code, names }) => ({ value: code, label: names[lang] }))
export const choicesOf = (lang: Lang, edition: Edition) => ({
  pools: named(lang, edition.pools),
  categories: named(lang, edition.categories),
  pool: (code: string) => edition.pools.find((one) => one.code === code)?.names[lang] ?? '',
  category: (code: string) => edition.categories.find((one) => one.code === code)?.names[lang] ?? '',
})

/** When drafts can be handed in, told as it is now. */
export function whenOf({ t, format }: Say, edition: Edition, now: Date): { text: string; isOpen: boolean } {
  const phase = edition.phases.find(({ kind }) => kind === 'submission')
  if (!phase) return { text: '', isOpen: false }
  const [from, until] = [format.moment(phase.from), format.moment(phase.to)]
  const isOpen = edition.state === 'announced' && phase.from <= now && now < phase.to
  return { isOpen, text: t(now < phase.from ? 'proposals.beginLater' : isOpen ? 'proposals.beginUntil' : 'proposals.beginOver', { from, until }) } // prettier-ignore
}

export type Asked = { q?: string; pool?: string; category?: string; state?: string }
export function askedIn(url: URL): Asked {
  const said = (name: string) => url.searchParams.get(name)?.trim().slice(0, 120) || undefined
  return { q: said('q'), pool: said('pool'), category: said('category'), state: said('state') }
}

type Listed = PublicProposal & { titles: Record<Lang, string> }
/** Those that answer: every word in the title or the text, with other endings too; a number is the number. */
export function answering(all: readonly Listed[], { q, pool, category, state }: Asked): Listed[] {
  const words = wordsOf(q ?? '')
  return all.filter((one) => {
    if ((pool && one.content.pool !== pool) || (category && one.content.category !== category)) return false
    if (state && one.state !== state) return false
    if (words.length === 1 && words[0] === String(one.number)) return true
    const have = wordsOf([...Object.values(one.titles), one.content.text, one.content.where].join(' '))
    return words.every((word) => have.some((each) => match(each, word) > 0))
  })
}

/** The proposals' dots over the districts. */
export async function mapOf(city: City, { t, lang }: Say, all: readonly Listed[]): Promise<string | undefined> {
  const outlines = await city.places.outlines(city.info.area)
  const box = boxOfAll(outlines)
  const placed = all.filter(({ content }) => content.place !== null)
  if (!box || placed.length === 0) return undefined
  return placesMap({
    ...{ title: t('proposals.map'), description: t('proposals.mapText'), box: framed(box), outlines, bounds: 0 },
    areas: new Map(outlines.features.map(({ id, properties }) => [id, { title: properties.names[lang] }])),
    circles: placed.map(({ content: { place }, number, titles }) => ({ lon: place![0], lat: place![1], r: 7, title: `${t('proposals.number', { number })}: ${titles[lang]}` })), // prettier-ignore
    figures: [],
  })
}

/** A number as people type it; what is none is told at its field. Throws `maintenance.typed`. */
function numberIn(form: FormData, name: string): number | undefined {
  const found = textOf(form, name).trim()
  if (found === '') return undefined
  const value = numberOf(found)
  if (value === undefined) throw new Refusal('maintenance.typed', 422, { found, right: '12,5' })
  return value
}
const minorIn = (form: FormData, name: string): number | undefined => {
  const value = numberIn(form, name)
  return value === undefined ? undefined : Math.round(value * MINOR)
}

export const ROWS_MAX = 40
/** What the form of a draft says; lines without a quantity are none. */
export function contentIn(form: FormData, lang: Lang): ProposalContent {
  const text = (name: string) => textOf(form, name)
  const [lon, lat] = [numberIn(form, 'lon'), numberIn(form, 'lat')]
  const cost = Array.from({ length: ROWS_MAX }, (_, i) => {
    const quantity = numberIn(form, `quantity-${i}`)
    const code = text(`code-${i}`)
    if (quantity === undefined || quantity <= 0 || (code === '' && text(`text-${i}`).trim() === '')) return undefined
    return { code, text: text(`text-${i}`), quantity, unit_minor: minorIn(form, `unit-${i}`) ?? 0, reason: text(`reason-${i}`) } // prettier-ignore
  }).filter((line) => line !== undefined)
  return {
    ...{ language: (text('language') || lang) as Lang, title: text('title'), text: text('text'), pool: text('pool') },
    ...{ category: text('category'), place: lon === undefined || lat === undefined ? null : [lon, lat] },
    ...{ where: text('where'), cost, upkeep_minor: minorIn(form, 'upkeep') ?? null },
    ...{ accessibility: text('accessibility'), helps: text('helps') },
  }
}

/** A draft as its form holds it. */
export function valuesOf(content: ProposalContent): Record<string, string> {
  const plain = (minor: number | null) => (minor === null ? '' : (minor / MINOR).toFixed(2).replace(/\.00$/, ''))
  const lines = content.cost.flatMap((line, i) => [
    [`code-${i}`, line.code],
    [`text-${i}`, line.text],
    [`quantity-${i}`, String(line.quantity)],
    [`unit-${i}`, line.code === '' ? plain(line.unit_minor) : ''],
    [`reason-${i}`, line.reason],
  ])
  const { language, title, text, pool, category, place, where, accessibility, helps = '' } = content
  return {
    ...{ language, title, text, pool, category, where, accessibility, helps, upkeep: plain(content.upkeep_minor) },
    ...{ lon: place ? String(place[0]) : '', lat: place ? String(place[1]) : '' },
    ...(Object.fromEntries(lines) as Record<string, string>),
  }
}

export const priceOptions = (say: Say, items: readonly PriceItem[], currency: string): Options =>
  items.map(({ code, names, unit, unit_minor }) => ({ value: code, label: `${names[say.lang]}: ${sum(say, unit_minor, currency)} / ${unit}` })) // prettier-ignore

type Field = keyof ProposalContent
/** One field of a proposal in words, to be compared with what it was. */
export function fieldText(say: Say, edition: Edition, content: ProposalContent, field: Field): string {
  const { pool, category } = choicesOf(say.lang, edition)
  const money = (minor: number) => sum(say, minor, edition.currency)
  if (field === 'pool') return pool(content.pool)
  if (field === 'category') return category(content.category)
  if (field === 'place') return content.place ? say.t('proposals.page.coordinates', { lat: content.place[1].toFixed(5), lon: content.place[0].toFixed(5) }) : '' // prettier-ignore
  if (field === 'upkeep_minor') return content.upkeep_minor === null ? '' : money(content.upkeep_minor)
  if (field === 'cost') return content.cost.map(({ code, text, quantity, unit_minor }) => `${text || code} × ${say.format.number(quantity)}${code ? '' : ` (${money(unit_minor)})`}`).join('; ') // prettier-ignore
  return String(content[field] ?? '')
}

/** What changed from one version to the next, field by field, in words. */
export function differences(say: Say, edition: Edition, before: ProposalContent, now: ProposalContent) {
  return (Object.keys(now) as Field[])
    .filter((field) => JSON.stringify(before[field] ?? '') !== JSON.stringify(now[field] ?? ''))
    .map((field) => ({ field: say.t(`proposals.field.${field}`), before: fieldText(say, edition, before, field), now: fieldText(say, edition, now, field) })) // prettier-ignore
}

/** The reason why a comment is not there, in words. */
export const ruleOf = ({ t }: Say, rule: Comment['acts'][number]['rule'] | null | undefined): string =>
  rule ? t(`proposals.talk.rule.${rule}`) : ''
