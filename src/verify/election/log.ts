/** The city's ledger, checked from what came along: a signed checkpoint, and each entry's place under it (RFC 9162, C2SP). */
import { base64, bytesOfBase64, sha256, same, utf8 } from './encoding.ts'
import { jsonIn } from './json.ts'
import { Wrong } from './report.ts'

const ED25519 = 1
const NOTE_CHARS_MAX = 65_536
const PROOF_HASHES_MAX = 64

export type Vkey = { name: string; id: string; key: Uint8Array<ArrayBuffer> }

/** `name+id+key`, as the ledger gives it. */
export function vkeyOf(text: string): Vkey {
  const [, name, id, key] = /^([^+\s]{1,1000})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,100})$/.exec(text.trim()) ?? []
  const typed = key === undefined ? undefined : bytesOfBase64(key)
  if (!typed || typed[0] !== ED25519 || typed.length !== 33) throw new Wrong('vkey')
  const owned = sha256(new Uint8Array([...utf8(`${name}\n`), ...typed]))
  if (idOf(owned) !== id) throw new Wrong('vkey')
  return { name: name!, id, key: typed.slice(1) }
}

const idOf = (bytes: Uint8Array) =>
  Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The text of a note that this key signed. Throws `Wrong`. */
export async function openNote(note: string, { name, id, key }: Vkey): Promise<string> {
  const end = note.lastIndexOf('\n\n')
  if (note.length > NOTE_CHARS_MAX || end < 0 || !note.endsWith('\n')) throw new Wrong('note')
  const text = note.slice(0, end + 1)
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .flatMap((line) => {
      const [, by, signed] = /^— (\S+) ([A-Za-z0-9+/=]+)$/u.exec(line) ?? []
      const bytes = signed === undefined ? undefined : bytesOfBase64(signed)
      if (!bytes || bytes.length < 5) throw new Wrong('note')
      return by === name && idOf(bytes) === id ? [bytes.slice(4)] : []
    })
  if (signatures.length === 0) throw new Wrong('otherKey', { name, id })
  const verifier = await importedKey(key)
  for (const signature of signatures)
    if (!(await crypto.subtle.verify('Ed25519', verifier, signature, utf8(text) as Uint8Array<ArrayBuffer>)))
      throw new Wrong('signature', { name })
  return text
}

async function importedKey(key: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify'])
  } catch {
    // An older browser: nothing is known to be wrong, and nothing to be right.
    throw new Wrong('noEd25519')
  }
}

export type Checkpoint = { origin: string; size: number; root: Uint8Array }

export function checkpointOf(text: string): Checkpoint {
  const [origin, size, root] = text.split('\n')
  const bytes = bytesOfBase64(root ?? '')
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || bytes?.length !== 32) throw new Wrong('note')
  return { origin, size: Number(size), root: bytes }
}

const hashed = (first: number, ...parts: Uint8Array[]) => {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0))
  bytes[0] = first
  let at = 1
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return sha256(bytes)
}

/** Is this leaf number `index` of the tree? By going down: a tree of n leaves is split at the largest power of two below n. */
export function isIncluded(
  leaf: Uint8Array,
  index: number,
  proof: readonly string[],
  { size, root }: Checkpoint,
): boolean {
  const hashes = proof.map((text) => bytesOfBase64(text))
  if (index >= size || hashes.length > PROOF_HASHES_MAX || hashes.some((hash) => hash?.length !== 32)) return false
  const path = pathOf(index, size)
  if (path.length !== hashes.length) return false
  const top = path.reduce(
    (hash, side, i) => (side === 'right' ? hashed(1, hash, hashes[i]!) : hashed(1, hashes[i]!, hash)),
    hashed(0, leaf),
  )
  return same(top, root)
}

/** On which side each sibling stands, from the leaf upwards. */
function pathOf(index: number, size: number): ('left' | 'right')[] {
  const path: ('left' | 'right')[] = []
  let [from, count] = [0, size]
  while (count > 1) {
    let split = 1
    while (split * 2 < count) split *= 2
    if (index < from + split) {
      path.unshift('right')
      count = split
    } else {
      path.unshift('left')
      from += split
      count -= split
    }
  }
  return path
}

export type Leaf = { at: string; kind: string; subject: string; payload: unknown }

/** What an entry says. Throws `Wrong`. */
export function leafOf(entry: string): { bytes: Uint8Array; leaf: Leaf } {
  const bytes = bytesOfBase64(entry)
  if (!bytes || base64(bytes) !== entry) throw new Wrong('entry')
  try {
    const said = jsonIn(new TextDecoder('utf-8', { fatal: true }).decode(bytes), 0) as Record<string, unknown>
    const { at, kind, subject, payload } = said
    if (typeof at !== 'string' || typeof kind !== 'string' || typeof subject !== 'string') throw new Wrong('entry')
    return { bytes, leaf: { at, kind, subject, payload } }
  } catch {
    throw new Wrong('entry')
  }
}
