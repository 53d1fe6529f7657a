/** A statement opened by its issuer's keys: whole, theirs, and of this time. Quick and pure, for whoever takes in many. */
import { BadProof, hostOf, openDocument, type Opening, type PublicKey } from '#platform/integrity'
import { Malformed } from '#platform/ledger'
import { sentence } from '../options.ts'
import { Statement } from './form.ts'

const SKEW_MS = 5 * 60_000

/** Throws `BadProof`, which says why it is not believed. */
export const openStatement = (given: unknown, keys: readonly PublicKey[], opening: Opening): Statement =>
  openStatementText(given, keys, opening).statement

/** With its text by RFC 8785, whose SHA-256 is what the ledger holds. Throws `BadProof`. */
export function openStatementText(
  given: unknown,
  keys: readonly PublicKey[],
  opening: Opening,
): { statement: Statement; text: string } {
  const statement = readStatement(given)
  const { text } = openDocument(given, keys, opening)
  demandTheirs(statement, opening)
  return { statement, text }
}

function demandTheirs(statement: Statement, opening: Opening): void {
  const { id, issuer, validFrom, validUntil, proof, credentialSubject } = statement
  if (proof.verificationMethod.split('#')[0] !== issuer)
    throw new BadProof('otherKey', `issued by ${issuer} and signed by ${proof.verificationMethod}`)
  if (proof.proofPurpose !== 'assertionMethod')
    throw new BadProof('malformed', `signed for ${proof.proofPurpose}, not to assert`)
  if (new URL(id).host !== hostIn(issuer)) throw new BadProof('malformed', `${id} is no address of ${issuer}`)
  if (credentialSubject.city.id !== issuer)
    throw new BadProof('malformed', `${issuer} speaks of ${credentialSubject.city.id}`)
  const now = opening.now.getTime()
  if (Date.parse(validFrom) > now + SKEW_MS)
    throw new BadProof('future', `valid from ${validFrom}, which is still to come`)
  if (validUntil !== undefined && Date.parse(validUntil) <= now)
    throw new BadProof('expired', `valid until ${validUntil}`)
}

/** In the form of a statement, whoever signed it. Throws `BadProof`. */
export function readStatement(given: unknown): Statement {
  const { data, error } = Statement.safeParse(given)
  if (error) throw new BadProof('malformed', `not a statement: ${sentence(error)}`)
  const { value, withdrawn } = data.credentialSubject
  if ((value === null) !== (withdrawn === true))
    throw new BadProof('malformed', 'a statement has a value, or says that it is withdrawn')
  return data
}

function hostIn(did: string): string {
  try {
    return hostOf(did)
  } catch (error) {
    if (error instanceof Malformed) throw new BadProof('malformed', error.message)
    throw error
  }
}
