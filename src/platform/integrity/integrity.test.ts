/** Signed documents agree byte for byte with the W3C's own example and with others' canonical JSON; whatever is not as signed is refused, and says why. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, type Json } from '#platform/ledger'
import { base58, bytesOfBase58 } from './base58.ts'
import { didDocument, didOf, hostOf, keysOfDid, openDocument, signDocument, signingKey, type BadProof, type Document, type PublicKey } from './index.ts' // prettier-ignore

const ORACLES = '../shared/oracles/signatures'
const now = new Date('2026-11-26T12:00:00Z')
const did = didOf('example.org:8443')
const [one, other] = [1, 2].map((byte) => {
  const bare = signingKey('', Buffer.alloc(32, byte))
  return signingKey(`${did}#${bare.multibase}`, Buffer.alloc(32, byte))
}) as [ReturnType<typeof signingKey>, ReturnType<typeof signingKey>]
const keys: PublicKey[] = [{ id: one.id, multibase: one.multibase }]
const codeOf = (signed: unknown, by: readonly PublicKey[] = keys, at: { now: Date; seenAt?: Date } = { now }) => {
  try {
    openDocument(signed, by, at)
    return 'holds'
  } catch (error) {
    return (error as BadProof).code
  }
}

describe.skipIf(!existsSync(ORACLES))('what others computed', () => {
  const read = (name: string) => readFileSync(`${ORACLES}/${name}`, 'utf8')
  const json = (name: string) => JSON.parse(read(name)) as Document

  test.each(existsSync(ORACLES) ? readdirSync(`${ORACLES}/jcs`).filter((name) => name.endsWith('.input.json')) : [])(
    'RFC 8785: %s',
    (name) =>
      expect(canonical(json(`jcs/${name}`) as Json)).toBe(read(`jcs/${name.replace('input', 'output')}`).trim()),
  )

  test('the W3C example of eddsa-jcs-2022, at every step', () => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    const signed = json('w3c-eddsa-jcs-2022.signedJCS.json')
    const { proof, ...bare } = signed
    const { proofValue, ...options } = proof as Document
    expect(canonical(bare)).toBe(read('w3c-eddsa-jcs-2022.canonDocJCS.txt'))
    expect(canonical(options)).toBe(read('w3c-eddsa-jcs-2022.proofCanonJCS.txt'))
    expect(sha256(canonical(bare))).toBe(read('w3c-eddsa-jcs-2022.docHashJCS.txt'))
    expect(sha256(canonical(options))).toBe(read('w3c-eddsa-jcs-2022.proofHashJCS.txt'))
    expect(bytesOfBase58((proofValue as string).slice(1)).toString('hex')).toBe(
      read('w3c-eddsa-jcs-2022.sigHexJCS.txt'),
    )
    expect(bare).toEqual(json('w3c-unsigned.json'))
    const id = options.verificationMethod as string
    const theirs = [{ id, multibase: id.split('#')[1]! }]
    expect(openDocument(signed, theirs, { now }).document).toEqual(bare)
    expect(codeOf({ ...signed, name: 'Alumni' }, theirs)).toBe('wrongSignature')
  })
})

const jsonObject = fc.dictionary(
  fc.string().filter((name) => name !== 'proof' && name !== '@context' && name !== '__proto__'),
  fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json),
)

test('whatever is signed opens as it was, also after it travelled as text', () => {
  fc.assert(
    fc.property(jsonObject, (document) => {
      const signed = JSON.parse(JSON.stringify(signDocument(document, one, now))) as Document
      expect(openDocument(signed, keys, { now }).document).toEqual(JSON.parse(canonical(document)))
      expect(codeOf({ ...signed, 'one more': 1 })).toBe('wrongSignature')
    }),
  )
})

test('base58 gives back every sequence of bytes, and is what others write', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(bytesOfBase58(base58(bytes))).toEqual(Buffer.from(bytes))
    }),
  )
  expect(base58(Buffer.from('Hello World!'))).toBe('2NEpo7TZRRrLZSi2U')
  expect(() => bytesOfBase58('0')).toThrow('not base58')
  expect(() => bytesOfBase58('1'.repeat(100_000))).toThrow('too long')
})

describe('what is not believed, and why', () => {
  const document = { '@context': ['https://www.w3.org/ns/credentials/v2'], value: 12.5 }
  const signed = signDocument(document, one, now)
  const later = (days: number) => new Date(now.getTime() + days * 86_400_000)

  test('signed by another, or by a key under another name', () => {
    expect(codeOf(signed)).toBe('holds')
    expect(codeOf(signDocument(document, other, now))).toBe('otherKey')
    expect(codeOf({ ...signed, proof: { ...signed.proof, verificationMethod: other.id } })).toBe('otherKey')
    expect(codeOf(signed, [{ id: one.id, multibase: other.multibase }])).toBe('wrongSignature')
  })

  test('anything changed: the value, the time, the purpose, the context', () => {
    expect(codeOf({ ...signed, value: 12.6 })).toBe('wrongSignature')
    expect(codeOf({ ...signed, proof: { ...signed.proof, created: later(-1).toISOString() } })).toBe('wrongSignature')
    expect(codeOf({ ...signed, proof: { ...signed.proof, proofPurpose: 'authentication' } })).toBe('wrongSignature')
    expect(codeOf({ ...signed, '@context': ['https://example.org'] })).toBe('malformed')
    expect(codeOf({ ...signed, '@context': [...document['@context'], 'https://example.org'] })).toBe('holds')
  })

  test('of another time: still to come, over, or of a key that was given up or stolen', () => {
    expect(codeOf(signDocument(document, one, later(1)))).toBe('future')
    const until = (when: Date): PublicKey[] => [{ ...keys[0]!, expires: when.toISOString() }]
    expect([codeOf(signed, until(later(1))), codeOf(signed, until(later(-1)))]).toEqual(['holds', 'retired'])
    const stolen: PublicKey[] = [{ ...keys[0]!, revoked: later(2).toISOString() }]
    const at = { now: later(5) }
    // Whoever stole it may have written an earlier time: only another's word for it helps.
    expect(codeOf(signed, stolen, at)).toBe('revoked')
    expect(codeOf(signed, stolen, { ...at, seenAt: later(1) })).toBe('holds')
    expect(codeOf(signed, stolen, { ...at, seenAt: later(3) })).toBe('revoked')
    expect(codeOf(signDocument(document, one, later(3)), stolen, { ...at, seenAt: later(1) })).toBe('revoked')
  })

  test('a proof that ran out', () => {
    const { proof: _, ...bare } = signed
    expect(codeOf({ ...bare, proof: { ...signed.proof, expires: later(-1).toISOString() } })).toBe('wrongSignature')
  })

  test('nothing that is given does more than be refused', () => {
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as Json
    expect(codeOf({ ...signed, deep })).toBe('malformed')
    expect(codeOf({ ...signed, proof: [signed.proof] })).toBe('malformed')
    expect(codeOf({ ...signed, proof: { ...signed.proof, proofValue: `z${'1'.repeat(150)}` } })).toBe('wrongSignature')
    expect(codeOf({ ...signed, half: '\ud800' })).toBe('malformed')
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('proof', 'value', '@context'), (value, member) => {
        expect(['malformed', 'otherKey', 'wrongSignature']).toContain(codeOf(value))
        expect(codeOf({ ...signed, [member]: value })).toBeDefined()
      }),
    )
    expect(() => signDocument(signed, one, now)).toThrow('bears a proof already')
  })
})

test('a site is an issuer with its keys; another’s document, or keys of other sorts, give none', () => {
  expect(did).toBe('did:web:example.org%3A8443')
  expect(hostOf(did)).toBe('example.org:8443')
  for (const bad of ['did:web:', 'did:key:z6Mk', 'did:web:example.org:users:anna', 'did:web:exa mple', 'did:web:a%2Fb'])
    expect(() => hostOf(bad)).toThrow('did:web of a site')
  const all = [...keys, { id: other.id, multibase: other.multibase, revoked: now.toISOString() }]
  const document = didDocument(did, all)
  expect(document.assertionMethod).toEqual([one.id])
  expect(keysOfDid(JSON.parse(JSON.stringify(document)), did)).toEqual(all)
  expect(() => keysOfDid(document, didOf('example.com'))).toThrow('not of did:web:example.com')
  expect(() => keysOfDid({ id: did }, did)).toThrow('not a DID document')
  const odd = {
    ...document.verificationMethod[0]!,
    publicKeyMultibase: 'zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv',
  }
  expect(keysOfDid({ ...document, verificationMethod: [odd] }, did)).toEqual([])
  const foreign = { ...document.verificationMethod[0]!, id: 'did:web:evil.example#key' }
  expect(keysOfDid({ ...document, verificationMethod: [foreign], assertionMethod: [foreign.id] }, did)).toEqual([])
})

test('the time of a signature is in its shortest form, as readers of other makes write it before they check', () => {
  const createdOf = (at: string) => signDocument({ a: 1 }, one, new Date(at)).proof.created
  const times = ['2026-11-26T10:00:00.123Z', '2026-11-26T10:00:00.400Z', '2026-11-26T10:00:00.000Z']
  expect(times.map(createdOf)).toEqual(['2026-11-26T10:00:00.123Z', '2026-11-26T10:00:00.4Z', '2026-11-26T10:00:00Z'])
})
