/** What a value has to be besides of its type. */
import type { ProblemCode, Type } from '../types.ts'
import { createKeys } from './keys.ts'
import type { Field } from './schema.ts'

export type Broken = { code: ProblemCode; expected: string }
export type Check = (value: string, line: number) => Broken | undefined
/** A longer text fits no pattern. */
const PATTERN_CHARS_MAX = 500

/** Of a value in its type's spelling. */
export function checksOf({ type, constraints = {}, codes }: Field): Check[] {
  const { minimum, maximum, minLength, maxLength, pattern, enum: listed, unique } = constraints
  const below = compared(type)
  const broken = (wrong: (value: string) => boolean, code: ProblemCode, expected: string): Check => {
    const found: Broken = { code, expected }
    return (value) => (wrong(value) ? found : undefined)
  }
  const checks: Check[] = []
  if (minimum !== undefined) checks.push(broken((value) => below(value, minimum), 'valueTooSmall', `≥ ${minimum}`))
  if (maximum !== undefined) checks.push(broken((value) => below(maximum, value), 'valueTooLarge', `≤ ${maximum}`))
  if (minLength !== undefined) checks.push(broken((value) => value.length < minLength, 'valueTooShort', `≥ ${minLength}`)) // prettier-ignore
  if (maxLength !== undefined) checks.push(broken((value) => value.length > maxLength, 'valueTooLong', `≤ ${maxLength}`)) // prettier-ignore
  if (pattern !== undefined) {
    const whole = new RegExp(`^(?:${pattern})$`, 'u')
    checks.push(broken((value) => value.length > PATTERN_CHARS_MAX || !whole.test(value), 'valuePattern', pattern))
  }
  const allowed = listed ?? codes?.map(({ code }) => code)
  if (allowed) {
    const set = new Set(allowed)
    checks.push(broken((value) => !set.has(value), 'valueUnlisted', allowed.slice(0, 10).join(' | ')))
  }
  if (unique) checks.push(uniqueCheck())
  return checks
}

/** Each value once; what would be right is the line where it stands first. */
export function uniqueCheck(): Check {
  const keys = createKeys()
  return (value, line) => {
    const first = keys.firstLine(value, line)
    return first === 0 ? undefined : { code: 'valueTwice', expected: String(first) }
  }
}

function compared(type: Type): (value: string, limit: string) => boolean {
  const isNumber = ['integer', 'number', 'year', 'latitude', 'longitude'].includes(type)
  return isNumber ? (value, limit) => Number(value) < Number(limit) : (value, limit) => value < limit
}
