/** The part of Solr's query language that clients of CKAN write in `q` and `fq`. Pure. */
import { badSearch } from './errors.ts'

const TOKENS_MAX = 200
const DEPTH_MAX = 20

export type Range = { from: string | undefined; to: string | undefined; inclusive: boolean }
export type Query =
  | { kind: 'every' }
  | { kind: 'term'; field?: string; value: string; phrase: boolean }
  | { kind: 'range'; field: string; range: Range }
  | { kind: 'not'; query: Query }
  | { kind: 'and' | 'or'; queries: Query[] }

type Token = { kind: '(' | ')' | 'and' | 'or' | 'not' | '+' | 'field' | 'word' | 'phrase' | 'range'; text: string }
const TOKEN =
  /\s*(?:(?<paren>[()])|(?<op>AND|OR|NOT|&&|\|\|)(?=[\s(]|$)|(?<sign>[-+!])(?=\S)|(?<field>[A-Za-z_*][\w.*]*):(?=\S)|"(?<phrase>(?:[^"\\]|\\.)*)"(?:~\d+)?|(?<range>[[{][^\]}]*[\]}])|(?<word>(?:[^\s()":\\]|\\.)(?:[^\s()"\\]|\\.)*))/y
const OPERATORS: Record<string, Token['kind']> = { AND: 'and', '&&': 'and', OR: 'or', '||': 'or', NOT: 'not' }

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const source = text.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex
    const groups = TOKEN.exec(source)?.groups
    if (!groups) throw badSearch(`cannot read the query at character ${at + 1}`)
    const { paren, op, sign, field, phrase, range, word } = groups
    if (paren) tokens.push({ kind: paren as '(', text: paren })
    else if (op) tokens.push({ kind: OPERATORS[op]!, text: op })
    else if (sign) tokens.push({ kind: sign === '+' ? '+' : 'not', text: sign })
    else if (field) tokens.push({ kind: 'field', text: field })
    else if (phrase !== undefined) tokens.push({ kind: 'phrase', text: plain(phrase) })
    else if (range) tokens.push({ kind: 'range', text: range })
    else tokens.push({ kind: 'word', text: plain(word!) })
    if (tokens.length > TOKENS_MAX) throw badSearch('the query is too long')
  }
  return tokens
}
const plain = (text: string): string => text.replace(/\\(.)/gs, '$1')

/** Reads a query. Throws a search error where it cannot be read. Words side by side must all be there. */
export function parse(text: string): Query {
  const tokens = tokensOf(text)
  let at = 0
  const peek = () => tokens[at]?.kind

  function either(depth: number): Query {
    if (depth > DEPTH_MAX) throw badSearch('the query is nested too deeply')
    const queries = [all(depth)]
    while (peek() === 'or') {
      at++
      queries.push(all(depth))
    }
    return queries.length === 1 ? queries[0]! : { kind: 'or', queries }
  }
  function all(depth: number): Query {
    const queries: Query[] = []
    while (peek() !== undefined && peek() !== ')' && peek() !== 'or') {
      if (peek() === 'and' || peek() === '+') at++
      else queries.push(one(depth))
    }
    if (queries.length === 0) throw badSearch('something is missing in the query')
    return queries.length === 1 ? queries[0]! : { kind: 'and', queries }
  }
  function one(depth: number, field?: string): Query {
    const token = tokens[at++]
    if (!token) throw badSearch('the query ends too early')
    if (token.kind === 'not') return { kind: 'not', query: one(depth, field) }
    if (token.kind === '+') return one(depth, field)
    if (token.kind === 'field') return one(depth, token.text)
    if (token.kind === 'range' && field) return { kind: 'range', field, range: rangeOf(token.text) }
    if (token.kind === 'word' || token.kind === 'phrase') {
      if (token.text === '*' && (field === undefined || field === '*')) return { kind: 'every' }
      return { kind: 'term', field, value: token.text, phrase: token.kind === 'phrase' }
    }
    if (token.kind !== '(') throw badSearch(`“${token.text}” is not expected there`)
    const inner = either(depth + 1)
    if (tokens[at++]?.kind !== ')') throw badSearch('a bracket is not closed')
    return field === undefined ? inner : within(inner, field)
  }

  if (tokens.length === 0) return { kind: 'every' }
  const query = either(0)
  if (at < tokens.length) throw badSearch('a bracket is closed that was not opened')
  return query
}

/** `field:(a OR b)`: the words inside are of that field. */
function within(query: Query, field: string): Query {
  if (query.kind === 'term') return { ...query, field: query.field ?? field }
  if (query.kind === 'not') return { ...query, query: within(query.query, field) }
  if (query.kind === 'and' || query.kind === 'or')
    return { ...query, queries: query.queries.map((one) => within(one, field)) }
  return query
}

function rangeOf(text: string): Range {
  const [, from, to] = /^[[{]\s*(\S+)\s+TO\s+(\S+)\s*[\]}]$/.exec(text) ?? []
  if (from === undefined || to === undefined) throw badSearch(`“${text}” is not a range`)
  const end = (value: string) => (value === '*' ? undefined : value.replaceAll('"', ''))
  return { from: end(from), to: end(to), inclusive: text.startsWith('[') }
}

/** The words of no field that must all be there: what the forgiving search is asked for; and the rest. */
export function split(query: Query): { words: string; rest: Query } {
  const parts = query.kind === 'and' ? query.queries : [query]
  const isFree = (one: Query): one is Query & { kind: 'term' } => one.kind === 'term' && one.field === undefined
  const rest = parts.filter((one) => !isFree(one))
  return {
    words: parts
      .filter(isFree)
      .map(({ value }) => value)
      .join(' '),
    rest: rest.length === 0 ? { kind: 'every' } : { kind: 'and', queries: rest },
  }
}

/** What a dataset says in a field, for `holds`; `isText` where a word of it is enough. */
export type Said = (field: string) => { values: readonly string[]; isText: boolean } | undefined

const fold = (text: string): string => text.toLowerCase().replaceAll('ł', 'l').normalize('NFD').replace(/\p{M}/gu, '')

/** Does a dataset answer a query? Throws a search error for a field that is not known. */
export function holds(query: Query, said: Said): boolean {
  switch (query.kind) {
    case 'every':
      return true
    case 'not':
      return !holds(query.query, said)
    case 'and':
      return query.queries.every((one) => holds(one, said))
    case 'or':
      return query.queries.some((one) => holds(one, said))
    case 'range': {
      const { from, to, inclusive } = query.range
      return known(query.field, said).values.some(
        (value) =>
          (from === undefined || (inclusive ? value >= from : value > from)) &&
          (to === undefined || (inclusive ? value.slice(0, to.length) <= to : value < to)),
      )
    }
    case 'term': {
      const { values, isText } = known(query.field ?? 'text', said)
      if (query.value === '*') return values.length > 0
      const matches = matcherOf(query.value, isText)
      return values.some(matches)
    }
  }
}

function known(field: string, said: Said) {
  const found = said(field)
  if (!found) throw badSearch(`undefined field ${field}`)
  return found
}

function matcherOf(value: string, isText: boolean): (other: string) => boolean {
  const folded = fold(value)
  if (!folded.includes('*')) return isText ? (other) => fold(other).includes(folded) : (other) => fold(other) === folded
  const pieces = folded.split('*')
  return (other) => fits(fold(other), pieces, isText)
}

/** The pieces one after the other, the first and the last at the ends. Linear, whatever is asked. */
function fits(text: string, pieces: readonly string[], isText: boolean): boolean {
  if (isText) return text.split(/\s+/).some((word) => fits(word, pieces, false))
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)]
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
  let at = first.length
  const end = text.length - last.length
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at)
    if (found < 0 || found + piece.length > end) return false
    at = found + piece.length
  }
  return true
}
