/** Forms of alarms, orders and budgets, read: numbers and money as people write them. */
import type { RequestEvent } from '@sveltejs/kit'
import type { AlarmRuleDraft, OrderDraft, ScheduleDraft } from '#infrastructure'
import { Refusal } from '#platform/errors'
import { numberOf, submitted, textOf } from './forms.ts'

const GROSZE = 100

const DONE = { done: true } as const
/** Does what the form says; true where it was done, otherwise what is wrong with it. */
export async function doing(
  event: RequestEvent,
  asked: Parameters<typeof submitted>[1],
  work: (form: FormData) => Promise<unknown>,
) {
  // prettier-ignore
  return submitted(event, asked, async (_, form) => {
    await work(form)
    return DONE
  })
}

/** Throws `maintenance.typed` for a number that cannot be read. */
export function numberIn(form: FormData, name: string, right: string, otherwise?: number): number {
  const found = textOf(form, name)
  const value = found.trim() === '' ? otherwise : numberOf(found)
  if (value === undefined) throw new Refusal('maintenance.typed', 422, { found, right, field: name })
  return value
}
export const moneyIn = (form: FormData, name: string, otherwise?: number): number =>
  Math.round(numberIn(form, name, '1 250,50', otherwise) * GROSZE)

const list = (text: string, by: RegExp) => text.split(by).map((one) => one.trim()).filter(Boolean) // prettier-ignore
const optional = (form: FormData, name: string) => textOf(form, name).trim() || undefined

export function ruleIn(form: FormData): AlarmRuleDraft {
  const kind = textOf(form, 'kind')
  const delay_min = numberIn(form, 'delay', '10', 0)
  const limit = () => numberIn(form, 'limit', '250')
  const condition = (): AlarmRuleDraft['condition'] => {
    if (kind === 'above' || kind === 'below')
      return { kind: 'threshold', side: kind, limit: limit(), hysteresis: numberIn(form, 'back', '5', 0), delay_min }
    if (kind === 'state') return { kind, values: list(textOf(form, 'limit'), /,/), delay_min }
    if (kind === 'silence') return { kind, longerThan_min: limit() }
    return { kind: 'rate', side: kind as 'rising', limit: limit(), delay_min }
  }
  const step = (name: string, after_min: number) => {
    const organisationId = textOf(form, name)
    return organisationId ? [{ after_min, organisationId }] : []
  }
  const name = textOf(form, 'name-pl')
  return {
    names: { pl: name, en: optional(form, 'name-en') ?? name, uk: optional(form, 'name-uk') ?? name },
    organisationId: textOf(form, 'organisationId'),
    scope: { type: optional(form, 'thing'), ids: list(textOf(form, 'ids'), /\s+/) },
    ...{ attribute: textOf(form, 'attribute'), condition: condition() },
    severity: textOf(form, 'severity') as 'warning',
    escalation: [...step('tell', 0), ...step('later', numberIn(form, 'after', '30', 30))],
  }
}

/** A step that ends with `*` takes a photo. */
const checklistIn = (text: string) =>
  list(text, /\n/).map((line) => ({ text: line.replace(/\s*\*$/, ''), photo: line.endsWith('*') }))

/** `before` stands before each name, where a page has two such forms. */
export function orderIn(form: FormData, before = ''): OrderDraft {
  const text = (name: string) => textOf(form, before + name)
  return {
    ...{ title: text('title'), text: text('text'), organisationId: text('organisationId') },
    kind: text('kind') as 'fault',
    priority: text('priority') as 'normal',
    ...{ entityId: optional(form, `${before}entity`), place: optional(form, `${before}place`) },
    estimate_grosze: moneyIn(form, `${before}estimate`, 0),
    checklist: checklistIn(text('checklist')),
  }
}

/** The names of a schedule's order, which shares its page with another. */
export const AGAIN = 'again-'

export function scheduleIn(form: FormData): ScheduleDraft {
  const unit = textOf(form, 'unit')
  const count = numberIn(form, 'count', '6')
  const { counter, attribute } = { counter: textOf(form, 'counter'), attribute: textOf(form, 'attribute') }
  return {
    ...orderIn(form, AGAIN),
    every:
      unit === 'meter'
        ? { by: 'meter', entityId: counter, attribute, units: count }
        : { by: 'calendar', unit: unit as 'day', count, from: textOf(form, 'from') },
  }
}
