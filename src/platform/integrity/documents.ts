/**
 * JSON documents with a proof of who stands by them: W3C Data Integrity with the cryptosuite eddsa-jcs-2022. Any object can
 * be signed; what was signed reads like the object with one member more.
 */
import { hash, verify, type KeyObject } from 'node:crypto'
import { canonical, canonicalMembers, inBraces, Malformed, type Json, type Member } from '#platform/ledger'
import { z } from 'zod'
import { base58, bytesOfBase58 } from './base58.ts'
import { publicKeyOf, type PublicKey, type SigningKey } from './keys.ts'

const SUITE = 'eddsa-jcs-2022'
const TYPE = 'DataIntegrityProof'
const SIGNATURE_BYTES = 64
const CONTEXT = '@context'
/** How far clocks may differ. */
const SKEW_MS = 5 * 60_000

export type Document = { readonly [name: string]: Json | undefined }

const time = z.iso.datetime({ offset: true })
/** One proof; what else stands in it is signed with it. */
export const DocumentProof = z.looseObject({
  type: z.literal(TYPE),
  cryptosuite: z.literal(SUITE),
  created: time,
  expires: time.optional(),
  verificationMethod: z.string().max(2_000),
  proofPurpose: z.string().max(100),
  proofValue: z.string().max(200).startsWith('z'),
})
export type DocumentProof = z.infer<typeof DocumentProof>
export type Signed<T = Document> = T & { proof: DocumentProof }

/** Why a signed document is not believed. */
export type BadProofCode = 'malformed' | 'otherKey' | 'wrongSignature' | 'expired' | 'future' | 'retired' | 'revoked'
export class BadProof extends Malformed {
  readonly code: BadProofCode
  constructor(code: BadProofCode, message: string) {
    super(message)
    this.code = code
  }
}

/** The document with its proof. Members that are undefined are left out. Throws `Malformed` for what JSON cannot hold. */
export function signDocument<T extends object>(document: T, key: SigningKey, created: Date): Signed<T> {
  const bare = JSON.parse(canonical(document as Document)) as Document
  if (bare.proof !== undefined) throw new Malformed('it bears a proof already')
  const context = bare['@context']
  const options = {
    ...{ type: TYPE, cryptosuite: SUITE, created: timeOf(created), verificationMethod: key.id },
    proofPurpose: 'assertionMethod',
    ...(context !== undefined && { '@context': context }),
  }
  const proofValue = `z${base58(key.sign(toSign(canonical(bare), canonical(options))))}`
  return { ...bare, proof: { ...options, proofValue } } as unknown as Signed<T>
}

/** Without zeros at its end: some read the time, write it anew in its shortest form, and check the signature of that. */
const timeOf = (at: Date): string => at.toISOString().replace(/\.?0+Z$/, 'Z')

/** SHA-256 of how it was signed, then of what. */
function toSign(document: string, options: string): Buffer {
  return Buffer.concat([options, document].map((part) => hash('sha256', part, 'buffer')))
}

export type Opening = {
  /** By whose clock nothing comes from the future. */
  now: Date
  /** When somebody else had it already, who is believed: what a key signed before it was stolen holds by that alone. */
  seenAt?: Date
}
export type Opened = {
  document: Document
  proof: DocumentProof
  key: PublicKey
  created: Date
  /** All that was given, with its proof, in the one way to write it. */
  text: string
}

/**
 * The document without its proof, where one of the keys signed it and counts for the time of the signature.
 * Throws `BadProof`, which says why not.
 */
export function openDocument(signed: unknown, keys: readonly PublicKey[], opening: Opening): Opened {
  const { signature, bytes, publicKey, document, proof, key, text } = sealedBy(signed, keys)
  if (signature === undefined || !verify(null, bytes, publicKey, signature))
    throw new BadProof('wrongSignature', `the signature is not of this document by ${key.id}`)
  demandTimely(proof, key, opening)
  return { document, proof, key, created: new Date(proof.created), text }
}

type Sealed = {
  document: Document
  proof: DocumentProof
  key: PublicKey
  publicKey: KeyObject
  bytes: Buffer
  text: string
  /** None where it cannot be one. */
  signature?: Buffer
}

/** All that it takes to check the signature. */
function sealedBy(signed: unknown, keys: readonly PublicKey[]): Sealed {
  const { bare: document, proof, options } = taken(signed)
  const key = keys.find(({ id }) => id === proof.verificationMethod)
  if (!key) throw new BadProof('otherKey', `signed by ${proof.verificationMethod}, which is none of the keys of whom it should be`) // prettier-ignore
  try {
    const signature = bytesOfBase58(proof.proofValue.slice(1))
    const isOne = signature.length === SIGNATURE_BYTES
    const members = canonicalMembers(signed as Document)
    const bytes = toSign(inBraces(bareOf(members, options)), canonical(options))
    return { document, proof, key, publicKey: publicKeyOf(key.multibase), bytes, text: inBraces(members), ...(isOne && { signature }) } // prettier-ignore
  } catch (error) {
    if (error instanceof Malformed) throw new BadProof('malformed', error.message)
    throw error
  }
}

/** What was signed: all but the proof, in the context of which the proof says that it was signed in it. */
function bareOf(members: readonly Member[], options: Document): Member[] {
  const context = options[CONTEXT]
  const bare = members.filter(({ name }) => name !== 'proof')
  if (context === undefined) return bare
  const own = canonicalMembers({ [CONTEXT]: context })
  return [...bare.filter(({ name }) => name !== CONTEXT), ...own].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function taken(signed: unknown): { bare: Document; proof: DocumentProof; options: Document } {
  if (typeof signed !== 'object' || signed === null || Array.isArray(signed))
    throw new BadProof('malformed', 'not an object')
  const { proof: given, ...bare } = signed as Document
  const { data: proof, error } = DocumentProof.safeParse(given)
  if (error) throw new BadProof('malformed', `proof: ${error.issues[0]!.path.join('.')} ${error.issues[0]!.message}`)
  const { proofValue: _, ...options } = given as Document
  const context = options[CONTEXT]
  if (context === undefined) return { bare, proof, options }
  // A document may have been put into further contexts since; what was signed is what the proof says.
  const [said, had] = [[bare[CONTEXT] ?? []].flat(), [context].flat()]
  if (!had.every((one, i) => textOf(one) === textOf(said[i] ?? null)))
    throw new BadProof('malformed', 'its context is not the one that was signed')
  return { bare: { ...bare, '@context': context }, proof, options }
}

const textOf = (value: Json): string => JSON.stringify(value)

function demandTimely({ created, expires }: DocumentProof, key: PublicKey, { now, seenAt }: Opening): void {
  const at = Date.parse(created)
  if (at > now.getTime() + SKEW_MS) throw new BadProof('future', `signed ${created}, which is still to come`)
  if (expires !== undefined && Date.parse(expires) <= now.getTime())
    throw new BadProof('expired', `the signature held until ${expires}`)
  if (key.expires !== undefined && at > Date.parse(key.expires))
    throw new BadProof('retired', `signed ${created} with a key that was given up ${key.expires}`)
  if (key.revoked === undefined) return
  // Whoever has the key can write any time into what they sign with it.
  const before = seenAt !== undefined && Math.max(at, seenAt.getTime()) < Date.parse(key.revoked)
  if (!before) throw new BadProof('revoked', `${key.id} was revoked ${key.revoked}, and nobody else had this before`)
}
