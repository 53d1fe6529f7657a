/** JSON from outside: its one canonical text (RFC 8785), and its members read one by one with what each must be. */
import { Wrong } from './report.ts'

const DEPTH_MAX = 100

/** A line of the file, or a receipt. What can be read in two ways, a member standing twice, is read in none. Throws `Wrong`. */
export function jsonIn(text: string, line: number): unknown {
  try {
    const value: unknown = JSON.parse(text)
    const said = text.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1
    if (membersIn(value) === said) return value
  } catch {
    // Said below.
  }
  throw new Wrong('notJson', { line })
}

function membersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const inside = Object.values(value)
  return inside.reduce((sum: number, one) => sum + membersIn(one), Array.isArray(value) ? 0 : inside.length)
}

/** Members that are undefined are left out. */
export function canonical(value: unknown, depth = 0): string {
  if (depth > DEPTH_MAX) throw new Wrong('nested', { most: DEPTH_MAX })
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    // Texts compare by their UTF-16 code units, as the scheme asks.
    members.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member, depth + 1)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

export type Member = {
  path: string
  value: unknown
  is: boolean
  text(): string
  /** A whole number that is exact, at least zero. */
  count(): number
  one<const T extends string>(choices: readonly T[]): T
  list(): Member[]
  at(name: string): Member
  /** Its members by name. */
  entries(): [string, Member][]
}

/** A member with its path, asked for as what it must be; what is another throws `Wrong` with the path. */
export function memberOf(value: unknown, path: string): Member {
  const wrong = (expected: string) => new Wrong('shape', { path, expected })
  return {
    path,
    value,
    is: value !== undefined && value !== null,
    text(): string {
      if (typeof value !== 'string') throw wrong('text')
      return value
    },
    count(): number {
      if (!Number.isSafeInteger(value) || (value as number) < 0) throw wrong('count')
      return value as number
    },
    one<const T extends string>(choices: readonly T[]): T {
      const found = choices.find((choice) => choice === value)
      if (found === undefined) throw wrong(choices.join(' | '))
      return found
    },
    list(): Member[] {
      if (!Array.isArray(value)) throw wrong('list')
      return value.map((item, i) => memberOf(item, `${path}[${i}]`))
    },
    at(name: string): Member {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('object')
      const held = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
      return memberOf(held, path ? `${path}.${name}` : name)
    },
    entries(): [string, Member][] {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('object')
      return Object.entries(value).map(([name, held]) => [name, memberOf(held, `${path}.${name}`)])
    },
  }
}
