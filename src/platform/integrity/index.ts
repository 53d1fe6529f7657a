/** Signed JSON: proofs of W3C Data Integrity (eddsa-jcs-2022), Multikeys, and sites as issuers (did:web). Pure. */
export {
  BadProof,
  DocumentProof,
  openDocument,
  signDocument,
  type BadProofCode,
  type Document,
  type Opened,
  type Opening,
  type Signed,
} from './documents.ts'
export { didDocument, DidDocument, didOf, hostOf, keysOfDid, ledgerKeyOf, ledgerService } from './did.ts'
export { multibaseOf, publicKeyOf, signingKey, type PublicKey, type SigningKey } from './keys.ts'
