/** On what the demonstration plays: a clock that it moves, a calendar of days that have passed, and the people who act. */
import type { Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import type { Texts } from '#words'
import type { Unia } from '../../../app.ts'
import { SAID, type Said } from './words.ts'

export type House = Pick<Unia, 'analysis' | 'database' | 'identity' | 'indicators' | 'info' | 'innovations' | 'jobs' | 'ledger' | 'participation' | 'places' | 'strategy'> // prettier-ignore

/** The demonstration ends on a day of March: in the year before, where that is still to come. */
const END = '03-25'
const NOON = 'T12:00:00Z'

/** `year` is the one in which it ends: it was voted on two years before, and its effect is seen in the year between. */
export type Calendar = ReturnType<typeof calendarFor>
export function calendarFor(now: Date) {
  const own = now.getUTCFullYear()
  const year = now.toISOString().slice(5, 10) > END ? own : own - 1
  const on = (ago: number, monthDay: string): string => `${year - ago}-${monthDay}`
  return { year, on, at: (ago: number, monthDay: string): Date => new Date(on(ago, monthDay) + NOON) }
}

/** Somebody who may do just this. Made up, as all the rest: there is no such account. */
const person = (number: number, name: string, ...may: string[]): Actor => ({
  ...{ id: `00000000-0000-4000-8000-0000000d${String(number).padStart(4, '0')}`, kind: 'person', name },
  can: (permission) => may.includes(permission),
})
export const PEOPLE = {
  organiser: person(1, 'Demo: organiser', 'participation.organise', 'participation.register'),
  office: person(2, 'Demo: office', 'participation.answer', 'strategy.projects'),
  department: person(3, 'Demo: department', 'innovations.organise'),
  analyst: person(4, 'Demo: analyst', 'innovations.verify'),
  authors: [person(5, 'Demo: author'), person(6, 'Demo: author'), person(7, 'Demo: author')],
} as const

export type Stage = {
  house: House
  calendar: Calendar
  clock: ReturnType<typeof fixedClock>
  /** What is said in one language is said in the city's own. */
  say(what: Said): string
  own(texts: Texts): string
  organisationId: string
  /** The how manieth time it is shown: what was taken away is not said in the same words again. */
  time: number
  told(step: string): void
}

export function stageOf(house: House, given: Omit<Stage, 'house' | 'say' | 'own'>): Stage {
  const lang = house.info.languages[0] ?? 'en'
  return { ...given, house, own: (texts) => texts[lang], say: (what) => SAID[what][lang] }
}
