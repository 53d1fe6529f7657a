/** The form of a description: what it shows, what it says, and what is wrong with it. */
import { fail, type RequestEvent } from '@sveltejs/kit'
import type { DatasetText, SeriesText } from '#catalog'
import { textOf, type FormError } from '#lib/server/forms.ts'
import { sentence, words, type Key, type Lang } from '#words'

const LANGUAGES = ['pl', 'en', 'uk'] as const
type Values = Record<string, string>

/** A text in those languages in which it was given. */
export function textsOf(form: FormData, name: string) {
  const given = LANGUAGES.map((lang) => [lang, textOf(form, `${name}-${lang}`).trim()] as const)
  return Object.fromEntries(given.filter(([, text]) => text !== '')) as { pl: string }
}
const optional = <T>(value: T, isThere: boolean): T | undefined => (isThere ? value : undefined)
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim())
const chosen = (form: FormData, kind: string): string[] =>
  [...form.keys()].filter((name) => name.startsWith(`${kind}-`)).map((name) => name.slice(kind.length + 1))

/** Keywords stand one a line, each language's in the same order. */
function keywordsOf(form: FormData) {
  const [pl, en, uk] = LANGUAGES.map((lang) => linesOf(textOf(form, `keywords-${lang}`))) as [
    string[],
    string[],
    string[],
  ]
  return pl
    .map((word, i) => ({ pl: word, en: en[i] || undefined, uk: uk[i] || undefined }))
    .filter(({ pl }) => pl !== '')
}

function contactIn(form: FormData) {
  const is = (name: string) => textOf(form, name).trim() || undefined
  return { name: is('contactName') ?? '', email: is('contactEmail'), url: is('contactUrl') }
}

/** What the form says of a series. */
export function seriesIn(form: FormData, before?: SeriesText) {
  const contact = { ...before?.contact, ...contactIn(form), url: before?.contact.url }
  return { ...textsOfAll(form, 'title', 'description'), frequency: textOf(form, 'frequency'), contact }
}
const textsOfAll = (form: FormData, ...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, textsOf(form, name)]))

/** The same the other way. */
export const seriesValues = ({ title, description, frequency, contact }: SeriesText): Values => ({
  ...spread('title', title),
  ...spread('description', description),
  ...{ frequency, contactName: contact.name, contactEmail: contact.email ?? '' },
})

/** What the form says of a dataset, besides what it does not ask for. */
export function textIn(form: FormData, before?: DatasetText) {
  const is = (name: string) => textOf(form, name).trim() || undefined
  const [from, to] = [is('from'), is('to')]
  const provenance = textsOf(form, 'provenance')
  const description = {
    ...before?.description,
    ...{ title: textsOf(form, 'title'), description: textsOf(form, 'description'), keywords: keywordsOf(form) },
    ...{ themes: chosen(form, 'theme'), hvdCategories: chosen(form, 'hvd'), spatial: chosen(form, 'area') },
    ...{ licence: textOf(form, 'licence'), frequency: textOf(form, 'frequency') },
    contact: contactIn(form),
    temporal: optional({ from, to }, Boolean(from ?? to)),
    provenance: optional(provenance, Object.keys(provenance).length > 0),
    landingPage: is('landingPage'),
  }
  return { description, asset: textOf(form, 'asset'), series: is('series') }
}

const spread = (name: string, text: Partial<Record<string, string>> | undefined): Values =>
  Object.fromEntries(LANGUAGES.map((lang) => [`${name}-${lang}`, text?.[lang] ?? '']))
const ticked = (kind: string, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [`${kind}-${name}`, 'on']))

/** The same the other way: a text as the form shows it. */
export function valuesOf({ description, asset, series }: DatasetText): Values {
  const { title, keywords, themes, hvdCategories, spatial, licence, frequency, contact, temporal } = description
  return {
    ...{ asset, series: series ?? '', licence, frequency },
    ...spread('title', title),
    ...spread('description', description.description),
    ...spread('provenance', description.provenance),
    ...Object.fromEntries(LANGUAGES.map((lang) => [`keywords-${lang}`, keywords.map((word) => word[lang] ?? '').join('\n').trimEnd()])), // prettier-ignore
    ...ticked('theme', themes),
    ...ticked('hvd', hvdCategories),
    ...ticked('area', spatial),
    ...{ contactName: contact.name, contactEmail: contact.email ?? '', contactUrl: contact.url ?? '' },
    ...{ from: temporal?.from ?? '', to: temporal?.to ?? '', landingPage: description.landingPage ?? '' },
  }
}

const WHOLE = {
  contact: 'contactName',
  temporal: 'from',
  spatial: 'areas',
  hvdCategories: 'hvd',
} as Record<string, string>

/** The part that two editors differ in, in the form's own words. */
export function partName(lang: Lang, part: string): string {
  const { t, has } = words[lang]
  const [first = '', second = first] = part.split('.')
  if (first === 'distributions') return t('steward.page.distributions')
  const key = `steward.form.${WHOLE[second] ?? second}`
  return has(key) ? t(key as Key) : part
}

/** The field of the form that an issue is about. */
function fieldOf(path: readonly PropertyKey[]): string {
  const [first, ...rest] = path.map(String)
  if (first !== 'description') return first ?? ''
  const [part = '', more = ''] = rest
  if (part === 'contact') return `contact${more.charAt(0).toUpperCase()}${more.slice(1)}`
  if (part === 'temporal') return more
  return more === '' || part === 'themes' ? part : `${part}-${more}`
}

export const shownOf = (form: FormData): Values =>
  Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)]))

type Problem = { issues?: { path: PropertyKey[] }[]; code?: string; details?: Record<string, unknown> }

/** What stands against a description, at its fields; undefined where that is something else. */
function wrongWith({ locals: { lang } }: Pick<RequestEvent, 'locals'>, error: unknown, form: FormData) {
  const { issues, code, details = {} } = error as Problem
  const { t, has } = words[lang]
  const values = shownOf(form)
  if (code === 'catalog.overtaken') {
    const changed = (details.changed as string[]).map((part) => partName(lang, part))
    const version = Number(details.version)
    const message = t('steward.form.conflict', { version, changed: [...new Set(changed)].join(', ') })
    return fail(409, {
      errors: [{ message }] as FormError[],
      values: { ...values, seen: String(version) },
      conflict: true,
    })
  }
  if (issues === undefined) return undefined
  const fields = [...new Set(issues.map(({ path }) => fieldOf(path)))]
  const errors = fields.map((field): FormError => {
    const key = `steward.form.${WHOLE[field] ?? field.split('-')[0]}`
    return { field, message: t('steward.form.wrong', { label: has(key) ? t(key as Key) : field }) }
  })
  return fail(422, { errors: errors.length > 0 ? errors : [{ message: sentence(lang, 'invalid') }], values })
}

/** What every description must have. */
export const DESCRIBED = {
  'title-pl': 'steward.form.title',
  'description-pl': 'steward.form.description',
  contactName: 'steward.form.contactName',
} as const

/** Does it; what stands against the text is said at its fields. */
export async function orWrong<T>(event: Pick<RequestEvent, 'locals'>, form: FormData, work: () => Promise<T>) {
  try {
    return await work()
  } catch (error) {
    const wrong = wrongWith(event, error, form)
    if (!wrong) throw error
    return wrong
  }
}
