/** Checkpoints (C2SP tlog-checkpoint): the note by which a log stands by its size and root. */
import { HASH_BYTES } from './merkle.ts'
import { bytesOfBase64, Malformed } from './malformed.ts'
import { openNote, type Verifier } from './notes.ts'

/** `origin` names the log for ever. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array }

export const checkpointText = ({ origin, size, root }: Checkpoint) =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`

/** What the text says. Lines after the third are of no concern here. Throws `Malformed`. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split('\n')
  if (rest.pop() !== '' || rest.includes('')) throw new Malformed('a checkpoint has three lines or more, none empty')
  if (!origin) throw new Malformed('the checkpoint names no log')
  if (!/^(0|[1-9]\d{0,15})$/.test(size!) || !Number.isSafeInteger(Number(size))) throw new Malformed('not a tree size')
  const bytes = bytesOfBase64(root!)
  if (bytes.length !== HASH_BYTES) throw new Malformed(`a root has ${HASH_BYTES} bytes`)
  return { origin, size: Number(size), root: bytes }
}

/** The checkpoint in a note that the log's own key signed. Throws `Malformed`. */
export function openCheckpoint(note: string, verifier: Verifier): Checkpoint {
  const checkpoint = parseCheckpoint(openNote(note, verifier))
  if (checkpoint.origin !== verifier.name) throw new Malformed(`the log ${checkpoint.origin} is not the key's`)
  return checkpoint
}
