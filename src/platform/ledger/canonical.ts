/** One text for each JSON value: the JSON Canonicalization Scheme (RFC 8785), so that a hash of it means something. */
import { Malformed } from './malformed.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

const DEPTH_MAX = 100

/** Members that are undefined are left out. Throws `Malformed` for what JSON cannot hold. */
export function canonical(value: Json, depth = 0): string {
  if (depth > DEPTH_MAX) throw new Malformed(`nested deeper than ${DEPTH_MAX}`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (typeof value === 'string') return canonicalText(value)
  if (typeof value !== 'object') throw new Malformed(`${typeof value} is not JSON`)
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonical(item, depth + 1)).join(',')}]`
  return canonicalObject(value as { [key: string]: Json | undefined }, depth)
}

/** ECMAScript's own way to write numbers and strings is the one that RFC 8785 prescribes. */
function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Malformed(`${value} is not JSON`)
  return JSON.stringify(value)
}

function canonicalText(value: string): string {
  if (!value.isWellFormed()) throw new Malformed('a text with half a character (lone surrogate)')
  return JSON.stringify(value)
}

/** Members sorted by the UTF-16 code units of their names, which is how JavaScript compares texts. */
function canonicalObject(value: { [key: string]: Json | undefined }, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw new Malformed('an object of a class is not JSON')
  const members = Object.entries(value)
    .filter((member): member is [string, Json] => member[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${canonicalText(name)}:${canonical(member, depth + 1)}`)
  return `{${members.join(',')}}`
}
