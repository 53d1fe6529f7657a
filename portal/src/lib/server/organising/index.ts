/** Organisers' pages: who may enter, with what an edition's draft begins, and refusals said at the field that they are about. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { Refusal } from '#platform/errors'
import { href } from '#lib/paths.ts'
import { enterWith, isRefusal, textOf, type FormError } from '#lib/server/forms.ts'
import { saying } from '#lib/server/views/budgets.ts'
import type { Edition, Phase, Rules, RulesDraft } from '#participation'
import type { Zone } from '#stats'
import { LANGS, sentence, words, type Key, type Lang, type Values } from '#words'
import { readerOf, zoneOfCity, type Reader, type StepParts } from './fields.ts'

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

/** The rules of an edition but those that are its own. */
export type Beginning = Omit<RulesDraft, 'code' | 'number' | 'year' | 'names' | 'phases'>

/** Where no rules are at hand: one pool for the whole city, of which everything else is still to be said. */
export function bare(currency: string): Beginning {
  const names = Object.fromEntries(LANGS.map((lang) => [lang, words[lang].t('budgets.work.wholeCity')])) as RulesDraft['names'] // prettier-ignore
  return {
    currency,
    sections: [
      {
        ...{ code: 'city', names, choice: 'any', ballot: { kind: 'approval', most: 1 } },
        count: { rule: 'greedy', whenNextDoesNotFit: 'skip', ties: ['lot'] },
        cost: { least_minor: 0, most_minor: 0 },
      },
    ],
    pools: [{ code: 'city', section: 'city', names, amount_minor: 0 }],
    submit: { who: 'anyone', supporters: 1 },
    vote: {},
  }
}

/** As another edition; what was said of single projects is not taken over. */
export function likeThis({ currency, sections, pools, categories, submit, vote, batchMin }: Edition): Beginning {
  const kept = sections.map((section) => ({
    ...section,
    count: { ...section.count, constraints: section.count.constraints.filter(({ kind }) => kind !== 'excluding') },
  }))
  return { currency, sections: kept, pools, categories, submit, vote, batchMin }
}

/** What the questions of an edition are made of. */
export async function partsOf({ locals: { city, lang } }: Pick<RequestEvent, 'locals'>, edition: Edition): Promise<StepParts> {
  const now = city.participation.budgets.now()
  const asked = { kind: 'district', parent: city.indicators.home, at: now.toISOString().slice(0, 10) }
  const known = await city.places.areas(asked)
  const areas = known.map(({ id, names }) => ({ value: id, label: names[lang], names }))
  return { say: saying(city, lang), zone: zoneOfCity(city.info.timezone), edition, areas, now }
} // prettier-ignore

type Problem = { field: string; problem: string; details?: Values }
const saidOf = (lang: Lang, { problem, details }: Problem): string =>
  words[lang].t(`budgets.problem.${problem}` as Key, details)

/** What still stands in the way of announcing, each with the page on which it is said. */
export const missingOf = (lang: Lang, problems: readonly Problem[]) =>
  problems.map((one) => {
    const [part = '', code = '', what] = one.field.split('.')
    const step = { vote: 'voters', phases: 'dates', pools: `pools/${code}`, sections: what === 'cost' ? 'money' : 'ballot' }[part] // prettier-ignore
    return { message: saidOf(lang, one), step: step ?? 'basics' }
  })

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
  return (details.problems as Problem[]).map((one) => ({
    field: nearest(one.field, names),
    message: saidOf(lang, one),
  }))
}

type Issue = { path: PropertyKey[] }
const issuesOf = (lang: Lang, issues: Issue[], names: string[]): FormError[] =>
  issues.slice(0, 20).map(({ path }) => ({ field: nearest(path.join('.').replace(/^rules\./, ''), names), message: words[lang].t('budgets.problem.unfit') })) // prettier-ignore

/** The field of the form that is about this, or about part of it. */
const nearest = (field: string, names: string[]): string | undefined =>
  names.find((name) => name === field) ?? names.find((name) => name.startsWith(`${field}.`) || field.startsWith(`${name}.`)) // prettier-ignore

/** What each of an edition's pages says of it. */
export const openedAs = ({ edition, say: { lang } }: StepParts) => ({
  ...{ code: edition.code, name: edition.names[lang], version: edition.version },
  ...{ isPublic: edition.state !== 'draft', isSealed: edition.sealedEntry !== undefined, sealed: edition.sealedEntry },
})

type Read = (form: Reader, edition: Edition, areas: StepParts['areas']) => Rules
/** Keeps what the form makes of the edition, and goes back to its overview or to the list. */
export async function changed(event: RequestEvent, list: string, read: Read, said = 'saved') {
  enterAsOrganiser(event)
  const { city, actor, lang } = event.locals
  const { budgets } = city.participation
  const code = event.params.edition!
  const parts = await partsOf(event, await budgets.edition(code, actor))
  const blame = { 'participation.groundsMissing': said === 'saved' ? 'grounds' : 'why' }
  const wrong = await organised(
    event,
    async (form) => {
      const rules = read(form, parts.edition, parts.areas)
      const version = form.number('version') ?? 0
      form.end()
      await budgets.change(actor, code, { rules, version, grounds: form.text('grounds') || form.text('why') || undefined }) // prettier-ignore
    },
    blame,
  )
  if (wrong) return wrong
  redirect(303, `${href(lang, '/workspace/budget/[edition]', { edition: code })}${list}?done=${said}`)
}
