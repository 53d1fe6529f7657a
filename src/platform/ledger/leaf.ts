/**
 * What is written into the log: who did what to which thing, when, and on what grounds. The log is public and keeps
 * for ever, so nothing personal belongs in it: an actor is an opaque id, and grounds and payload name no person.
 */
import { z } from 'zod'
import { canonical, type Json } from './canonical.ts'
import { Malformed } from './malformed.ts'

/** A bundle of entries gives each entry's length in two bytes; this stays below with room for a later version. */
export const LEAF_BYTES_MAX = 60_000
const NAME_CHARS_MAX = 200

/** Printable, so that it can stand in a line of a listing. */
const Name = z
  .string()
  .min(1)
  .max(NAME_CHARS_MAX)
  .regex(/^[^\p{C}\p{Z}]+$/u, { error: 'no spaces or control characters' })

export const Leaf = z.strictObject({
  v: z.literal(1),
  id: z.uuid(),
  at: z.iso.datetime({ precision: 3, error: 'a moment in UTC with three decimals' }),
  /** What happened: `indicators.published`. */
  kind: z
    .string()
    .max(NAME_CHARS_MAX)
    .regex(/^[a-z][\w-]*(\.[\w-]+)*$/, { error: 'words with points between' }),
  actor: Name,
  /** The thing it happened to. */
  subject: Name,
  grounds: z.string().optional(),
  payload: z.custom<Json>((value) => value !== undefined).optional(),
})
export type Leaf = z.infer<typeof Leaf>

/** The bytes that are hashed: canonical JSON in UTF-8. Throws `Malformed`. */
export function encodeLeaf(leaf: Leaf): Buffer {
  const { error } = Leaf.safeParse(leaf)
  if (error) throw new Malformed(sentence(error))
  const { v, id, at, kind, actor, subject, grounds, payload } = leaf
  return Buffer.from(canonical({ v, id, at, kind, actor, subject, grounds, payload }))
}

/** The reverse of `encodeLeaf`; accepts its very bytes only. Throws `Malformed`. */
export function decodeLeaf(bytes: Uint8Array): Leaf {
  if (bytes.length > LEAF_BYTES_MAX) throw new Malformed(`${bytes.length} bytes are more than ${LEAF_BYTES_MAX}`)
  const json = parse(bytes)
  if (Buffer.compare(Buffer.from(canonical(json)), bytes) !== 0) throw new Malformed('not canonical JSON')
  const { data, error } = Leaf.safeParse(json)
  if (error) throw new Malformed(sentence(error))
  return data
}

function parse(bytes: Uint8Array): Json {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json
  } catch {
    throw new Malformed('not JSON in UTF-8')
  }
}

const sentence = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join('.') || 'entry'}: ${issue.message}`).join('; ')
