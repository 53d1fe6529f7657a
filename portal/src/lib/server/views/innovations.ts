/** What the pages of innovations show: entries of the register as people read them, and forms that write them. */
import { INNOVATION_KINDS, INNOVATION_STATES, LEARNING, type Innovation } from '#innovations'
import { LANGS, LANGUAGE_NAMES, type Lang } from '#words'
import { money } from '#strategy'
import { said } from '#strategy'
import { Refusal } from '#platform/errors'
import { numberOf, textOf } from '#lib/server/forms.ts'
import { dimensionChoices } from './dimensions.ts'
import { mapOf, type Say } from './projects.ts'

const TONES = { idea: 'plain', trial: 'warning', underWay: 'plain', carriedOut: 'good', inUse: 'good', ended: 'plain', abandoned: 'bad' } as const // prettier-ignore

const yearsOf = ({ t }: Say, { from, to }: Pick<Innovation, 'from' | 'to'>): string => {
  if (from !== undefined && to !== undefined) return t('innovations.register.span', { from: String(from), to: String(to) }) // prettier-ignore
  if (from !== undefined) return t('innovations.register.since', { from: String(from) })
  return to === undefined ? '' : t('innovations.register.until', { to: String(to) })
}

export function entryCard(say: Say, entry: Innovation) {
  const { t, lang } = say
  return {
    ...{ id: entry.id, title: said(entry.titles, lang), about: said(entry.about, lang), tone: TONES[entry.state] },
    learning: entry.learning ? t(`community.learning.${entry.learning}`) : '',
    dimension: entry.dimension ? t(`innovations.dimensions.${entry.dimension}`) : t('innovations.register.unsaid'),
    ...{ kind: t(`innovations.kinds.${entry.kind}`), state: t(`innovations.states.${entry.state}`) },
    ...{ years: yearsOf(say, entry), listed: entry.listed },
  }
}

export const costOf = (say: Say, { cost }: Pick<Innovation, 'cost'>): string => {
  if (!cost) return ''
  const amount = money(say, cost.amount_minor, cost.currency)
  return cost.approximate ? say.t('innovations.register.aboutCost', { amount }) : amount
}

export const entriesMap = (say: Say, entries: readonly Innovation[], near = false) => mapOf(say, entries, near, { title: say.t('innovations.register.map'), description: say.t('innovations.register.mapLead') }) // prettier-ignore

export const registerChoices = (say: Say) => ({
  dimensions: dimensionChoices(say),
  kinds: INNOVATION_KINDS.map((value) => ({ value, label: say.t(`innovations.kinds.${value}`) })),
  states: INNOVATION_STATES.map((value) => ({ value, label: say.t(`innovations.states.${value}`) })),
  learning: LEARNING.map((value) => ({ value, label: say.t(`community.learning.${value}`) })),
  languages: LANGS.map((lang) => ({ lang, name: LANGUAGE_NAMES[lang] })),
})

/** A text in each language in which it was typed: `title-pl`, `title-en`. */
export function textsIn(form: FormData, name: string): Partial<Record<Lang, string>> {
  return Object.fromEntries(LANGS.map((lang) => [lang, textOf(form, `${name}-${lang}`).trim()]).filter(([, text]) => text)) // prettier-ignore
}
/** Nothing where it was typed in no language. */
export function optionalTexts(form: FormData, name: string): Partial<Record<Lang, string>> | undefined {
  const texts = textsIn(form, name)
  return Object.keys(texts).length > 0 ? texts : undefined
}
/** The other way round. */
export const typedTexts = (name: string, texts: Partial<Record<Lang, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([lang, text]) => [`${name}-${lang}`, text]))
export const linesIn = (form: FormData, name: string): string[] => textOf(form, name).split(/\r?\n/).map((line) => line.trim()).filter(Boolean) // prettier-ignore

/** Throws `maintenance.typed` for a number that cannot be read. */
export function perhapsNumber(form: FormData, name: string, right: string): number | undefined {
  const found = textOf(form, name).trim()
  if (found === '') return undefined
  const value = numberOf(found)
  if (value === undefined) throw new Refusal('maintenance.typed', 422, { found, right })
  return value
}

export function entryIn(form: FormData, currency: string) {
  const [cost, lon, lat] = [perhapsNumber(form, 'cost', '1 250,50'), perhapsNumber(form, 'lon', '22.57'), perhapsNumber(form, 'lat', '51.25')] // prettier-ignore
  return {
    ...{ titles: textsIn(form, 'title'), about: textsIn(form, 'about'), owner: optionalTexts(form, 'owner') },
    ...{ kind: textOf(form, 'kind') as 'social', dimension: textOf(form, 'dimension') as 'society', state: textOf(form, 'state') as 'idea' }, // prettier-ignore
    learning: LEARNING.find((one) => one === textOf(form, 'learning')),
    ...{ from: perhapsNumber(form, 'from', '2024'), to: perhapsNumber(form, 'to', '2026') },
    ...{ area: textOf(form, 'area') || undefined, results: optionalTexts(form, 'results'), partners: linesIn(form, 'partners') }, // prettier-ignore
    ...(cost !== undefined && { cost: { amount_minor: Math.round(cost * 100), currency } }),
    ...(lon !== undefined && lat !== undefined && { place: [lon, lat] as [number, number] }),
  }
}

/** The same the other way round, for a form that changes what is there. */
export function typedOf(entry: Innovation): Record<string, string> {
  return {
    ...typedTexts('title', entry.titles),
    ...typedTexts('about', entry.about),
    ...typedTexts('owner', entry.owner),
    ...typedTexts('results', entry.results),
    ...{
      kind: entry.kind,
      dimension: entry.dimension ?? '',
      state: entry.state,
      area: entry.area ?? '',
      learning: entry.learning ?? '',
    },
    ...{ from: String(entry.from ?? ''), to: String(entry.to ?? ''), partners: entry.partners.join('\n') },
    ...{ cost: entry.cost ? String(entry.cost.amount_minor / 100) : '', lon: String(entry.place?.[0] ?? ''), lat: String(entry.place?.[1] ?? '') }, // prettier-ignore
  }
}
export const ENTRY_FORM = {
  fields: { 'title-pl': 'innovations.register.titles', 'about-pl': 'innovations.register.about', grounds: 'innovations.register.grounds' }, // prettier-ignore
  blame: { 'maintenance.typed': 'cost', 'innovations.backward': 'to' },
} as const
