/** Organisers' pages: who may enter, an edition's draft from the pack's rules, and refusals said at the field that they are about. */
import { fail, type RequestEvent } from '@sveltejs/kit'
import { Refusal } from '#platform/errors'
import { enterWith, isRefusal, textOf, type FormError } from '#lib/server/forms.ts'
import type { Phase, RulesDraft, Template } from '#participation'
import type { Zone } from '#stats'
import { sentence, words, type Key, type Lang, type Values } from '#words'
import { readerOf, zoneOfCity, type Reader } from './fields.ts'

const DAY_MS = 86_400_000
const FIRST_DAYS = 30
/** How long each phase lasts where nothing else is said; the count waits for nobody. */
const DAYS = { submission: 30, formalCheck: 21, opinions: 30, appeal: 14, list: 7, campaign: 14, vote: 18, count: 14, delivery: 365 } // prettier-ignore

export const enterAsOrganiser = (event: Pick<RequestEvent, 'locals' | 'url'>) =>
  enterWith(event, 'participation.organise')

/** Dates to begin with, from midnight to midnight of the city. */
export function suggested(zone: Zone, now: Date): Phase[] {
  let day = FIRST_DAYS
  const at = () => new Date(zone.startOf(zone.dayOf(now.getTime() + day * DAY_MS)))
  return Object.entries(DAYS).map(([kind, days]) => {
    const from = at()
    day += days
    return { kind: kind as Phase['kind'], from, to: at() }
  })
}

export const draftOf = (template: Template, named: Pick<RulesDraft, 'code' | 'number' | 'year' | 'names' | 'phases'>): RulesDraft => ({ ...template, ...named }) // prettier-ignore

type Problem = { field: string; problem: string; details?: Values }

/** Does what the form says; what is wrong comes back, each thing at its field, with what was typed. */
export async function organised(event: RequestEvent, work: (form: Reader) => Promise<unknown>, blame: Record<string, string> = {}) {
  const { lang, city } = event.locals
  const form = await event.request.formData()
  const names = [...form.keys()]
  // Nothing that is asked here is a secret, whatever its name.
  const values = Object.fromEntries(names.map((name) => [name, textOf(form, name)]))
  try {
    await work(readerOf(form, zoneOfCity(city.info.timezone)))
    return undefined
  } catch (error) {
    if (isRefusal(error)) return fail(error.status, { errors: errorsOf(lang, error, names, blame), values }) // prettier-ignore
    if (error instanceof Error && 'issues' in error)
      return fail(400, { errors: issuesOf(lang, error.issues as Issue[], names), values })
    throw error
  }
} // prettier-ignore

function errorsOf(lang: Lang, { code, details }: Refusal, names: string[], blame: Record<string, string>): FormError[] {
  if (code !== 'participation.rules') return [{ field: blame[code], message: sentence(lang, code, details) }]
  const { t } = words[lang]
  return (details.problems as Problem[]).map(({ field, problem, details: values }) => ({
    field: nearest(field, names),
    message: t(`budgets.problem.${problem}` as Key, values),
  }))
}

type Issue = { path: PropertyKey[] }
const issuesOf = (lang: Lang, issues: Issue[], names: string[]): FormError[] =>
  issues.slice(0, 20).map(({ path }) => ({ field: nearest(path.join('.').replace(/^rules\./, ''), names), message: words[lang].t('budgets.problem.unfit') })) // prettier-ignore

/** The field of the form that is about this, or about part of it. */
const nearest = (field: string, names: string[]): string | undefined =>
  names.find((name) => name === field) ?? names.find((name) => name.startsWith(`${field}.`) || field.startsWith(`${name}.`)) // prettier-ignore
