/**
 * Who may see which things, and write them. A type is `public`, `internal` or `personal` by the city's own declaration, and
 * internal where nothing was declared; a single attribute may be held closer than its type.
 */
import { demand, type Actor } from '#platform/actor'
import type { Organisation } from '#identity'
import type { Entity, Level } from './types.ts'

/** Where something may be done: everywhere in the city, or for these organisations. */
export type Reach = { all: boolean; organisations: string[] }
/** Levels by type, and by type and attribute. */
export type Policies = {
  types: ReadonlyMap<string, Level>
  attributes: ReadonlyMap<string, ReadonlyMap<string, Level>>
}

/** What one who asks may see. `internal` and `personal` say of whose things. */
export type Access = { policies: Policies; read: Reach; personal: Reach; write: Reach }

const NOWHERE: Reach = { all: false, organisations: [] }

export function reachOf(actor: Actor, permission: string, organisations: readonly Organisation[]): Reach {
  if (actor.kind === 'visitor') return NOWHERE
  if (actor.can(permission)) return { all: true, organisations: [] }
  const held = organisations.filter(({ id }) => actor.can(permission, id)).map(({ id }) => id)
  return { all: false, organisations: held }
}

export const reaches = ({ all, organisations }: Reach, owner: string | null): boolean =>
  all || (owner !== null && organisations.includes(owner))

/** Whether one reaches at least as far as the other. */
export const covers = (wide: Reach, { all, organisations }: Reach): boolean =>
  wide.all || (!all && organisations.every((id) => wide.organisations.includes(id)))

const RANK: Record<Level, number> = { public: 0, internal: 1, personal: 2 }

/** The strictest level of its types. */
export function levelOf({ types }: Policies, of: readonly string[]): Level {
  let level: Level = 'public'
  for (const type of of) {
    const one = types.get(type) ?? 'internal'
    if (RANK[one] > RANK[level]) level = one
  }
  return level
}

const mayAt = (access: Pick<Access, 'read' | 'personal'>, level: Level, owner: string | null): boolean =>
  level === 'public' || reaches(level === 'internal' ? access.read : access.personal, owner)

export const maySee = (
  access: Pick<Access, 'policies' | 'read' | 'personal'>,
  { types, owner }: Pick<Entity, 'types' | 'owner'>,
): boolean => mayAt(access, levelOf(access.policies, types), owner)

/** The entity without the attributes that are held closer than it is. */
export function seen<E extends Pick<Entity, 'types' | 'owner' | 'attributes'>>(
  access: Pick<Access, 'policies' | 'read' | 'personal'>,
  entity: E,
): E {
  const hidden = hiddenIn(access, entity)
  if (hidden.length === 0) return entity
  const attributes = Object.fromEntries(Object.entries(entity.attributes).filter(([iri]) => !hidden.includes(iri)))
  return { ...entity, attributes }
}

function hiddenIn(
  access: Pick<Access, 'policies' | 'read' | 'personal'>,
  { types, owner }: Pick<Entity, 'types' | 'owner'>,
): string[] {
  if (access.policies.attributes.size === 0) return []
  return types.flatMap((type) =>
    [...(access.policies.attributes.get(type) ?? [])]
      .filter(([, level]) => !mayAt(access, level, owner))
      .map(([attribute]) => attribute),
  )
}

/** Throws `unauthenticated` or `forbidden` for a thing that is not theirs to write. */
export function demandWrite(actor: Actor, { write }: Pick<Access, 'write'>, owner: string | null): void {
  if (!reaches(write, owner)) demand(actor, 'infrastructure.write', owner ?? undefined)
}

/** Whose a new thing is: the whole city's, or that of the first organisation for which one may write. */
export function ownerFor(
  actor: Actor,
  { write }: Pick<Access, 'write'>,
  organisations: readonly Organisation[],
): string | null {
  if (actor.kind === 'system') return null
  if (write.all) return organisations.find(({ kind }) => kind === 'city')?.id ?? null
  const [first] = write.organisations
  if (first === undefined) demand(actor, 'infrastructure.write')
  return first!
}
