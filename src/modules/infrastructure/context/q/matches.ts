/** The same conditions as in SQL, asked of one entity in memory: for subscriptions, at each change. Pure. */
import { isTime } from '../reading/times.ts'
import type { Entity, Instance } from '../types.ts'
import type { Leaf, Literal, Operator, Path, Query } from './types.ts'

type Asked = Pick<Entity, 'attributes' | 'createdAt' | 'modifiedAt'>

export function matches(query: Query, entity: Asked): boolean {
  if ('and' in query) return query.and.every((one) => matches(one, entity))
  if ('or' in query) return query.or.some((one) => matches(one, entity))
  return leafMatches(query, entity)
}

function leafMatches(leaf: Leaf, entity: Asked): boolean {
  const { path } = leaf
  const system = path.attribute === '' ? [entity[path.field as 'createdAt']] : undefined
  const at = (kind: Literal['kind']) => system ?? valuesAt(path, entity, kind)
  const exists = at('text') !== undefined
  const some = ({ kind }: Literal, test: (value: unknown) => boolean) => (at(kind) ?? []).some(test)
  switch (leaf.op) {
    case 'exists':
      return exists
    case 'pattern':
      throw new Error('patterns are run by the database, where their time has an end')
    case 'range': {
      const found = some(leaf.from, (value) => isBetween(value, leaf.from, leaf.to))
      return leaf.not ? exists && !found : found
    }
    case 'compare': {
      const sign = leaf.sign === '!=' ? '==' : leaf.sign
      const found = leaf.values.some((one) => some(one, (value) => compares(value, sign, one)))
      return leaf.sign === '!=' ? exists && !found : found
    }
  }
}

/** What stands at the path, lists taken apart; undefined where there is nothing at all. */
function valuesAt(
  { attribute, subs, field, within }: Path,
  entity: Asked,
  kind: Literal['kind'],
): unknown[] | undefined {
  let instances: Instance[] = entity.attributes[attribute] ?? []
  for (const sub of subs) instances = instances.flatMap((one) => (one[sub] as Instance[] | undefined) ?? [])
  if (instances.length === 0) return undefined
  if (field) {
    const found = instances.map((one) => one[field]).filter((value) => value !== undefined)
    return found.length > 0 ? found : undefined
  }
  if (within.length > 0) {
    const found = instances.flatMap((one) =>
      [one.value, one.json, one.languageMap].flatMap((held) => inside(held, within)),
    )
    return found.length > 0 ? found.flatMap(typed) : undefined
  }
  return instances.flatMap((one) => holding(one, kind)).flatMap(typed)
}

function holding(instance: Instance, kind: Literal['kind']): unknown[] {
  const plain = [instance.value, instance.json, instance.valueList]
  if (kind === 'number' || kind === 'boolean') return plain.flat()
  const languages = Object.values(instance.languageMap ?? {})
  return [...plain, instance.object, instance.vocab, instance.objectList, languages].flat(2)
}

const typed = (value: unknown): unknown[] =>
  (Array.isArray(value) ? value : [value]).map((one: unknown) =>
    typeof one === 'object' && one !== null && '@value' in one ? one['@value'] : one,
  )

function inside(value: unknown, within: string[]): unknown[] {
  let here = [value]
  for (const name of within)
    here = here
      .flat()
      .flatMap((one) =>
        typeof one === 'object' && one !== null && Object.hasOwn(one, name)
          ? [(one as Record<string, unknown>)[name]]
          : [],
      )
  return here
}

const isBetween = (value: unknown, from: Literal, to: Literal): boolean =>
  compares(value, '>=', from) && compares(value, '<=', to)

function compares(value: unknown, op: Operator, literal: Literal): boolean {
  const [a, b] = literal.kind === 'time' ? [instant(value), instant(literal.value)] : [value, literal.value]
  if (typeof a !== typeof b || a === undefined || typeof a === 'object') return false
  const [left, right] = typeof a === 'string' ? [order(a, b as string), 0] : [a as number, b as number]
  switch (op) {
    case '==':
      return left === right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '<':
      return left < right
    case '<=':
      return left <= right
    default:
      return left !== right
  }
}

const instant = (value: unknown): number | undefined =>
  isTime(value) ? Date.parse(value.replace(',', '.')) : undefined
/** By code points, as the database does. */
const order = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
