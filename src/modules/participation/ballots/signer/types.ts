/** What the signer is asked, and what it refuses. All bytes are base64url; a ballot is text. */
import { refusals } from '#platform/errors'

export const refuse = refusals('participation', {
  signerAway: 503,
  signerClosed: 409,
  voteNotClosed: 409,
  keysUnknown: 404,
  keysDestroyed: 410,
  blindedWrong: 422,
})

/** What the signer makes of a ballot: who reads the database learns nothing from it, and none is longer than another. */
export type Taken = {
  /** Keyed hash of the token: the same token gives the same mark. */
  mark: string
  /** Keyed hash of the whole ballot: the same ballot gives the same print. */
  print: string
  sealed: string
}

export type SealedBallot = Pick<Taken, 'mark' | 'sealed'>

export type MadeKeys = {
  /** Public keys by pool: SubjectPublicKeyInfo, DER, base64url. */
  keys: Record<string, string>
  /** SHA-256 of the 32 bytes of the lot's seed. */
  lotCommitment: string
}

export type Signer = {
  /** Makes what is missing; asked again, gives the same. */
  make(edition: string, pools: readonly string[]): Promise<MadeKeys>
  /** The raw private operation on a blinded token. The same in, the same out. */
  blindSign(edition: string, pool: string, blinded: string): Promise<string>
  /** Seals a ballot, while the vote is open. */
  take(edition: string, pool: string, token: string, ballot: string): Promise<Taken>
  /** The marks of a ballot that may be sealed already. */
  recognise(edition: string, pool: string, token: string, ballot: string): Promise<Omit<Taken, 'sealed'>>
  /** The commitments to sealed ballots, sorted, and nothing else of them. What does not open under its mark is left out. */
  commitments(edition: string, pool: string, sealed: readonly SealedBallot[]): Promise<string[]>
  /** From now on nothing is signed or taken, and what is sealed may be opened. There is no way back. */
  close(edition: string): Promise<void>
  /** The ballots, sorted by commitment; what does not open under its mark is left out. Refused before `close`. */
  open(edition: string, pool: string, sealed: readonly SealedBallot[]): Promise<string[]>
  /** The lot's seed. Refused before `close`. */
  reveal(edition: string): Promise<string>
  /** Keyed hashes of what identifies a person in this edition. */
  personKeys(edition: string, values: readonly string[]): Promise<string[]>
  /** Forgets every key of the edition, for good. */
  destroy(edition: string): Promise<void>
}

export const VERBS = [
  'make',
  'blindSign',
  'take',
  'recognise',
  'commitments',
  'close',
  'open',
  'reveal',
  'personKeys',
  'destroy',
] as const satisfies readonly (keyof Signer)[]
