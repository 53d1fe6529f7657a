/** Subscriptions: who is to be told of what, where and how often. */
import type { Reach } from '../access.ts'
import type { GeoQuery } from '../q/geo.ts'
import type { Selection } from '../q/selection.ts'
import type { Query } from '../q/types.ts'
import type { Selector } from '../q/selector.ts'
import type { Entity } from '../types.ts'
import type { Terms } from '../terms/terms.ts'
import type { Format } from '../writing/entity.ts'

export const TRIGGERS = [
  'entityCreated',
  'entityUpdated',
  'entityDeleted',
  'attributeCreated',
  'attributeUpdated',
  'attributeDeleted',
] as const
export type Trigger = (typeof TRIGGERS)[number]

export type Pair = { key: string; value: string }
export type Endpoint = {
  uri: string
  accept: string
  timeout_ms: number
  receiverInfo: Pair[]
  notifierInfo: Pair[]
}

/** Read once, and kept in memory while it stands. */
export type Compiled = {
  id: string
  terms: Terms
  /** What names the context in a header. */
  link: string
  selectors: Selector[]
  watched?: ReadonlySet<string>
  triggers: ReadonlySet<Trigger>
  q?: Query
  geo?: GeoQuery
  scopes?: Selection
  timeInterval_s?: number
  throttling_s: number
  expiresAt?: Date
  attributes?: ReadonlySet<string>
  format: Format
  sysAttrs: boolean
  showChanges: boolean
  lang?: string[]
  endpoint: Endpoint
  reach: { read: Reach; personal: Reach }
  /** Parts of it hold patterns or places, which only the database judges. */
  asksDatabase: boolean
}

/** As it is kept: what the client sent, and the context by which it is read. */
export type Details = { given: Record<string, unknown>; context: unknown; link: string }
export type Row = {
  id: string
  details: Details
  reach: { read: Reach; personal: Reach }
  owner: string | null
  by: string
  created_at: Date
  modified_at: Date
  is_active: boolean
  expires_at: Date | null
  times_sent: number
  times_failed: number
  failures: number
  last_notification: Date | null
  last_success: Date | null
  last_failure: Date | null
  last_error: string | null
}

/** What waits to be told: the entity as it was after the change. */
export type Payload = {
  entity: Pick<Entity, 'id' | 'types' | 'scopes' | 'attributes' | 'createdAt' | 'modifiedAt'> & { deletedAt?: string }
}
export type Waiting = { seq: number; entityId: string; payload: Payload }
