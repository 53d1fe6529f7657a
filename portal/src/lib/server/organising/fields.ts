/** The fields of an organiser's forms, as data: what is asked, what stands there, and how what was typed is read. */
import { Refusal } from '#platform/errors'
import { zoneOf, type Zone } from '#stats'
import type { Edition, Rules } from '#participation'
import { LANGS } from '#words'
import { numberOf, textOf } from '#lib/server/forms.ts'
import type { Say } from '#lib/server/views/budgets.ts'

const PARTS_PER_UNIT = 100
const MINUTES_A_DAY = 1_440
const NAME_CHARS_MAX = 200
/** More than any number here means anything. */
const MOST = 10_000_000_000_000

type Common = { name: string; label: string; hint?: string }
export type FormField = Common &
  (
    | { kind: 'text' | 'number' | 'area'; value: string; required: boolean }
    | { kind: 'moment'; value: string; required: boolean; shown: string }
    | { kind: 'choice'; value: string; options: { value: string; label: string }[] }
    | { kind: 'tick'; checked: boolean }
  )
/** Fields under one heading; `folded` where most do without; `fixed` is why they are only shown. */
export type FormGroup = { title?: string; hint?: string; folded?: boolean; fixed?: string; fields: FormField[] }

/** `areas`: those of the city that a pool may be for. */
export type StepParts = { say: Say; zone: Zone; edition: Edition; now: Date; areas: AreaChoice[] }
export type AreaChoice = { value: string; label: string; names: Rules['names'] }
export type Step = {
  groups(parts: StepParts): FormGroup[]
  /** The rules as the form says them. Throws `participation.rules` for what cannot be read. */
  read(form: Reader, edition: Edition): Rules
}

export const text = (name: string, label: string, value: string, hint?: string): FormField => ({ kind: 'text', name, label, value, hint, required: true }) // prettier-ignore
export const area = (name: string, label: string, value: string): FormField => ({ kind: 'area', name, label, value, required: true }) // prettier-ignore
export const number = (name: string, label: string, value: number | undefined, { hint, required = true }: { hint?: string; required?: boolean } = {}): FormField => ({ kind: 'number', name, label, value: value === undefined ? '' : `${value}`, hint, required }) // prettier-ignore
export const amount = (name: string, label: string, minor: number | undefined, more = {}): FormField =>
  number(name, label, minor === undefined ? undefined : minor / PARTS_PER_UNIT, more)
export const moment = ({ zone, say }: StepParts, name: string, label: string, at: Date | undefined): FormField => ({
  ...{ kind: 'moment', name, label, required: false, value: at ? wallOf(zone, at) : '' },
  shown: at ? say.format.moment(at) : '',
})
const wallOf = (zone: Zone, at: Date) => new Date(zone.wallOf(at.getTime())).toISOString().slice(0, 16)
export const tick = (name: string, label: string, checked: boolean): FormField => ({
  kind: 'tick',
  name,
  label,
  checked,
})
export const choice = (name: string, label: string, value: string, options: { value: string; label: string }[]): FormField => ({ kind: 'choice', name, label, value, options }) // prettier-ignore

export const zoneOfCity = (timezone: string): Zone => zoneOf(timezone)

type Wrong = { field: string; problem: string; details?: Record<string, string | number> }

/** What was typed, read field by field; everything that cannot be read is told at once by `end`. */
export type Reader = ReturnType<typeof readerOf>
export function readerOf(form: FormData, zone: Zone) {
  const wrong: Wrong[] = []
  const typed = (name: string) => textOf(form, name).trim()

  function numberAt(name: string, most = MOST): number | undefined {
    const found = typed(name)
    const value = found === '' ? undefined : numberOf(found)
    if (found !== '' && value === undefined) wrong.push({ field: name, problem: 'typed', details: { found } })
    if (value !== undefined && (value < 0 || value > most))
      wrong.push({ field: name, problem: 'range', details: { most } })
    return value
  }
  return {
    text: typed,
    isTicked: (name: string) => form.has(name),
    has: (name: string) => typed(name) !== '',
    /** Whole numbers; undefined where nothing was typed. */
    number(name: string, most?: number): number | undefined {
      const value = numberAt(name, most)
      if (value !== undefined && !Number.isInteger(value)) wrong.push({ field: name, problem: 'whole' })
      return value
    },
    /** In the smallest part of the currency; `asked` where it may not be left out. */
    amount(name: string, asked = false): number | undefined {
      const value = numberAt(name)
      if (asked && typed(name) === '') wrong.push({ field: name, problem: 'missing' })
      return value === undefined ? undefined : Math.round(value * PARTS_PER_UNIT)
    },
    /** In Polish at least; the other languages say the same where nothing else is typed. */
    names(): Rules['names'] {
      const pl = typed('names.pl')
      if (pl === '') wrong.push({ field: 'names.pl', problem: 'missing' })
      for (const lang of LANGS)
        if (typed(`names.${lang}`).length > NAME_CHARS_MAX)
          wrong.push({ field: `names.${lang}`, problem: 'long', details: { most: NAME_CHARS_MAX } })
      return { pl, en: typed('names.en') || pl, uk: typed('names.uk') || pl }
    },
    /** By the city's clock; `own` where the minute is still that of it. */
    moment(name: string, own?: Date): Date | undefined {
      if (own && typed(name) === wallOf(zone, own)) return own
      const [, day, hours, minutes] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(typed(name)) ?? []
      if (day === undefined || Number.isNaN(Date.parse(day))) return undefined
      return new Date(zone.startOf(day, (Number(hours) * 60 + Number(minutes)) % MINUTES_A_DAY))
    },
    wrong: (field: string, problem: string, details?: Wrong['details']) => void wrong.push({ field, problem, details }),
    end(): void {
      if (wrong.length > 0) throw new Refusal('participation.rules', 422, { count: wrong.length, problems: wrong })
    },
  }
}
