/** Who acts. Every service is told, and refuses by default. */
import { Refusal } from '#platform/errors'

export type Actor = {
  /** Opaque: says nothing about the person. */
  id: string
  kind: 'visitor' | 'person' | 'key' | 'system'
  name?: string
  /** May this actor do `permission` for that organisation, or for the whole city where none is named? */
  can(permission: string, organisationId?: string): boolean
}

export const visitor: Actor = { id: 'visitor', kind: 'visitor', can: () => false }

/** The house itself, acting for no person: loading the city pack, recomputing, sequencing. */
export const system = (name: string): Actor => ({ id: `system:${name}`, kind: 'system', name, can: () => true })

/** Is it the house itself that this id names? */
export const isSystem = (id: string): boolean => id.startsWith('system:')

/** Throws `unauthenticated` (401) for a visitor and `forbidden` (403) for anybody else who may not. */
export function demand(actor: Actor, permission: string, organisationId?: string): void {
  if (actor.can(permission, organisationId)) return
  if (actor.kind === 'visitor') throw new Refusal('unauthenticated', 401, { permission })
  throw new Refusal('forbidden', 403, { permission })
}
