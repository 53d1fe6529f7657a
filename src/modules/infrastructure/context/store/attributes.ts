/**
 * A condition on attributes as SQL. What JSON can compare is a jsonpath predicate on the entity's content, given as one
 * parameter; times are compared as instants. Nothing that a client wrote becomes part of the statement.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Leaf, Literal, Path, Query } from '../q/types.ts'

type Condition = RawBuilder<boolean>

const quote = (text: string): string => JSON.stringify(text)
const SIGNS = { '==': '=', '!=': '<>', '>': '>', '>=': '>=', '<': '<', '<=': '<=' } as const

/** Where an instance may hold what is compared. */
const HOLDERS = ['value', 'object', 'vocab', 'languageMap.*', 'value."@value"', 'json', 'valueList[*]', 'objectList[*]']
const NUMBER_HOLDERS = ['value', 'value."@value"', 'json', 'valueList[*]']
const OBJECT_HOLDERS = ['value', 'json', 'languageMap']

export function conditionOf(query: Query): Condition {
  if ('and' in query) return sql`(${sql.join(query.and.map(conditionOf), sql` and `)})`
  if ('or' in query) return sql`(${sql.join(query.or.map(conditionOf), sql` or `)})`
  return leafCondition(query)
}

function leafCondition(leaf: Leaf): Condition {
  const { path } = leaf
  if (path.attribute === '') return columnCondition(leaf)
  if (leaf.op === 'exists') return predicate(existence(path))
  if (leaf.op === 'pattern') {
    const found = matching(path, leaf.pattern)
    return predicate(leaf.not ? `${existence(path)} && !(${found})` : found)
  }
  if (leaf.op === 'range') return rangeCondition(leaf)
  const { sign, values } = leaf
  if (values[0]!.kind === 'time') return instantCondition(path, sign, values)
  const equal = values.map((value) => comparing(path, sign === '!=' ? '==' : sign, value)).join(' || ')
  return predicate(sign === '!=' ? `${existence(path)} && !(${equal})` : equal)
}

const predicate = (text: string): Condition => sql<boolean>`content @@ ${text}::jsonpath`

/** The instances that the path leads to. */
const instances = ({ attribute, subs }: Path): string =>
  `$.${quote(attribute)}[*]${subs.map((sub) => `.${quote(sub)}[*]`).join('')}`

const inside = (within: string[]): string => within.map((name) => `.${quote(name)}`).join('')

function holders({ field, within }: Path, kind: Literal['kind']): string[] {
  if (field) return [field]
  if (within.length > 0)
    return OBJECT_HOLDERS.map((holder) => holder + inside(within)).flatMap((way) => [way, `${way}."@value"`])
  return kind === 'number' || kind === 'boolean' ? NUMBER_HOLDERS : HOLDERS
}

const some = (path: Path, kind: Literal['kind'], test: (holder: string) => string): string =>
  `exists(${instances(path)} ? (${holders(path, kind)
    .map((holder) => test(`@.${holder}`))
    .join(' || ')}))`

function existence(path: Path): string {
  const { field, within } = path
  if (!field && within.length === 0) return `exists(${instances(path)})`
  return some(path, 'text', (holder) => `exists(${holder})`)
}

const literal = ({ value }: Literal): string => (typeof value === 'string' ? quote(value) : String(value))

const comparing = (path: Path, sign: string, value: Literal): string =>
  some(path, value.kind, (holder) => `${holder} ${sign} ${literal(value)}`)

const matching = (path: Path, pattern: string): string =>
  some(path, 'text', (holder) => `${holder} like_regex ${quote(pattern)}`)

type Range = Extract<Leaf, { op: 'range' }>
function rangeCondition({ path, not, from, to }: Range): Condition {
  if (from.kind === 'time') {
    const between = existsInstant(path, sql`t >= ${from.value}::timestamptz and t <= ${to.value}::timestamptz`)
    return !not ? between : sql<boolean>`(${predicate(existence(path))} and not ${between})`
  }
  const between = some(path, from.kind, (one) => `(${one} >= ${literal(from)} && ${one} <= ${literal(to)})`)
  return predicate(!not ? between : `${existence(path)} && !(${between})`)
}

function instantCondition(path: Path, op: keyof typeof SIGNS, values: Literal[]): Condition {
  const isNot = op === '!='
  const sign = sql.raw(isNot ? '=' : SIGNS[op])
  const any = sql.join(
    values.map(({ value }) => sql`t ${sign} infrastructure_instant(${String(value)})`),
    sql` or `,
  )
  const found = existsInstant(path, any)
  return isNot ? sql<boolean>`(${predicate(existence(path))} and not ${found})` : found
}

function existsInstant(path: Path, test: RawBuilder<unknown>): Condition {
  const { field, within } = path
  const way = `${instances(path)}.${field ?? `value${inside(within)}`}[*]`
  return sql<boolean>`exists (select from jsonb_path_query(content, ${way}::jsonpath) v,
    infrastructure_instant(coalesce(v ->> '@value', v #>> '{}')) t where ${test})`
}

/** When the entity itself was made or changed. */
function columnCondition(leaf: Leaf): Condition {
  const column = sql.ref(leaf.path.field === 'createdAt' ? 'created_at' : 'modified_at')
  const instant = ({ value }: Literal) => sql`infrastructure_instant(${String(value)})`
  if (leaf.op === 'exists') return sql<boolean>`true`
  if (leaf.op === 'pattern') return sql<boolean>`false`
  if (leaf.op === 'range') {
    const between = sql<boolean>`${column} between ${instant(leaf.from)} and ${instant(leaf.to)}`
    return leaf.not ? sql<boolean>`not ${between}` : between
  }
  const sign = sql.raw(SIGNS[leaf.sign])
  const tests = leaf.values.map((value) => sql`${column} ${sign} ${instant(value)}`)
  return sql<boolean>`(${sql.join(tests, leaf.sign === '!=' ? sql` and ` : sql` or `)})`
}
