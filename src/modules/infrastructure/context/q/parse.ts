/** Reads the query language of NGSI-LD (clause 4.9). Pure. */
import { PATTERN_CHARS_MAX, Q_CHARS_MAX, Q_DEPTH_MAX, Q_TERMS_MAX } from '../limits.ts'
import { isKeepable } from '../reading/names.ts'
import { isTime } from '../reading/times.ts'
import { refuse } from '../refusals.ts'
import type { Terms } from '../terms/terms.ts'
import {
  SYSTEM_FIELDS,
  type Leaf,
  type Literal,
  type Operator,
  type Path,
  type Query,
  type SystemField,
} from './types.ts'

/** The longer first, so that none hides another. */
const OPERATORS = ['!~=', '==', '!=', '>=', '<=', '~=', '>', '<'] as const
const NAME_END = /[\s;|()=!<>~"]/
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const isField = (name: string): name is SystemField => (SYSTEM_FIELDS as readonly string[]).includes(name)

type Cursor = { text: string; at: number; terms: Terms; count: number }

const bad = ({ text, at }: Cursor, problem: string) =>
  refuse.badQuery({ problem, at: at + 1, q: text.slice(at, at + 40) })

function skip(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.at] ?? '')) cursor.at++
}

/** Throws `context.badQuery` with the place where it is wrong, `context.tooComplex`. */
export function parseQuery(text: string, terms: Terms): Query {
  if (text.length > Q_CHARS_MAX) throw refuse.tooComplex({ problem: 'long', most: Q_CHARS_MAX })
  const cursor: Cursor = { text, at: 0, terms, count: 0 }
  if (!isKeepable(text)) throw bad(cursor, 'value')
  const query = anyOf(cursor, 0)
  skip(cursor)
  if (cursor.at < text.length) throw bad(cursor, 'end')
  return query
}

function joined(cursor: Cursor, sign: '|' | ';', part: () => Query): Query[] {
  const parts = [part()]
  for (skip(cursor); cursor.text[cursor.at] === sign; skip(cursor)) {
    cursor.at++
    parts.push(part())
  }
  return parts
}

function anyOf(cursor: Cursor, depth: number): Query {
  if (depth > Q_DEPTH_MAX) throw refuse.tooComplex({ problem: 'deep', most: Q_DEPTH_MAX })
  const parts = joined(cursor, '|', () => allOf(cursor, depth))
  return parts.length === 1 ? parts[0]! : { or: parts }
}

function allOf(cursor: Cursor, depth: number): Query {
  const parts = joined(cursor, ';', () => unit(cursor, depth))
  return parts.length === 1 ? parts[0]! : { and: parts }
}

function unit(cursor: Cursor, depth: number): Query {
  skip(cursor)
  if (cursor.text[cursor.at] !== '(') return leaf(cursor)
  cursor.at++
  const inner = anyOf(cursor, depth + 1)
  skip(cursor)
  if (cursor.text[cursor.at] !== ')') throw bad(cursor, 'bracket')
  cursor.at++
  return inner
}

function leaf(cursor: Cursor): Leaf {
  if (++cursor.count > Q_TERMS_MAX) throw refuse.tooComplex({ problem: 'terms', most: Q_TERMS_MAX })
  const path = readPath(cursor)
  skip(cursor)
  const op = OPERATORS.find((one) => cursor.text.startsWith(one, cursor.at))
  if (!op) return { path, op: 'exists' }
  cursor.at += op.length
  skip(cursor)
  if (op !== '~=' && op !== '!~=') return compared(cursor, path, op)
  const pattern = cursor.text[cursor.at] === '"' ? readQuoted(cursor) : readRaw(cursor, true)
  if (pattern === '') throw bad(cursor, 'value')
  if (pattern.length > PATTERN_CHARS_MAX) throw refuse.tooComplex({ problem: 'pattern', most: PATTERN_CHARS_MAX })
  return { path, op: 'pattern', not: op === '!~=', pattern }
}

function compared(cursor: Cursor, path: Path, sign: Operator): Leaf {
  const isEquality = sign === '==' || sign === '!='
  const from = readValue(cursor)
  if (cursor.text.startsWith('..', cursor.at)) {
    if (!isEquality) throw bad(cursor, 'range')
    cursor.at += 2
    const to = readValue(cursor)
    if (to.kind !== from.kind || from.kind === 'boolean') throw bad(cursor, 'range')
    return { path, op: 'range', not: sign === '!=', from, to }
  }
  const values = [from]
  while (cursor.text[cursor.at] === ',') {
    if (!isEquality) throw bad(cursor, 'list')
    cursor.at++
    values.push(readValue(cursor))
    if (values.length > Q_TERMS_MAX) throw refuse.tooComplex({ problem: 'terms', most: Q_TERMS_MAX })
  }
  // A list of instants is one of instants throughout.
  if (new Set(values.map(({ kind }) => kind === 'time')).size > 1) throw bad(cursor, 'list')
  if (values.some(({ kind }) => kind === 'boolean') && !isEquality) throw bad(cursor, 'order')
  return { path, op: 'compare', sign, values }
}

function readPath(cursor: Cursor): Path {
  const { text, terms } = cursor
  const start = cursor.at
  while (cursor.at < text.length && !NAME_END.test(text[cursor.at]!) && text[cursor.at] !== '[') cursor.at++
  const name = text.slice(start, cursor.at)
  const within = text[cursor.at] === '[' ? readWithin(cursor) : []
  // An IRI holds dots of its own.
  const [attribute = '', ...subs] = name.includes('://') ? [name] : name.split('.')
  if ([attribute, ...subs, ...within].some((part) => part === '') || within.length + subs.length > Q_DEPTH_MAX) {
    cursor.at = start
    throw bad(cursor, 'name')
  }
  const isSystem = subs.length === 0 && (attribute === 'createdAt' || attribute === 'modifiedAt')
  if (isSystem) return { attribute: '', subs: [], field: attribute, within: [] }
  const last = subs.at(-1)
  const field = last !== undefined && isField(last) ? last : undefined
  if (field) subs.pop()
  return { attribute: terms.iri(attribute), subs: subs.map(terms.iri), ...(field && { field }), within }
}

function readWithin(cursor: Cursor): string[] {
  const end = cursor.text.indexOf(']', cursor.at)
  if (end < 0) throw bad(cursor, 'bracket')
  const within = cursor.text.slice(cursor.at + 1, end).split('.')
  cursor.at = end + 1
  return within
}

function readValue(cursor: Cursor): Literal {
  skip(cursor)
  if (cursor.text[cursor.at] === '"') return { kind: 'text', value: readQuoted(cursor) }
  const raw = readRaw(cursor, false)
  if (raw === '') throw bad(cursor, 'value')
  if (NUMBER.test(raw)) return { kind: 'number', value: Number(raw) }
  if (raw === 'true' || raw === 'false') return { kind: 'boolean', value: raw === 'true' }
  if (isTime(raw)) return { kind: 'time', value: raw }
  return { kind: 'text', value: raw }
}

function readQuoted(cursor: Cursor): string {
  const { text } = cursor
  const start = cursor.at++
  let value = ''
  for (; cursor.at < text.length && text[cursor.at] !== '"'; cursor.at++) {
    if (text[cursor.at] === '\\' && /["\\]/.test(text[cursor.at + 1] ?? '')) cursor.at++
    value += text[cursor.at]
  }
  if (cursor.at >= text.length) {
    cursor.at = start
    throw bad(cursor, 'quote')
  }
  cursor.at++
  return value
}

/** Up to what can follow a value; a pattern may hold brackets with alternatives. */
function readRaw(cursor: Cursor, isPattern: boolean): string {
  const { text } = cursor
  const start = cursor.at
  let depth = 0
  for (; cursor.at < text.length; cursor.at++) {
    const sign = text[cursor.at]!
    if (depth === 0 && (sign === ';' || sign === '|' || sign === ')')) break
    if (!isPattern && (sign === ',' || sign === '(' || text.startsWith('..', cursor.at))) break
    if (isPattern && sign === '(') depth++
    if (isPattern && sign === ')') depth--
  }
  return text.slice(start, cursor.at).trim()
}

/** The attributes that a query looks at. */
export function attributesIn(query: Query): string[] {
  if ('and' in query) return query.and.flatMap(attributesIn)
  if ('or' in query) return query.or.flatMap(attributesIn)
  return query.path.attribute ? [query.path.attribute] : []
}
/** Does it hold a pattern, which may take long? */
export function hasPattern(query: Query): boolean {
  if ('and' in query) return query.and.some(hasPattern)
  if ('or' in query) return query.or.some(hasPattern)
  return query.op === 'pattern'
}
