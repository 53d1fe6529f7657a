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
  if (membersOf(value) !== members || !isPlain(text, value)) throw new Unreadable('notPlain')
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable('notJson')
  }
}

/** How many members all its objects have. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const all: unknown[] = Array.isArray(value) ? value : Object.values(value)
  let members = Array.isArray(value) ? 0 : all.length
  for (const one of all) members += membersOf(one)
  return members
}

/** Whether each text in it can be kept; only where some character is written by its number may one not be what it seems. */
const isPlain = (text: string, value: unknown): boolean =>
  text.isWellFormed() && (!/\\u(?:0000|d)/i.test(text) || hasPlainTexts(value))

function hasPlainTexts(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, one]) => hasPlainTexts(name) && hasPlainTexts(one))
}

/** Where the text ends whose quotation mark stands at `from`. */
function endOfText(text: string, from: number): number {
  let end = text.indexOf('"', from + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end
}

/** Whether what stands there is no end, but written with a stroke before it. */
function isEscaped(text: string, at: number): boolean {
  let strokes = 0
  while (text.charCodeAt(at - 1 - strokes) === 0x5c) strokes++
  return strokes % 2 === 1
}
