/** One text for each JSON value: the JSON Canonicalization Scheme (RFC 8785), so that a hash of it means something. */
import { Malformed } from './malformed.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

const DEPTH_MAX = 100

/** Members that are undefined are left out. Throws `Malformed` for what JSON cannot hold. */
export function canonical(value: Json, depth = 0): string {
  // What has its members in order already is what the engine itself writes, but for half characters, which it lets pass.
  const text = isInOrder(value, depth) ? JSON.stringify(value) : undefined
  return text === undefined || text.includes('\\ud') ? written(value, depth) : text
}

/** Whether nothing in it is left out, out of order, too deep or no JSON. */
function isInOrder(value: Json | undefined, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth > DEPTH_MAX) return false
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) if (!isInOrder(item, depth + 1)) return false
    return true
  }
  if (!isPlain(value)) return false
  const members = value as { readonly [key: string]: Json | undefined }
  let before: string | undefined
  for (const name of Object.keys(members)) {
    if ((before !== undefined && name < before) || !isInOrder(members[name], depth + 1)) return false
    before = name
  }
  return true
}

function written(value: Json, depth: number): string {
  if (depth > DEPTH_MAX) throw new Malformed(`nested deeper than ${DEPTH_MAX}`)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (typeof value === 'string') return canonicalText(value)
  if (typeof value !== 'object') throw new Malformed(`${typeof value} is not JSON`)
  if (Array.isArray(value)) return `[${value.map((item: Json) => written(item, depth + 1)).join(',')}]`
  return inBraces(membersOf(value as { [key: string]: Json | undefined }, (member) => written(member, depth + 1)))
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

/** A member by its name, and as it stands in the text. */
export type Member = { name: string; text: string }

/** An object taken apart, for whoever needs its text with and without some of its members. Throws `Malformed`. */
export const canonicalMembers = (value: { readonly [key: string]: Json | undefined }): Member[] =>
  membersOf(value, (member) => canonical(member, 1))

export const inBraces = (members: readonly Member[]): string => `{${members.map(({ text }) => text).join(',')}}`

/** Members sorted by the UTF-16 code units of their names, which is how JavaScript compares texts. */
function membersOf(value: { readonly [key: string]: Json | undefined }, textOf: (member: Json) => string): Member[] {
  if (!isPlain(value)) throw new Malformed('an object of a class is not JSON')
  const members: Member[] = []
  for (const name of Object.keys(value).sort()) {
    const member = value[name]
    if (member !== undefined) members.push({ name, text: `${canonicalText(name)}:${textOf(member)}` })
  }
  return members
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
