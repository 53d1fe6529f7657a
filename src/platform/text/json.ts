/** JSON from outside, read as everybody else reads it (I-JSON, RFC 7493), so that nothing that was signed can be shown as something else. Pure. */

/** `tooDeep`: nests deeper than is read. `notPlain`: a member stands twice, or a text is one that no character writes. */
export type UnreadableCode = 'tooDeep' | 'notJson' | 'notPlain'
export class Unreadable extends Error {
  readonly code: UnreadableCode
  constructor(code: UnreadableCode) {
    super(code)
    this.name = 'Unreadable'
    this.code = code
  }
}

/** What nests deeper than `deepest` is refused before it is read. Throws `Unreadable`. */
export function readPlainJson(text: string, deepest: number): unknown {
  let depth = 0
  let members = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22) i = endOfText(text, i)
    else if (code === 0x3a) members++
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > deepest) throw new Unreadable('tooDeep')
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  const value = parsed(text)
  if (plainMembers(value) !== members) throw new Unreadable('notPlain')
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable('notJson')
  }
}

const isPlain = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** How many members all its objects have; NaN where a text is none that can be kept. */
function plainMembers(value: unknown): number {
  if (typeof value === 'string') return isPlain(value) ? 0 : NaN
  if (typeof value !== 'object' || value === null) return 0
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + plainMembers(one), 0)
  const members = Object.entries(value)
  return members.reduce((sum, [name, one]) => (isPlain(name) ? sum + plainMembers(one) : NaN), members.length)
}

/** Where the text ends whose quotation mark stands at `from`. */
function endOfText(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text.charCodeAt(i) === 0x5c) i++
    else if (text.charCodeAt(i) === 0x22) return i
  }
  return text.length
}
