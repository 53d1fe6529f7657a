/** The fields of an organiser's forms, as data: what is asked, what stands there, and how what was typed is read. */
import { Refusal } from '#platform/errors'
import { zoneOf, type Zone } from '#stats'
import type { Edition, Rules } from '#participation'
import { numberOf, textOf } from '#lib/server/forms.ts'
import type { Say } from '#lib/server/views/budgets.ts'

const PARTS_PER_UNIT = 100
const MINUTES_A_DAY = 1_440

type Common = { name: string; label: string; hint?: string }
export type FormField = Common &
  (
    | { kind: 'text' | 'number' | 'moment' | 'area'; value: string; required: boolean }
    | { kind: 'choice'; value: string; options: { value: string; label: string }[] }
    | { kind: 'tick'; checked: boolean }
  )
/** Fields under one heading; `folded` where most do without. */
export type FormGroup = { title?: string; hint?: string; folded?: boolean; fields: FormField[] }

export type StepParts = { say: Say; zone: Zone; edition: Edition }
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
export const moment = (zone: Zone, name: string, label: string, at: Date | undefined, hint?: string): FormField => ({ kind: 'moment', name, label, hint, required: false, value: at ? new Date(zone.wallOf(at.getTime())).toISOString().slice(0, 16) : '' }) // prettier-ignore
export const tick = (name: string, label: string, checked: boolean): FormField => ({
  kind: 'tick',
  name,
  label,
  checked,
})
export const choice = (name: string, label: string, value: string, options: { value: string; label: string }[]): FormField => ({ kind: 'choice', name, label, value, options }) // prettier-ignore

export const zoneOfCity = (timezone: string): Zone => zoneOf(timezone)

type Wrong = { field: string; problem: string; details?: Record<string, string> }

/** What was typed, read field by field; everything that cannot be read is told at once by `end`. */
export type Reader = ReturnType<typeof readerOf>
export function readerOf(form: FormData, zone: Zone) {
  const wrong: Wrong[] = []
  const typed = (name: string) => textOf(form, name).trim()

  function numberAt(name: string): number | undefined {
    const found = typed(name)
    const value = found === '' ? undefined : numberOf(found)
    if (found !== '' && value === undefined) wrong.push({ field: name, problem: 'typed', details: { found } })
    return value
  }
  return {
    text: typed,
    isTicked: (name: string) => form.has(name),
    /** Undefined where nothing was typed. */
    number: numberAt,
    amount(name: string): number | undefined {
      const value = numberAt(name)
      return value === undefined ? undefined : Math.round(value * PARTS_PER_UNIT)
    },
    /** By the city's clock. */
    moment(name: string): Date | undefined {
      const [, day, hours, minutes] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(typed(name)) ?? []
      if (day === undefined || Number.isNaN(Date.parse(day))) return undefined
      return new Date(zone.startOf(day, (Number(hours) * 60 + Number(minutes)) % MINUTES_A_DAY))
    },
    wrong: (field: string, problem: string) => void wrong.push({ field, problem }),
    end(): void {
      if (wrong.length > 0) throw new Refusal('participation.rules', 422, { count: wrong.length, problems: wrong })
    },
  }
}
