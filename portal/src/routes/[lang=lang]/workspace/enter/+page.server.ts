/** One figure by hand: first which, then its value beside what is published and what waits. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import type { Measure } from '#indicators'
import { submitted, textOf } from '#lib/server/forms.ts'
import { enter, importHref } from '#lib/server/imports.ts'
import { formatsOf } from '#lib/server/views/words.ts'
import { sentence, words, type Key, type Values } from '#words'
import type { Actions, PageServerLoad } from './$types'

const REASONS = ['noData', 'notYetAvailable', 'notAvailable', 'notApplicable', 'confidential', 'nil'] as const
/** `dim-age`: which value of a measure's dimension. */
const DIMENSION = 'dim-'

export const load: PageServerLoad = async (event) => {
  enter(event)
  const { city, actor, lang } = event.locals
  const asked = (name: string) => event.url.searchParams.get(name)?.trim() ?? ''
  const [measures, areas] = await Promise.all([city.indicators.measures(), city.places.areas()])
  const byName = <T extends { label: string }>(things: T[]) =>
    things.sort((a, b) => a.label.localeCompare(b.label, lang))
  const measure = measures.find(({ id }) => id === asked('measure'))
  const area = areas.find(({ id }) => id === asked('area'))
  const period = asked('period')
  const isChosen = measure && area && period !== '' && hasDimensions(measure, event.url.searchParams)
  const dimension = measure ? dimensionOf(measure, asked) : ''
  return {
    measures: byName(measures.map(({ id, names }) => ({ value: id, label: names[lang] }))),
    areas: byName(areas.map(({ id, names }) => ({ value: id, label: names[lang] }))),
    asked: { measure: measure?.id ?? '', area: area?.id ?? city.indicators.home, period },
    dimensions: (measure?.dimensions ?? []).map(({ id, names, values }) => ({
      name: `${DIMENSION}${id}`,
      label: names[lang],
      value: asked(`${DIMENSION}${id}`),
      options: values.map((one) => ({ value: one.id, label: one.names[lang] })),
    })),
    reasons: [...REASONS],
    place: isChosen && {
      ...{ measure: measure.id, area: area.id, period, dimension },
      ...{ name: measure.names[lang], areaName: area.names[lang], unit: measure.unit },
      ...(await city.indicators.entries.known(actor, { measure: measure.id, area: area.id, period, dimension })),
    },
  }
}

const hasDimensions = ({ dimensions = [] }: Measure, asked: URLSearchParams) =>
  dimensions.every(({ id }) => asked.has(`${DIMENSION}${id}`))

/** In the order in which files have them: by name. */
const dimensionOf = ({ dimensions = [] }: Measure, asked: (name: string) => string): string =>
  dimensions
    .map(({ id }) => id)
    .sort()
    .flatMap((id) => (asked(`${DIMENSION}${id}`) === '' ? [] : [`${id}=${asked(`${DIMENSION}${id}`)}`]))
    .join(';')

const FIELDS = { unit: 'checking.enter.unit', note: 'checking.enter.note' } as const

export const actions: Actions = {
  default: async (event) => {
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: FIELDS }, async ({ unit, note }, form) => {
      const said = (name: string) => textOf(form, name)
      const reason = REASONS.find((one) => one === said('missing'))
      const status = reason ? 'M' : (['A', 'P', 'E', 'B'] as const).find((one) => one === said('status'))
      const place = {
        measure: said('measure'),
        area: said('area'),
        period: said('period'),
        dimension: said('dimension'),
      }
      try {
        return await city.indicators.entries.enter(actor, {
          ...{ ...place, value: said('value'), unit, note, seen: Number(said('seen')) },
          ...{ status, reason },
        })
      } catch (error) {
        const told = await toldOf(event, error as Refused)
        const values = Object.fromEntries([...form.keys()].map((name) => [name, said(name)]))
        if (!told) throw error
        return fail(409, { errors: [told], values })
      }
    })
    if (!('state' in result)) return result
    redirect(303, importHref(event, result.id, { wait: '' }))
  },
}

type Refused = { code?: string; details?: Record<string, unknown> }
const COLUMN_FIELDS = ['value', 'unit', 'note', 'period', 'measure', 'area'] as const

/** What stands against the figure, in the names that people know; undefined where it is something else. */
async function toldOf({ locals: { city, lang } }: RequestEvent, { code, details = {} }: Refused) {
  const { t } = words[lang]
  if (code === 'indicators.notAccepted') {
    const said = details as Values
    const field = COLUMN_FIELDS.find((name) => name === said.column) ?? 'value'
    const parts = [`reading.problem.${said.code}` as Key, `reading.expected.${said.code}` as Key]
    return { field, message: parts.map((key) => t(key, said)).join(' ') }
  }
  if (code !== 'indicators.overtaken' && code !== 'indicators.alreadyEntered') return undefined
  const [measures, areas] = await Promise.all([city.indicators.measures(), city.places.areas()])
  const nameOf = (all: { id: string; names: Record<typeof lang, string> }[], id: unknown) =>
    all.find((one) => one.id === id)?.names[lang] ?? String(id)
  const named = {
    ...details,
    measure: nameOf(measures, details.measure),
    area: nameOf(areas, details.area),
    period: formatsOf(city, lang).period(String(details.period)),
  }
  return { field: 'value', message: sentence(lang, code, named) }
}
