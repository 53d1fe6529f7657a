/**
 * A unit is a scale and a vector of dimensions: 'bed/(100000 person)' is 1/100000 of bed¹ person⁻¹. Scales are exact
 * ratios, so a conversion multiplies by an integer and divides by an integer, and rounds no more than that.
 */
import { LENGTH_NAMES, UNSCALABLE, unitWord, type Ratio } from './unit-words.ts'

export type { Ratio }
export type Unit = {
  /** As it was written; printed where it was computed. */
  readonly text: string
  /** How many base units make one of this unit. */
  readonly scale: Ratio
  /** Power by base unit, counted thing or currency; no zero powers. */
  readonly dimension: ReadonlyMap<string, number>
  /** The number in front, percent included, and the words with their powers: what printing needs. */
  readonly coefficient: Ratio
  readonly words: ReadonlyMap<string, number>
}

export const UNIT_POWER_MAX = 12
const SCALE_DIGITS_MAX = 60
const SCALE_MAX = 10n ** BigInt(SCALE_DIGITS_MAX)

/** A unit, or undefined where its powers or its scale exceed what any quantity needs. */
export function makeUnit(
  coefficient: Ratio,
  words: Iterable<readonly [string, number]>,
  text?: string,
): Unit | undefined {
  const kept = new Map([...words].filter(([, power]) => power !== 0))
  const dimension = new Map<string, number>()
  let scale = reduce(coefficient)
  for (const [name, power] of kept) {
    if (Math.abs(power) > UNIT_POWER_MAX) return undefined
    const word = unitWord(name)
    scale = times(scale, raise(word.scale, power))
    if (tooLarge(scale)) return undefined
    for (const [base, basePower] of Object.entries(word.dimension)) {
      const sum = (dimension.get(base) ?? 0) + basePower * power
      if (sum === 0) dimension.delete(base)
      else dimension.set(base, sum)
    }
  }
  const unit = { scale, dimension, coefficient: reduce(coefficient), words: kept }
  return tooLarge(scale) ? undefined : { ...unit, text: text ?? printUnit(unit) }
}

export const NUMBER: Unit = makeUnit({ num: 1n, den: 1n }, [], '1')!

export function multiplyUnits(a: Unit, b: Unit): Unit | undefined {
  return combine(a, b, 1)
}

export function divideUnits(a: Unit, b: Unit): Unit | undefined {
  return combine(a, b, -1)
}

function combine(a: Unit, b: Unit, sign: 1 | -1): Unit | undefined {
  const words = new Map(a.words)
  for (const [name, power] of b.words) words.set(name, (words.get(name) ?? 0) + sign * power)
  return makeUnit(times(a.coefficient, raise(b.coefficient, sign)), words)
}

/** Do the two measure the same thing, so that one converts into the other? */
export function comparable(a: Unit, b: Unit): boolean {
  if (a.dimension.size !== b.dimension.size) return false
  for (const [base, power] of a.dimension) if (b.dimension.get(base) !== power) return false
  return true
}

/** What a value in `from` is multiplied by to be one in `to`; undefined where they measure different things. */
export function conversion(from: Unit, to: Unit): Ratio | undefined {
  return comparable(from, to) ? times(from.scale, raise(to.scale, -1)) : undefined
}

/** A value in one unit as a value in another; undefined where they measure different things. */
export function convertValue(value: number, from: Unit, to: Unit): number | undefined {
  const ratio = conversion(from, to)
  return ratio && applyRatio(value, ratio)
}

/** Multiplies before it divides: each is rounded once, and whole numbers stay whole. */
export function applyRatio(value: number, { num, den }: Ratio): number {
  const multiplied = num === 1n ? value : value * Number(num)
  return den === 1n ? multiplied : multiplied / Number(den)
}

export function compareScales(a: Unit, b: Unit): number {
  const difference = a.scale.num * b.scale.den - b.scale.num * a.scale.den
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function isNumber(unit: Unit): boolean {
  return unit.dimension.size === 0
}

export function isUnscalable(unit: Unit): boolean {
  for (const base of unit.dimension.keys()) if (UNSCALABLE.has(base)) return true
  return false
}

type Printable = Pick<Unit, 'coefficient' | 'words'>

/** The unit as text that reads back to the same unit: 'bed/(100000 person)', '%', 'ug/m3', '1000 t'. */
export function printUnit({ coefficient: { num, den }, words }: Printable): string {
  if (words.size === 0 && num === 1n && den === 100n) return '%'
  const above: string[] = num === 1n ? [] : [`${num}`]
  const below: string[] = den === 1n ? [] : [`${den}`]
  for (const [name, power] of words) (power > 0 ? above : below).push(printPower(name, Math.abs(power)))
  const top = above.length === 0 ? '1' : above.join(' ')
  if (below.length === 0) return top
  return below.length === 1 ? `${top}/${below[0]}` : `${top}/(${below.join(' ')})`
}

function printPower(name: string, power: number): string {
  if (power === 1) return name
  return LENGTH_NAMES.has(name) && power <= 3 ? `${name}${power}` : `${name}^${power}`
}

function times(a: Ratio, b: Ratio): Ratio {
  return reduce({ num: a.num * b.num, den: a.den * b.den })
}

function raise({ num, den }: Ratio, power: number): Ratio {
  const exponent = BigInt(Math.abs(power))
  return power >= 0 ? { num: num ** exponent, den: den ** exponent } : { num: den ** exponent, den: num ** exponent }
}

function reduce({ num, den }: Ratio): Ratio {
  let [a, b] = [num, den]
  while (b !== 0n) [a, b] = [b, a % b]
  return { num: num / a, den: den / a }
}

function tooLarge({ num, den }: Ratio): boolean {
  return num > SCALE_MAX || den > SCALE_MAX
}
