/** Targets: those that hold, and a form that sets one, changes one, or withdraws it. */
import { fail, type RequestEvent } from '@sveltejs/kit'
import { done, enterWith, noteOf, numberOf, submitted, textOf } from '#lib/server/forms.ts'
import { sentence } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['set', 'changed', 'withdrawn'] as const
const KINDS = ['city', 'strategy', 'law', 'guideline'] as const
const PERIOD = /^\d{4}(-S[12]|-Q[1-4]|-M(0[1-9]|1[0-2])|-\d\d-\d\d)?$/

const enter = (event: RequestEvent): void => enterWith(event, 'analysis.decide')

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, lang } = event.locals
  const { analysis, indicators, places } = city
  const { home } = indicators
  const [{ kind }, targets, definitions, { indicators: judged }] = await Promise.all([
    places.area(home),
    analysis.targets({ area: home }),
    indicators.definitions(),
    analysis.strengths(analysis.parameters({})),
  ])
  const states = new Map(
    judged.flatMap(({ targets }) => targets.map(({ target, state }) => [target.id, state] as const)),
  )
  const known = new Map(definitions.map((definition) => [definition.id, definition]))
  const chosen = targets.find(({ id }) => id === event.url.searchParams.get('change'))
  return {
    note: noteOf(event, NOTES),
    targets: targets.map((target) => {
      const definition = known.get(target.indicator)
      return {
        ...{ id: target.id, value: target.value, unit: target.unit, period: target.period, kind: target.kind },
        ...{ bound: target.bound, name: target.names[lang], indicator: target.indicator, version: target.version },
        indicatorName: definition?.names[lang] ?? target.indicator,
        decimals: definition?.decimals,
        state: states.get(target.id),
      }
    }),
    chosen,
    chosenIndicator: chosen && {
      id: chosen.indicator,
      name: known.get(chosen.indicator)?.names[lang] ?? chosen.indicator,
    },
    versions: chosen && (await analysis.targetVersions(chosen.id)),
    indicators: definitions
      .filter(({ areas }) => areas.includes(kind))
      .map(({ id, names, unit, direction }) => ({ id, name: names[lang], unit, direction }))
      .sort((a, b) => a.name.localeCompare(b.name, lang)),
    kinds: KINDS,
  }
}

const FIELDS = {
  indicator: 'analysis.targets.indicator',
  value: 'analysis.targets.value',
  kind: 'analysis.targets.kind',
  namePl: 'analysis.targets.namePl',
  nameEn: 'analysis.targets.nameEn',
  nameUk: 'analysis.targets.nameUk',
  source: 'analysis.targets.source',
  grounds: 'analysis.targets.grounds',
} as const
type Values = Record<keyof typeof FIELDS, string>

const BLAME = {
  'analysis.targetOutside': 'value',
  'analysis.targetUnit': 'value',
  'analysis.targetBound': 'bound',
  'analysis.targetInPast': 'period',
  'analysis.targetPassed': 'period',
  'indicators.unknown': 'indicator',
} as const

export const actions: Actions = {
  set: async (event) => {
    enter(event)
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: FIELDS, blame: BLAME }, async (values, form) => {
      const draft = await draftOf(event, values, form)
      if ('status' in draft) return draft
      return city.analysis.setTarget(actor, draft, values.grounds)
    })
    if (!('version' in result)) return result
    done(event, '/workspace/targets', 'set')
  },

  change: async (event) => {
    enter(event)
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: FIELDS, blame: BLAME }, async (values, form) => {
      const draft = await draftOf(event, values, form)
      if ('status' in draft) return draft
      const { indicator: _indicator, area: _area, ...said } = draft
      const expected = Number(textOf(form, 'version'))
      return city.analysis.changeTarget(actor, textOf(form, 'id'), said, expected, values.grounds)
    })
    if (!('version' in result)) return result
    done(event, '/workspace/targets', 'changed')
  },

  withdraw: async (event) => {
    enter(event)
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: { reason: 'analysis.targets.grounds' } }, ({ reason }, form) =>
      city.analysis.withdrawTarget(actor, textOf(form, 'id'), Number(textOf(form, 'version')), reason),
    )
    if (!('version' in result)) return result
    done(event, '/workspace/targets', 'withdrawn')
  },
}

/** What the form says, in the indicator's own unit; a refusal where a number or a period cannot be read. */
async function draftOf({ locals: { city, lang } }: RequestEvent, values: Values, form: FormData) {
  const { unit } = await city.indicators.definition(values.indicator)
  const value = numberOf(values.value)
  const period = textOf(form, 'period').trim() || undefined
  const url = textOf(form, 'url').trim() || undefined
  const wrong = (field: string, right: string) => {
    const message = sentence(lang, 'analysis.field', { right })
    return fail(422, {
      errors: [{ field, message }],
      values: Object.fromEntries([...form].map(([k, v]) => [k, String(v)])),
    })
  }
  if (value === undefined) return wrong('value', '12,5')
  if (period !== undefined && !PERIOD.test(period)) return wrong('period', '2030, 2030-S1, 2030-Q1, 2030-M05')
  if (url !== undefined && !/^https?:\/\/\S+$/.test(url)) return wrong('url', 'https://…')
  const source = { names: { pl: values.source, en: values.source, uk: values.source }, url }
  const bound = textOf(form, 'bound')
  return {
    ...{ indicator: values.indicator, area: city.indicators.home, value, unit, period, source },
    kind: values.kind as (typeof KINDS)[number],
    bound: bound === 'atLeast' || bound === 'atMost' ? (bound as 'atLeast' | 'atMost') : undefined,
    names: { pl: values.namePl, en: values.nameEn, uk: values.nameUk },
  }
}
