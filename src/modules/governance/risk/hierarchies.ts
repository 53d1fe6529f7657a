/** Ways to say a value less exactly, level by level; each level only joins groups of the one before. The last is `*`. */
import { headerWords } from '../detectors/headers.ts'
import { refuse } from './refusals.ts'
import type { Coded } from './types.ts'

export const HIDDEN = '*'

export type HierarchyKind = 'age' | 'date' | 'teryt' | 'postalCode' | 'numbers' | 'taxonomy' | 'hide'
/** `widths`: of bands of numbers. */
export type Hierarchy = {
  kind: HierarchyKind
  steps: readonly ((value: string) => string)[]
  widths?: readonly number[]
}

const band = (from: number, width: number): string => (width === 1 ? String(from) : `${from}–${from + width - 1}`)
const floorTo = (value: number, width: number): number => Math.floor(value / width) * width

const whole = (text: string): number | undefined => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined)
/** What is not of the kind stays what it is until all is hidden. */
const stepOf =
  <T>(read: (text: string) => T | undefined, say: (value: T) => string) =>
  (text: string) => {
    const value = read(text)
    return value === undefined ? text : say(value)
  }
const hide = (): string => HIDDEN

/** Years of age: bands of 5, 10, 20. */
export const ages: Hierarchy = {
  kind: 'age',
  steps: [5, 10, 20].map((width) => stepOf(whole, (age) => band(floorTo(age, width), width))).concat(hide),
}

type Day = { year: number; month: number }
function dayOf(text: string): Day | undefined {
  const [, y, m] = /^(\d{4})-(\d{2})(?:-\d{2})?(?:T.*)?$/.exec(text) ?? []
  if (y) return { year: Number(y), month: Number(m) }
  const [, month, year] = /^\d{1,2}[./](\d{1,2})[./](\d{4})$/.exec(text) ?? []
  return year ? { year: Number(year), month: Number(month) } : undefined
}
const two = (n: number): string => String(n).padStart(2, '0')
const decade = (year: number): string => band(floorTo(year, 10), 10)

/** Days: month, quarter, year, decade. */
export const dates: Hierarchy = {
  kind: 'date',
  steps: [
    stepOf(dayOf, ({ year, month }) => `${year}-${two(month)}`),
    stepOf(dayOf, ({ year, month }) => `${year}-Q${Math.ceil(month / 3)}`),
    stepOf(dayOf, ({ year }) => String(year)),
    stepOf(dayOf, ({ year }) => decade(year)),
    hide,
  ],
}

const prefix = (pattern: RegExp, digits: number) => (text: string) =>
  pattern.test(text) ? text.slice(0, digits) + text.slice(digits).replace(/\d/g, HIDDEN) : text

const TERYT = /^\d{6,7}$/
/** Codes of places: gmina, powiat, voivodeship. */
export const teryt: Hierarchy = {
  kind: 'teryt',
  steps: [...[6, 4, 2].map((digits) => prefix(TERYT, digits)), hide],
}
const POSTAL = /^\d{2}-\d{3}$/
export const postalCodes: Hierarchy = {
  kind: 'postalCode',
  steps: [...[5, 4, 2, 1].map((digits) => prefix(POSTAL, digits)), hide],
}

/** Without what binary fractions add: 0.5 is five times 0.1. */
const exact = (value: number): number => Number(value.toPrecision(12))

const number = (text: string): number | undefined => {
  const value = Number(text.replace(/\s/g, '').replace(',', '.'))
  return text.trim() === '' || !Number.isFinite(value) ? undefined : value
}

/** Bands of growing width. Throws `governance.risk.notNested` where one width does not divide the next. */
export function numbers(widths: readonly number[]): Hierarchy {
  for (const [i, width] of widths.entries())
    if (!(width > 0) || (i > 0 && !Number.isInteger(exact(width / widths[i - 1]!))))
      throw refuse.notNested({ found: widths.join(', ') })
  const steps = widths.map((width) =>
    stepOf(number, (value) => {
      const from = Math.floor(exact(value / width))
      return `${exact(from * width)}–${exact((from + 1) * width)}`
    }),
  )
  return { kind: 'numbers', steps: [...steps, hide], widths }
}

/** Widths that fit what stands in the column: about 64, 16 and 4 bands. */
function fitting(values: readonly string[]): number[] {
  const all = values.map(number).filter((value) => value !== undefined)
  const span = all.reduce((a, b) => Math.max(a, b), -Infinity) - all.reduce((a, b) => Math.min(a, b), Infinity)
  const least = 10 ** Math.floor(Math.log10(Math.max(span, 1e-6) / 50))
  return [least, least * 5, least * 20]
}

/** Given as rows of a table: a value, what it belongs to, what that belongs to. Throws `governance.risk.notNested`. */
export function taxonomy(rows: readonly (readonly string[])[]): Hierarchy {
  const levels = rows.reduce((most, { length }) => Math.max(most, length - 1), 0)
  for (let level = 1; level < levels; level++) {
    const above = new Map<string, string>()
    for (const row of rows) {
      const [own, next] = [row[level] ?? '', row[level + 1] ?? '']
      if (above.has(own) && above.get(own) !== next)
        throw refuse.notNested({ found: `${own}: ${above.get(own)}, ${next}` })
      above.set(own, next)
    }
  }
  const steps = Array.from({ length: levels }, (_, i) => {
    const named = new Map(rows.map((row) => [row[0] ?? '', row[i + 1] ?? '']))
    return (text: string) => named.get(text) ?? text
  })
  return { kind: 'taxonomy', steps: [...steps, hide] }
}

export const hidden: Hierarchy = { kind: 'hide', steps: [hide] }

const MOST = 0.9
const AGE_MAX = 130

/** The one that fits a column, by its name and by what stands in it. */
export function hierarchyFor({ name, values }: Coded): Hierarchy {
  const said = values.filter((value) => value !== '')
  const most = (passes: (value: string) => boolean) =>
    said.length > 0 && said.filter(passes).length / said.length >= MOST
  const words = headerWords(name)
  if (most((value) => dayOf(value) !== undefined)) return dates
  if (most((value) => POSTAL.test(value))) return postalCodes
  if (words.has('place') && most((value) => TERYT.test(value))) return teryt
  if (words.has('age') && most((value) => (whole(value) ?? Infinity) <= AGE_MAX)) return ages
  if (words.has('birthDate') && most((value) => whole(value) !== undefined)) return numbers([5, 10, 20])
  if (said.length > 2 && most((value) => number(value) !== undefined)) return numbers(fitting(said))
  return hidden
}

/** For each level, from the exact one, the code of each value, what the codes say, and which step of the hierarchy it is, from 1. */
export type Levels = { codes: Int32Array; values: string[]; step: number }[]

/** Throws `governance.risk.notNested` where a level parts what the one before it joined. */
export function levelsOf({ name, values }: Coded, { steps }: Hierarchy): Levels {
  const levels: Levels = [{ codes: Int32Array.from(values, (_, i) => i), values: [...values], step: 0 }]
  for (const [at, step] of steps.entries()) {
    const known = new Map<string, number>()
    const codes = Int32Array.from(values, (value) => {
      const said = step(value)
      if (!known.has(said)) known.set(said, known.size)
      return known.get(said)!
    })
    const joined = new Map<number, number>()
    for (const [i, below] of levels.at(-1)!.codes.entries()) {
      if (joined.has(below) && joined.get(below) !== codes[i])
        throw refuse.notNested({ found: `${name}: ${values[i]}` })
      joined.set(below, codes[i]!)
    }
    // A level that joins nothing would only be gone through in vain.
    if (known.size < levels.at(-1)!.values.length) levels.push({ codes, values: [...known.keys()], step: at + 1 })
  }
  return levels
}

const FIXED: Partial<Record<HierarchyKind, Hierarchy>> = { age: ages, date: dates, teryt, postalCode: postalCodes }
export const GENERALISED = ['age', 'date', 'teryt', 'postalCode', 'numbers'] as const
export type Generalised = (typeof GENERALISED)[number]

/** What a value becomes at a step, from 1; null where it is not of the kind, so that nothing exact slips through. */
export function generalising(by: Generalised, step: number, widths: readonly number[] = []) {
  const say = (FIXED[by] ?? numbers(widths)).steps[step - 1] ?? hide
  return (text: string): string | null => {
    const said = say(text)
    return said === text || said === HIDDEN ? null : said
  }
}
