/** What a change makes of an entity. Pure: takes what is and what was said, gives what will be and which attributes changed. */
import { isNull, type Fragment } from './reading/entity.ts'
import { KINDS, NULL, type Attributes, type Entity, type Instance, type Outcome } from './types.ts'

type Raw = Record<string, unknown>
export type News = [attribute: string, instance: Instance][]
/** `news` is each instance that was said, also one that another of the same request has overtaken. */
export type Change = {
  attributes: Attributes
  types: string[]
  scopes: string[]
  outcome: Outcome
  deleted: string[]
  news: News
}
type Before = Pick<Entity, 'attributes' | 'types' | 'scopes'>
const SYSTEM = new Set(['createdAt', 'modifiedAt'])

const same = (a: Instance, datasetId: string | undefined): boolean => a.datasetId === datasetId
const withTimes = (instance: Instance, before: Instance | undefined, now: string): Instance => ({
  ...instance,
  createdAt: before?.createdAt ?? now,
  modifiedAt: now,
})

/** A new entity's attributes, each with the time at which it came. */
export function created(attributes: Attributes, now: string): Attributes {
  const made: Attributes = {}
  for (const iri in attributes) made[iri] = attributes[iri]!.map((one) => withTimes(one, undefined, now))
  return made
}

function begun(before: Before, { types, scopes }: Fragment): Change {
  return {
    attributes: { ...before.attributes },
    types: types.length > 0 ? [...new Set([...before.types, ...types])] : before.types,
    scopes: scopes ?? before.scopes,
    ...{ outcome: { updated: [], notUpdated: [] }, deleted: [], news: [] },
  }
}

/** Adds attributes and instances; those that are there are replaced, unless `overwrite` is false. */
export function append(before: Before, fragment: Fragment, now: string, overwrite = true): Change {
  const change = begun(before, fragment)
  for (const [iri, instances] of Object.entries(fragment.attributes)) {
    if (instances.some(isNull)) {
      change.outcome.notUpdated.push({ attribute: iri, reason: 'null' })
      continue
    }
    const there = change.attributes[iri] ?? []
    const taken = there.some((one) => instances.some(({ datasetId }) => same(one, datasetId)))
    if (taken && !overwrite) change.outcome.notUpdated.push({ attribute: iri, reason: 'exists' })
    else settle(change, iri, replaced(there, instances, now), instances)
  }
  return change
}

/** As `append`, for what devices send: what was observed before that which is there is kept as a reading alone. */
export function observe(before: Before, fragment: Fragment, now: string): Change {
  const change = begun(before, fragment)
  for (const [iri, instances] of Object.entries(fragment.attributes)) {
    const there = change.attributes[iri] ?? []
    const isLate = (one: Instance) => {
      const old = there.find(({ datasetId }) => same(one, datasetId))
      return (
        old?.observedAt !== undefined &&
        one.observedAt !== undefined &&
        Date.parse(one.observedAt) < Date.parse(old.observedAt)
      )
    }
    for (const late of instances.filter(isLate)) change.news.push([iri, late])
    const newest = instances.filter((one) => !isLate(one))
    if (newest.length > 0) settle(change, iri, replaced(there, newest, now), newest)
  }
  return change
}

/** Replaces what is there, and leaves alone what is not. */
export function update(before: Before, fragment: Fragment, now: string): Change {
  const change = begun(before, fragment)
  for (const [iri, instances] of Object.entries(fragment.attributes)) {
    const there = change.attributes[iri]
    if (!there) change.outcome.notUpdated.push({ attribute: iri, reason: 'missing' })
    else {
      const kept = instances.filter((one) => !isNull(one))
      const gone = new Set(instances.filter(isNull).map(({ datasetId }) => datasetId))
      settle(
        change,
        iri,
        replaced(there, kept, now).filter(({ datasetId }) => !gone.has(datasetId)),
        kept,
      )
    }
  }
  return change
}

/** Merge patch (RFC 7396): what is said is laid over what is there, what is said to be null goes. */
export function merge(before: Before, fragment: Fragment, now: string): Change {
  const change = begun(before, fragment)
  for (const [iri, instances] of Object.entries(fragment.attributes)) {
    let list = change.attributes[iri] ?? []
    const said: Instance[] = []
    for (const instance of instances) {
      const there = list.find((one) => same(one, instance.datasetId))
      const rest = list.filter((one) => one !== there)
      if (isNull(instance)) list = rest
      else {
        said.push(there ? mergedInstance(there, instance) : instance)
        list = [...rest, withTimes(said.at(-1)!, there, now)]
      }
    }
    settle(change, iri, list, said)
  }
  return change
}

/** Lays fields over the instance with that `datasetId`; undefined where there is none. */
export function patchInstance(
  before: Before,
  iri: string,
  patch: Instance,
  said: ReadonlySet<string>,
  now: string,
): Change | undefined {
  const there = before.attributes[iri]?.find((one) => same(one, patch.datasetId))
  if (!there) return undefined
  const change = begun(before, { types: [], attributes: {} })
  const list = before.attributes[iri]!
  if (isNull(patch))
    settle(
      change,
      iri,
      list.filter((one) => one !== there),
    )
  else {
    const laid: Instance = said.has('type') ? { ...there, ...patch } : { ...there, ...patch, type: there.type }
    for (const name of Object.keys(laid)) if (isGone(laid[name])) delete laid[name]
    settle(
      change,
      iri,
      list.map((one) => (one === there ? withTimes(laid, there, now) : one)),
      [laid],
    )
  }
  return change
}

/** Takes the attribute away, one instance or all of them; undefined where there is none. */
export function without(before: Before, iri: string, datasetId: string | undefined, all: boolean): Change | undefined {
  const there = before.attributes[iri]
  const left = there?.filter((one) => !all && !same(one, datasetId))
  if (!there || !left || left.length === there.length) return undefined
  const change = begun(before, { types: [], attributes: {} })
  settle(change, iri, left)
  return change
}

/** Everything anew; what had been there before keeps the time at which it came. */
export function replace(before: Before, fragment: Fragment, now: string): Change {
  const attributes: Attributes = {}
  for (const [iri, instances] of Object.entries(fragment.attributes)) {
    const there = before.attributes[iri] ?? []
    attributes[iri] = instances.map((one) =>
      withTimes(
        one,
        there.find((old) => same(old, one.datasetId)),
        now,
      ),
    )
  }
  return {
    ...{ attributes, types: fragment.types.length > 0 ? fragment.types : before.types, scopes: fragment.scopes ?? [] },
    outcome: { updated: Object.keys(attributes), notUpdated: [] },
    deleted: Object.keys(before.attributes).filter((iri) => !attributes[iri]),
    news: newsIn(fragment.attributes),
  }
}

export const newsIn = (attributes: Attributes): News =>
  Object.entries(attributes).flatMap(([iri, list]) => list.map((one): News[number] => [iri, one]))

function settle(change: Change, iri: string, list: Instance[], said: Instance[] = []): void {
  for (const one of said) change.news.push([iri, one])
  if (list.length > 0) {
    change.attributes[iri] = list
    change.outcome.updated.push(iri)
  } else if (change.attributes[iri]) {
    delete change.attributes[iri]
    change.deleted.push(iri)
    change.outcome.updated.push(iri)
  }
}

function replaced(there: Instance[], instances: Instance[], now: string): Instance[] {
  const news = instances.map((one) =>
    withTimes(
      one,
      there.find((old) => same(old, one.datasetId)),
      now,
    ),
  )
  const kept = there.filter((old) => !instances.some(({ datasetId }) => same(old, datasetId)))
  return kept.length === 0 ? news : [...kept, ...news]
}

const isGone = (value: unknown): boolean =>
  value === NULL || (Array.isArray(value) && value.some((one) => typeof one === 'object' && one && 'type' in one && isNull(one as Instance))) // prettier-ignore

function mergedInstance(there: Instance, patch: Instance): Instance {
  if (there.type !== patch.type) return patch
  const merged: Instance = { ...there }
  for (const [name, value] of Object.entries(patch)) {
    if (SYSTEM.has(name)) continue
    if (isGone(value)) delete merged[name]
    else merged[name] = name === KINDS[patch.type] ? mergedValue(merged[name], value) : value
  }
  return merged
}

function mergedValue(there: unknown, patch: unknown): unknown {
  const isObject = (value: unknown): value is Raw =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isObject(there) || !isObject(patch) || 'coordinates' in patch) return patch
  const merged: Raw = { ...there }
  for (const [name, value] of Object.entries(patch)) {
    if (value === NULL || value === null) delete merged[name]
    else merged[name] = mergedValue(merged[name], value)
  }
  return merged
}
