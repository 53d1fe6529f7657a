/** JSON that remembers where everything stands, so that an error can say its line and column. */

export type Place = { line: number; column: number }
type Path = readonly PropertyKey[]

/** JSON that cannot be read: where, what stands there, and what would be right. */
export class JsonInvalid extends Error {
  readonly place: Place
  readonly found: string
  readonly right: string

  constructor(place: Place, found: string, right: string) {
    super(`line ${place.line}, column ${place.column}: ${right}, found ${found}`)
    this.name = 'JsonInvalid'
    this.place = place
    this.found = found
    this.right = right
  }
}

export type Json = {
  value: unknown
  /** Where the value at a path begins; where it is absent, where the nearest thing around it begins. */
  placeOf(path: Path): Place
}

type Token = { text: string; offset: number }

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|"/gs
const DEPTH_MAX = 100

/** Throws `JsonInvalid`. A key written twice is refused: one of the two would be lost in silence. */
export function parseJson(text: string): Json {
  const tokens = Array.from(text.matchAll(TOKEN), (match): Token => ({ text: match[0], offset: match.index }))
  const offsets = new Map<string, number>()
  const end: Token = { text: '', offset: text.length }
  let at = 0

  const fail = ({ text: found, offset }: Token, right: string) =>
    new JsonInvalid(placeAt(text, offset), found === '' ? 'the end of the file' : found.slice(0, 80), right)
  const next = (): Token => tokens[at++] ?? end
  const expect = (wanted: string, right: string): Token => {
    const token = next()
    if (token.text === wanted) return token
    throw fail(token, right)
  }

  function value(path: Path): unknown {
    const token = next()
    if (path.length > DEPTH_MAX) throw fail(token, `at most ${DEPTH_MAX} levels`)
    offsets.set(keyOf(path), token.offset)
    if (token.text === '{') return object(path)
    if (token.text === '[') return array(path)
    return scalar(token, 'a value')
  }

  function scalar(token: Token, right: string): unknown {
    try {
      return JSON.parse(token.text) as unknown
    } catch {
      throw fail(token, right)
    }
  }

  function object(path: Path): Record<string, unknown> {
    const found = new Map<string, unknown>()
    if (tokens[at]?.text === '}') at++
    else
      do {
        const token = next()
        const key = token.text.startsWith('"') ? scalar(token, 'a key in quotes') : undefined
        if (typeof key !== 'string') throw fail(token, 'a key in quotes')
        if (found.has(key)) throw fail(token, 'each key once')
        expect(':', 'a colon')
        found.set(key, value([...path, key]))
      } while (more('}'))
    return Object.fromEntries(found)
  }

  function array(path: Path): unknown[] {
    const found: unknown[] = []
    if (tokens[at]?.text === ']') at++
    else
      do found.push(value([...path, found.length]))
      while (more(']'))
    return found
  }

  function more(closing: string): boolean {
    const token = next()
    if (token.text === ',') return true
    if (token.text === closing) return false
    throw fail(token, `a comma or ${closing}`)
  }

  const root = value([])
  if (at < tokens.length) throw fail(next(), 'the end of the file')
  return {
    value: root,
    placeOf(path) {
      for (let length = path.length; ; length--) {
        const offset = offsets.get(keyOf(path.slice(0, length)))
        if (offset !== undefined) return placeAt(text, offset)
      }
    },
  }
}

const keyOf = (path: Path): string => path.map(String).join('\0')

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
