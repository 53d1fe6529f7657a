/** What the pages of pilots show: the sealed plan, what was changed and broken, what was found; and the form that writes a plan. */
import { challengeSaid as said, PILOT_OUTCOMES, PILOT_UNITS, type Pilot, type PilotDraft, type PilotFound, type PilotWhole } from '#innovations' // prettier-ignore
import { isDeepStrictEqual } from 'node:util'
import { EFFECT_METHODS, EffectPlan } from '#stats'
import { money, type Project, type ProjectAround } from '#strategy'
import type { Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import type { City } from '#lib/server/city.ts'
import { numberOf, textOf } from '#lib/server/forms.ts'
import { words } from '#words'
import { effectView } from './effects.ts'
import type { Say } from './projects.ts'

const TONES = { draft: 'plain', sealed: 'plain', running: 'warning', evaluated: 'warning', published: 'good', decided: 'good', abandoned: 'bad' } as const // prettier-ignore
const WORTH_TONES = { yes: 'success', maybe: 'note', no: 'warning', untold: 'note' } as const
const DIGITS = 3
const POWER_ENOUGH = 0.8
const GROSZE = 100
type Plan = PilotWhole['plan']

/** `broken` says that its sealed plan was not kept to. */
export function pilotCard({ t, format, lang }: Say, { id, state, plan, decision }: Pilot, broken = false) {
  return {
    broken,
    ...{ id, tone: TONES[state], title: said(plan.titles, lang), hypothesis: said(plan.hypothesis, lang) },
    state: decision ? t(`pilots.decided.${decision.outcome}`) : t(`pilots.state.${state}`),
    when: t('pilots.range', { from: format.day(plan.from), to: format.day(plan.to) }),
  }
}
export type PilotCard = ReturnType<typeof pilotCard>

const figure = ({ format }: Say, value: number): string => format.number(Number(value.toPrecision(DIGITS)), value === 0 ? 0 : Math.max(0, Math.min(6, DIGITS - 1 - Math.floor(Math.log10(Math.abs(value)))))) // prettier-ignore

const COLUMN_WORDS = { outcome: 'outcomeColumn', unit: 'unitColumn', time: 'timeColumn', treated: 'treatedColumn', cluster: 'clusterColumn', from: 'from', treatedUnit: 'treatedUnit', covariates: 'covariates' } as const // prettier-ignore

/** The method, then its columns and choices, each by the label under which it was typed. */
function designText({ t }: Say, design: EffectPlan): string {
  const given = design as unknown as Record<string, string | string[] | undefined>
  const parts = (Object.keys(COLUMN_WORDS) as (keyof typeof COLUMN_WORDS)[]).flatMap((name) => {
    const value = given[name]
    return value === undefined || value.length === 0
      ? []
      : [`${t(`pilots.work.${COLUMN_WORDS[name]}`)}: ${[value].flat().join(', ')}`]
  })
  const season = seasonChoices({ t }).find(({ value }) => value !== '' && value === seasonOf(design))
  if (season) parts.push(`${t('pilots.work.season')}: ${season.label}`)
  return `${methodName(t, design.method)}. ${parts.join('. ')}.`
}

/** Names of methods are those of the words on effects. */
export const methodName = (t: Say['t'], method: EffectPlan['method']): string => t(`pilots.method.${method}`)

/** What an indicator or a sum of readings is called; a table names its own column. */
export async function outcomeName({ city, lang }: Say, source: Plan['source']): Promise<string | undefined> {
  if (source.kind === 'table') return undefined
  if (source.kind === 'feed') return (await city.infrastructure.feeds.list()).find(({ feed }) => feed.id === source.feed)?.feed.names[lang] // prettier-ignore
  return (await city.indicators.definitions()).find(({ id }) => id === source.indicator)?.names[lang]
}

export function planOf(say: Say, { plan, pilot }: Pick<PilotWhole, 'plan' | 'pilot'>, name?: string) {
  const { t, format, lang } = say
  const { source, smallest, better, units, unit, power } = plan
  const facts: [string, string][] = [
    [t('pilots.hypothesis'), said(plan.hypothesis, lang).text],
    [t('pilots.outcome'), source.kind === 'indicator' ? t('pilots.outcomeIndicator', { indicator: name ?? source.indicator }) : source.kind === 'feed' ? t('pilots.outcomeFeed', { feed: name ?? source.feed }) : source.what], // prettier-ignore
    [t('pilots.compared'), t('pilots.unitsMin', { units, unit: t(`pilots.unit.${unit}`) })],
    [t('pilots.design'), designText(say, plan.design)],
    [t('pilots.smallest'), t('pilots.smallestSays', { better, value: smallest })],
    [
      t('pilots.power'),
      power === null
        ? t('pilots.powerUnknown')
        : t('pilots.powerSays', { power, low: power < POWER_ENOUGH ? 'yes' : 'no' }),
    ],
    [t('pilots.stopping'), said(plan.stopping, lang).text],
    [t('pilots.time'), t('pilots.range', { from: format.day(plan.from), to: format.day(plan.to) })],
    ...(pilot.startedOn ? [[t('pilots.started'), format.day(pilot.startedOn)] as [string, string]] : []),
    [t('pilots.cost'), money(say, plan.cost_minor, plan.currency)],
  ]
  const { sealed } = pilot
  return {
    facts,
    seal: sealed && { text: t('pilots.sealedOn', { at: format.moment(sealed.at) }), sha256: sealed.sha256, entryId: sealed.entryId }, // prettier-ignore
  }
}

/** Days in figures are shown as days. */
const shown = ({ format }: Say, figures: Record<string, string | number>) =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? format.day(value) : value])) // prettier-ignore

export const violationsOf = (say: Say, violations: PilotWhole['violations']) =>
  violations.map(({ id, figures }, i) => ({ key: `${id}${i}`, text: say.t(`pilots.violation.${id}`, shown(say, figures)) })) // prettier-ignore

/** `name`: what the outcome is called, where its column says no more than “value”. */
export function foundOf(say: Say, plan: Plan, found: PilotFound, name?: string) {
  const { t, format, lang } = say
  const { worth } = found
  const effect = { ...found.effect, outcome: name ?? found.effect.outcome }
  const unit = effect.unit === '%' ? ` ${format.unit('pp')}` : effect.unit ? ` ${effect.unit}` : ''
  return {
    ...{ worth: t(`pilots.worth.${worth}`), tone: WORTH_TONES[worth] },
    estimate: `${effect.estimate > 0 ? '+' : ''}${figure(say, effect.estimate)}${unit}`,
    ...{ outcome: effect.outcome, effect: effectView(lang, format, effect) },
    perUnit: priceOf(say, plan, found),
    broken: found.violations.length > 0,
    inputs: found.inputs.map(({ name, from, sha256 }) => ({ name, from, sha256 })),
    ...{ sha256: found.sha256, at: format.moment(found.at), isPublic: found.verifiedAt !== null },
  }
}

/** Of a step for the better; where it went the other way, or may have, there is no price. */
/** What public pilots found of the effect that a project promises. */
export async function measuredOf(say: Say, { id, promise }: Pick<Project, 'id'> & Pick<ProjectAround, 'promise'>) {
  const { pilots } = say.city.innovations
  const own = (await pilots.list()).filter(({ plan: { projectId, source } }) => projectId === id && source.kind === 'indicator' && source.indicator === promise?.now.indicator) // prettier-ignore
  const all = await Promise.all(own.map((pilot) => pilots.one(pilot.id)))
  return all.flatMap(
    ({ pilot, plan, found }) =>
    found ? [{ id: pilot.id, text: say.t('projects.promise.measured', { size: foundOf(say, plan, found).estimate }) }] : [], // prettier-ignore
  )
}

function priceOf(say: Say, { better }: Pick<Plan, 'better'>, { cost }: PilotFound): string {
  if (!cost) return ''
  const { interval, perUnit, currency } = cost
  const sign = better === 'higher' ? 1 : -1
  if (!interval || perUnit === null || sign * perUnit < 0) return say.t('pilots.perUnitUnbounded')
  const amount = (value: number) => money(say, Math.round(Math.abs(value) * GROSZE), currency)
  const [low, high] = [interval.low, interval.high].sort((a, b) => Math.abs(a) - Math.abs(b)) as [number, number]
  return `${amount(perUnit)} (${amount(low)} – ${amount(high)})`
}

export const logOf = (say: Say, log: PilotWhole['log']) =>
  log.map(({ id, kind, content, at }) => ({ id, at: say.format.moment(at), by: '', what: say.t(`pilots.line.${kind}`, shown(say, content as Record<string, string>)), text: String(content.grounds ?? content.reasons ?? '') })).reverse() // prettier-ignore

export const amendmentsOf = (say: Say, amendments: PilotWhole['amendments']) =>
  amendments.map(({ number, grounds, at, sha256, entryId, to, design }) => {
    const facts: [string, string][] = [
      ...(to ? [[say.t('pilots.work.newEnd'), say.format.day(to)] as [string, string]] : []),
      ...(design ? [[say.t('pilots.design'), designText(say, design)] as [string, string]] : []),
    ]
    return { number, grounds, sha256, entryId, facts, title: say.t('pilots.amendmentSays', { number, at: say.format.moment(at) }) } // prettier-ignore
  })

export function decisionOf({ t }: Say, { decision }: Pilot) {
  if (!decision) return undefined
  const { outcome, reasons, worked, failed, conditions } = decision
  const facts: [string, string][] = [[t('pilots.reasons'), reasons], [t('pilots.worked'), worked], [t('pilots.failed'), failed], [t('pilots.conditions'), conditions]] // prettier-ignore
  return { outcome: t(`pilots.decided.${outcome}`), facts: facts.filter(([, text]) => text !== '') }
}

/** What is made of readings and open to everybody. */
export const openFeeds = async (city: City, lang: Say['lang']) =>
  (await city.infrastructure.feeds.list()).flatMap(({ feed, opening }) => opening ? [{ value: feed.id, label: feed.names[lang] }] : []) // prettier-ignore

/** How many periods come round again. */
const SEASONS = { four: 4, seven: 7, twelve: 12, twentyFour: 24 } as const
const seasonChoices = ({ t }: Pick<Say, 't'>) => [
  { value: '', label: t('pilots.work.seasons.none') },
  ...(Object.keys(SEASONS) as (keyof typeof SEASONS)[]).map((name) => ({ value: String(SEASONS[name]), label: t(`pilots.work.seasons.${name}`) })), // prettier-ignore
]
/** Of an interrupted series: its rhythm, where it is one of those that the form knows or none. */
const seasonOf = (design: EffectPlan): string => (design.method === 'its' && design.season.kind === 'places' ? String(design.season.length) : '') // prettier-ignore

export const planChoices = ({ t }: Say) => ({
  seasons: seasonChoices({ t }),
  units: PILOT_UNITS.map((value) => ({ value, label: t(`pilots.unit.${value}`) })),
  methods: EFFECT_METHODS.map((value) => ({ value, label: methodName(t, value) })),
  outcomes: PILOT_OUTCOMES.map((value) => ({ value, label: t(`pilots.decided.${value}`) })),
})

/** What a pilot may answer or measure: challenges of one's own whose team was chosen, and projects that were not given up. */
export async function planAround({ city, lang }: Say, actor: Actor) {
  const [challenges, { projects }] = await Promise.all([
    city.innovations.challenges.ownOf(actor),
    city.strategy.projects.list(),
  ])
  return {
    challenges: challenges.filter(({ state }) => state === 'selected' || state === 'pilot').map(({ id, problem }) => ({ value: id, label: said(problem.titles, lang).text })), // prettier-ignore
    projects: projects.filter(({ state }) => state !== 'cancelled').map(({ id, titles }) => ({ value: id, label: said(titles, lang).text })), // prettier-ignore
  }
}

function perhaps(form: FormData, name: string, right: string, fits = (value: number) => value > 0): number | undefined {
  const found = textOf(form, name).trim()
  if (found === '') return undefined
  const value = numberOf(found)
  if (value === undefined || !fits(value)) throw new Refusal('maintenance.typed', 422, { found, right, field: name })
  return value
}
const optional = (form: FormData, name: string) => textOf(form, name).trim() || undefined
const list = (text: string | undefined) => text?.split(',').map((one) => one.trim()).filter(Boolean) // prettier-ignore

/** A plan as it was typed. Throws `maintenance.typed`, and a ZodError for what is no plan. */
export function planIn(form: FormData, lang: Say['lang'], currency: string): PilotDraft {
  const treated = list(optional(form, 'treatedAreas'))
  const sources: Record<string, PilotDraft['source']> = {
    indicator: { kind: 'indicator', indicator: textOf(form, 'indicator').trim(), treated },
    feed: { kind: 'feed', feed: textOf(form, 'feed').trim(), treated },
  }
  const source = sources[textOf(form, 'source')] ?? { kind: 'table' as const, what: textOf(form, 'what').trim() }
  return {
    organisationId: textOf(form, 'organisationId'),
    titles: { [lang]: textOf(form, 'name').trim() },
    hypothesis: { [lang]: textOf(form, 'hypothesis').trim() },
    stopping: { [lang]: textOf(form, 'stopping').trim() },
    ...{ challengeId: optional(form, 'challengeId'), projectId: optional(form, 'projectId') },
    ...{ source, unit: textOf(form, 'unit') as 'street', better: textOf(form, 'better') as 'lower' },
    design: designIn(form, lang),
    smallest: perhaps(form, 'smallest', '1,5') ?? 0,
    units: perhaps(form, 'units', '24', (value) => Number.isInteger(value) && value > 0) ?? 0,
    spread: perhaps(form, 'spread', '2,5'),
    ...{ from: textOf(form, 'from'), to: textOf(form, 'to') },
    ...{ cost_minor: Math.round((perhaps(form, 'cost', '12 000', (value) => value >= 0) ?? 0) * GROSZE), currency },
  }
}

/** The fields of a design, and what the plan calls them. */
const DESIGN_FIELDS = { outcome: 'outcome', outcomeUnit: 'unitOfOutcome', unitColumn: 'unit', time: 'time', treated: 'treated', cluster: 'cluster', start: 'from', treatedUnit: 'treatedUnit', covariates: 'covariates', season: 'season' } as const // prettier-ignore

function typedDesign(design: EffectPlan): Record<string, string> {
  const given = design as unknown as Record<string, string | string[] | undefined>
  const typed = Object.entries(DESIGN_FIELDS).map(([field, key]) => [field, [given[key] ?? ''].flat().join(', ')])
  return { ...Object.fromEntries(typed), method: design.method, season: seasonOf(design) }
}

function designValue(field: string, text: string, method: string) {
  if (text === '') return undefined
  if (field === 'season') return { kind: 'places', length: Number(text) }
  return field === 'covariates' || (field === 'cluster' && method !== 'clusters') ? list(text) : text
}

/**
 * A design as it was typed. Of one that `stands` what the form does not show stays, as long as the method does. Throws
 * `pilots.design`.
 */
export function designIn(form: FormData, lang: Say['lang'], stands?: EffectPlan): EffectPlan {
  const method = textOf(form, 'method')
  const before = stands?.method === method ? stands : undefined
  const shown = before ? typedDesign(before) : {}
  const changed = Object.entries(DESIGN_FIELDS)
    .map(([field, key]) => ({ field, key, text: textOf(form, field).trim() }))
    .filter(({ field, text }) => text !== (shown[field] ?? ''))
  const given = Object.fromEntries(changed.map(({ field, key, text }) => [key, designValue(field, text, method)]))
  return designed(lang, { method, ...before, ...given })
}

/** The same, where it is another one than stands. Throws `pilots.design`. */
export function newDesignIn(form: FormData, lang: Say['lang'], stands: EffectPlan): EffectPlan | undefined {
  const design = designIn(form, lang, stands)
  const plain = (one: EffectPlan): unknown => JSON.parse(JSON.stringify(one))
  return isDeepStrictEqual(plain(design), plain(stands)) ? undefined : design
}

/** What the method needs and does not have is said by the label of its field. */
function designed(lang: Say['lang'], given: object): EffectPlan {
  const { data, error } = EffectPlan.safeParse(given)
  if (data) return data
  const missing = String(error!.issues[0]!.path[0])
  const label = missing in COLUMN_WORDS ? COLUMN_WORDS[missing as 'unit'] : 'method'
  const field = Object.entries(DESIGN_FIELDS).find(([, key]) => key === missing)?.[0] ?? missing
  throw new Refusal('pilots.design', 422, { missing: words[lang].t(`pilots.work.${label}`), field })
}

const DESIGN_BLAME = {
  'pilots.design': 'method',
  'stats.effects.period': 'start',
  'stats.effects.timing': 'treated',
  'stats.effects.columnUnknown': 'outcome',
} as const

export const AMEND_FORM = {
  fields: { grounds: 'pilots.work.grounds', outcome: 'pilots.work.outcomeColumn' },
  blame: { ...DESIGN_BLAME, 'pilots.backward': 'newEnd' },
} as const

export const PLAN_FORM = {
  fields: { name: 'pilots.work.name', hypothesis: 'pilots.hypothesis', outcome: 'pilots.work.outcomeColumn', smallest: 'pilots.work.smallest', units: 'pilots.work.units', stopping: 'pilots.stopping', from: 'pilots.work.begins', to: 'pilots.work.ends' }, // prettier-ignore
  blame: {
    'maintenance.typed': 'smallest',
    'pilots.backward': 'to',
    ...DESIGN_BLAME,
    'pilots.unknownIndicator': 'indicator',
    'pilots.unknownFeed': 'feed',
  },
} as const

/** The same the other way round, for a form that changes what is there. */
export function typedOf(plan: Plan, lang: Say['lang']): Record<string, string> {
  const { source } = plan
  return {
    ...{ challengeId: plan.challengeId ?? '', projectId: plan.projectId ?? '' },
    ...{ organisationId: plan.organisationId, name: said(plan.titles, lang).text, hypothesis: said(plan.hypothesis, lang).text, stopping: said(plan.stopping, lang).text }, // prettier-ignore
    ...{ source: source.kind, indicator: source.kind === 'indicator' ? source.indicator : '', feed: source.kind === 'feed' ? source.feed : '', treatedAreas: source.kind !== 'table' ? (source.treated ?? []).join(', ') : '', what: source.kind === 'table' ? source.what : '' }, // prettier-ignore
    ...typedDesign(plan.design),
    ...{ unit: plan.unit, better: plan.better, smallest: String(plan.smallest), units: String(plan.units), spread: String(plan.spread ?? '') }, // prettier-ignore
    ...{ from: plan.from, to: plan.to, cost: String(plan.cost_minor / GROSZE) },
  }
}
