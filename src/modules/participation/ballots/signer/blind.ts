/** The signer's half of RSABSSA (RFC 9474): the raw RSA operation, by OpenSSL, checked before it goes out. */
import { constants, privateDecrypt, publicEncrypt, type KeyObject } from 'node:crypto'
import { refuse } from './types.ts'

/** Throws `participation.blindedWrong` for what is not a number below the modulus. */
export function blindSignature(key: KeyObject, publicKey: KeyObject, blinded: Buffer): Buffer {
  const padding = constants.RSA_NO_PADDING
  const bytes = publicKey.asymmetricKeyDetails!.modulusLength! / 8
  if (blinded.length !== bytes) throw refuse.blindedWrong({ bytes })
  let signature: Buffer
  try {
    signature = privateDecrypt({ key, padding }, blinded)
  } catch {
    throw refuse.blindedWrong({ bytes })
  }
  // A fault in the computation would give the key away to whoever sees its result.
  if (!publicEncrypt({ key: publicKey, padding }, signature).equals(blinded))
    throw new Error('the signature came out wrong')
  return signature
}
