/** One entry's place in the log, and two checkpoints of one log. */
import {
  bytesOfBase64,
  Consistency,
  decodeLeaf,
  examine,
  leafHash,
  Malformed,
  openCheckpoint,
  Proof,
  verifyConsistency,
  verifyInclusion,
  type Examine,
  type Leaf,
  type Report,
  type Verifier,
} from '#platform/ledger'
import { checkKey, shaped, type Options } from './options.ts'

/** `unia-proof/1`: the entry is in the log at its index. */
export async function verifyProof(bundle: unknown, options: Options = {}): Promise<Report> {
  return examine(async (check) => {
    const proof = await check('format', (say) => {
      say('a proof of an entry')
      return shaped(Proof, bundle)
    })
    const verifier = await checkKey(check, options, () => proof.vkey)
    await checkInclusion(check, proof, verifier)
  })
}

/** The checkpoint's signature, the entry, and its place under the checkpoint's root. */
export async function checkInclusion(check: Examine, proof: Proof, verifier: Verifier): Promise<Leaf> {
  const { size, root } = await check('signature', (say) => {
    const checkpoint = openCheckpoint(proof.checkpoint, verifier)
    say(`${checkpoint.origin} signed its ${checkpoint.size} entries`)
    return checkpoint
  })
  const data = bytesOfEntry(proof)
  const leaf = await check('entry', (say) => {
    const leaf = decodeLeaf(data())
    say(`${leaf.at} ${leaf.kind} ${leaf.subject} by ${leaf.actor}`)
    return leaf
  })
  await check('inclusion', (say) => {
    const inclusion = proof.inclusion.map(bytesOfBase64)
    if (!verifyInclusion({ index: proof.index, size, leafHash: leafHash(data()), proof: inclusion, root })) {
      throw new Malformed(`the entry is not number ${proof.index} of the ${size} that were signed`)
    }
    say(`number ${proof.index} of the ${size} that were signed`)
  })
  return leaf
}

const bytesOfEntry =
  ({ entry }: Proof) =>
  () =>
    bytesOfBase64(entry)

/** `unia-consistency/1`: the older tree is the beginning of the newer. */
export async function verifyConsistencyBundle(bundle: unknown, options: Options = {}): Promise<Report> {
  return examine(async (check) => {
    const found = await check('format', (say) => {
      say('a proof that a log only grew')
      return shaped(Consistency, bundle)
    })
    const verifier = await checkKey(check, options, () => found.vkey)
    const [older, newer] = await check('signature', (say) => {
      const both = [openCheckpoint(found.older, verifier), openCheckpoint(found.newer, verifier)] as const
      say(`${verifier.name} signed its ${both[0].size} and its ${both[1].size} entries`)
      return both
    })
    await check('consistency', (say) => {
      const proof = found.consistency.map(bytesOfBase64)
      // Any log begins with nothing, which needs no proof.
      const holds = older.size === 0 ? proof.length === 0 : verifyConsistency({ older, newer, proof })
      if (!holds) throw new Malformed(`the ${older.size} entries are not the beginning of the ${newer.size}`)
      say(`the ${older.size} entries are the beginning of the ${newer.size}`)
    })
  })
}
