/** The ledger's nouns as others see them, its limits and its refusals. */
import { refusals } from '#platform/errors'
import { z } from 'zod'
import { Leaf } from './leaf.ts'
import type { Json } from './canonical.ts'

export const LIST_LIMIT_MAX = 200
const LIST_LIMIT = 50

export const refuse = refusals('ledger', {
  invalid: 422,
  tooLarge: 413,
  unknown: 404,
  pending: 409,
  unknownSize: 404,
  otherKey: 500,
  folderNotEmpty: 409,
})

/** What a caller says; the ledger adds who it is, when, and its place. */
export type NewEntry = { kind: string; actor: string; subject: string; grounds?: string; payload?: Json }

/** An entry with its place, which it has once it is sequenced: within a second or so. The hash is base64. */
export const Logged = z.object({ index: z.number().int().optional(), leafHash: z.string(), entry: Leaf })
export type Logged = z.infer<typeof Logged>

/** Newest first; `before` is the index that the page before ended with. */
export const Listing = z.object({
  subject: z.string().optional(),
  actor: z.string().optional(),
  kind: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(LIST_LIMIT_MAX).default(LIST_LIMIT),
  before: z.coerce.number().int().min(0).optional(),
})
export type Listing = z.input<typeof Listing>

export const ListPage = z.object({ entries: z.array(Logged), next: z.number().int().optional() })
export type ListPage = z.infer<typeof ListPage>

/** An entry, its place in the tree, and the signed checkpoint that the place leads up to. Bytes are base64. */
export const Proof = z.object({
  format: z.literal('unia-proof/1'),
  entry: z.string().max(100_000),
  index: z.number().int().min(0),
  inclusion: z.array(z.string().max(44)).max(64),
  checkpoint: z.string().max(65_536),
  vkey: z.string().max(1_200),
})
export type Proof = z.infer<typeof Proof>

/** Two signed checkpoints of one log, and that the older tree is the beginning of the newer. */
export const Consistency = z.object({
  format: z.literal('unia-consistency/1'),
  older: z.string().max(65_536),
  newer: z.string().max(65_536),
  consistency: z.array(z.string().max(44)).max(128),
  vkey: z.string().max(1_200),
})
export type Consistency = z.infer<typeof Consistency>
