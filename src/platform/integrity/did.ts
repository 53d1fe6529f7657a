/** A site as an issuer, `did:web`: its name, where its document is, and the keys in such a document. */
import { Malformed } from '#platform/ledger'
import { z } from 'zod'
import { publicKeyOf, type PublicKey } from './keys.ts'

const METHODS_MAX = 200

/** `did:web:example.org`; a port's colon is written `%3A`. */
export const didOf = (host: string): string => `did:web:${host.replace(':', '%3A')}`

/** The host, with its port, that a `did:web` names. Throws `Malformed` for any other. */
export function hostOf(did: string): string {
  const match = /^did:web:([a-z0-9.-]{1,253})(?:%3A(\d{1,5}))?$/i.exec(did)
  if (!match) throw new Malformed(`${did.slice(0, 300)} is not the did:web of a site`)
  return match[2] === undefined ? match[1]! : `${match[1]}:${match[2]}`
}

const time = z.iso.datetime({ offset: true })
const Method = z.looseObject({
  id: z.string().max(2_000),
  type: z.string().max(100),
  publicKeyMultibase: z.string().max(200).optional(),
  expires: time.optional(),
  revoked: time.optional(),
})
export const DidDocument = z.looseObject({
  id: z.string().max(300),
  verificationMethod: z.array(Method).max(METHODS_MAX),
  assertionMethod: z.array(z.union([z.string().max(2_000), Method])).max(METHODS_MAX),
  service: z
    .array(z.looseObject({ type: z.unknown() }))
    .max(METHODS_MAX)
    .optional(),
})
export type DidDocument = z.infer<typeof DidDocument>

/** The document of an issuer with these keys. */
export const didDocument = (did: string, keys: readonly PublicKey[]): DidDocument & { '@context': string[] } => ({
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: did,
  verificationMethod: keys.map(({ id, multibase, ...until }) => ({ id, type: 'Multikey', controller: did, publicKeyMultibase: multibase, ...until })), // prettier-ignore
  assertionMethod: keys.filter(({ revoked }) => revoked === undefined).map(({ id }) => id),
})

const LEDGER = 'UniaLedger'

/** Where the issuer's ledger is, and by which key it is checked; stands in its document as a service. */
export const ledgerService = (did: string, baseUrl: string, vkey: string) => ({
  ...{ id: `${did}#ledger`, type: LEDGER, serviceEndpoint: `${baseUrl}/ledger`, vkey },
})

/** The key of the ledger that such a document names. */
export function ledgerKeyOf(given: unknown): string | undefined {
  const found = DidDocument.safeParse(given).data?.service?.find(({ type }) => type === LEDGER)
  return typeof found?.vkey === 'string' ? found.vkey : undefined
}

/**
 * The Ed25519 keys by which the issuer asserts: those of `assertionMethod`, and the revoked, so that it can be said that
 * they are. A document without such keys has none. Throws `Malformed` for what is no such document, or another's.
 */
export function keysOfDid(given: unknown, did: string): PublicKey[] {
  const { data, error } = DidDocument.safeParse(given)
  if (error) throw new Malformed(`not a DID document: ${error.issues[0]!.path.join('.')} ${error.issues[0]!.message}`)
  if (data.id !== did) throw new Malformed(`the document is of ${data.id}, not of ${did}`)
  const named = new Set(data.assertionMethod.map((one) => absolute(did, typeof one === 'string' ? one : one.id)))
  const inside = data.assertionMethod.filter((one) => typeof one !== 'string')
  return [...data.verificationMethod, ...inside].flatMap(
    ({ id, type, publicKeyMultibase: multibase, expires, revoked }) => {
      // prettier-ignore
      const name = absolute(did, id)
      const isOurs = name.startsWith(`${did}#`) && (named.has(name) || revoked !== undefined)
      if (type !== 'Multikey' || multibase === undefined || !isOurs || !isEd25519(multibase)) return []
      return [{ id: name, multibase, ...(expires !== undefined && { expires }), ...(revoked !== undefined && { revoked }) }] // prettier-ignore
    },
  )
}

const absolute = (did: string, id: string): string => (id.startsWith('#') ? did + id : id)

function isEd25519(multibase: string): boolean {
  try {
    return publicKeyOf(multibase) !== undefined
  } catch {
    return false
  }
}
