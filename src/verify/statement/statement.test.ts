/** A statement's signature, its place in the ledger and its value are told apart; whatever was changed, swapped or belongs to another time is caught, and hides nothing else. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signDocument, signingKey } from '#platform/integrity'
import { signerOf } from '#platform/ledger'
import { verifyStatement, type PartState, type StatementOptions } from './index.ts'
import { at, bundleOf, credential, documentOf, evidence, host, key, log, name, proofs, stated, type Evidence } from './testing.ts' // prettier-ignore

const now = new Date('2026-06-01T00:00:00Z')
const recompute = (bundle: { inputs: { value: number | null }[] }) =>
  bundle.inputs.reduce((sum, { value }) => sum + value!, 0)
const verify = (given: unknown, more: Partial<StatementOptions> = {}) =>
  verifyStatement(given, { did: documentOf(), now, recompute, ...more })
const states = async (given: unknown, more?: Partial<StatementOptions>): Promise<PartState[]> => {
  const { parts } = await verify(given, more)
  return [parts.signature.state, parts.ledger.state, parts.recomputation.state]
}
/** As it comes out of a file. */
const sent = (): Evidence => JSON.parse(JSON.stringify(evidence())) as Evidence
const changed = (change: (one: Evidence) => unknown): Evidence => {
  const one = sent()
  change(one)
  return one
}

test('all three hold by the keys that are trusted; without them it says that nobody vouched for the key', async () => {
  const report = await verify(sent())
  expect(report).toMatchObject({ ok: true, vouched: true })
  expect(await states(sent())).toEqual(['holds', 'holds', 'holds'])
  const alone = await verify(sent(), { did: undefined })
  expect(alone).toMatchObject({ ok: true, vouched: false })
  expect(alone.parts.signature.checks.map(({ detail }) => detail).join()).toContain('nobody vouched for')
})

test('by itself a statement is signed and no more', async () => {
  expect(await states(sent().statement)).toEqual(['holds', 'absent', 'absent'])
  expect(await verify(sent().statement)).toMatchObject({ ok: true })
})

test('one that is withdrawn has no value, and nothing to compute', async () => {
  const gone = evidence(
    stated({ supersedes: `${host}/network/statements/1` }, { value: null, withdrawn: true, inputs: [] }),
  )
  expect(await states({ ...gone, bundle: undefined })).toEqual(['holds', 'holds', 'absent'])
  expect((await verify(stated({}, { value: null }))).ok).toBe(false)
})

describe('what is not so', () => {
  type Case = [string, () => unknown, PartState[], Partial<StatementOptions>?]
  const thief = signingKey(key.id, Buffer.alloc(32, 9))
  const otherLog = signerOf(log.name, Buffer.alloc(32, 9))
  const forged = () => JSON.parse(JSON.stringify(signDocument(credential({}, { value: 2 }), thief, at))) as object
  const cases: Case[] = [
    ['an altered value', () => changed(({ statement }) => Object.assign((statement as ReturnType<typeof stated>).credentialSubject, { value: 2 })), ['fails', 'fails', 'fails']], // prettier-ignore
    ['forged by another key under the name of the city’s', () => ({ ...sent(), statement: forged() }), ['fails', 'fails', 'fails']], // prettier-ignore
    ['signed by the city and not entered in its ledger', () => changed((one) => Object.assign(one, { statement: JSON.parse(JSON.stringify(stated({}, { value: 13 }))) as object })), ['holds', 'fails', 'fails']], // prettier-ignore
    ['entered in a ledger that is not the city’s', () => changed((one) => { const [file, own] = proofs(one.statement, at, name, otherLog); Object.assign(one, { proof: own, bundle: bundleOf(file!) }) }), ['holds', 'fails', 'fails']], // prettier-ignore
    ['the proof of another statement', () => changed((one) => Object.assign(one, { proof: proofs(one.statement, at, `${name.slice(0, -1)}2`)[1] })), ['holds', 'fails', 'holds']], // prettier-ignore
    ['the proof of another entry', () => changed((one) => Object.assign(one, { proof: proofs(one.statement)[0] })), ['holds', 'fails', 'holds']], // prettier-ignore
    ['figures that give another value', () => changed((one) => (one.bundle.inputs[0]!.value = 13)), ['holds', 'holds', 'fails']], // prettier-ignore
    ['figures of another value', () => changed((one) => (one.bundle.value.period = '2024')), ['holds', 'holds', 'fails']], // prettier-ignore
    ['another formula', () => changed((one) => (one.bundle.definition.formula = 'mean(particles)')), ['holds', 'holds', 'fails']], // prettier-ignore
    ['figures from another file', () => changed((one) => (one.bundle.inputs[0]!.file.sha256 = 'a'.repeat(64))), ['holds', 'holds', 'fails']], // prettier-ignore
    ['replayed under another address', sent, ['fails', 'absent', 'absent'], { id: `${host}/network/statements/other` }],
    [
      'signed for a time to come',
      () => stated({}, {}, new Date('2026-07-01T00:00:00Z')),
      ['fails', 'absent', 'absent'],
    ],
    ['valid from a time to come', () => stated({ validFrom: '2026-07-01T00:00:00Z' }), ['fails', 'absent', 'absent']],
    ['valid until a time that has passed', () => stated({ validUntil: '2026-05-20T00:00:00Z' }), ['fails', 'absent', 'absent']], // prettier-ignore
    ['signed for an earlier time than it was entered', () => evidence(stated(), new Date('2026-05-20T00:00:00Z')), ['holds', 'fails', 'holds']], // prettier-ignore
    ['at an address of another site', () => stated({ id: 'https://evil.example/network/statements/1' }), ['fails', 'absent', 'absent']], // prettier-ignore
    ['of another city', () => stated({}, { city: { id: 'did:web:evil.example', names: {} } }), ['fails', 'absent', 'absent']], // prettier-ignore
    ['issued by another than signed it', () => stated({ issuer: 'did:web:evil.example' }), ['fails', 'absent', 'absent'], { did: undefined }], // prettier-ignore
    ['by the keys of another city', sent, ['fails', 'holds', 'holds'], { did: { ...documentOf(), id: 'did:web:evil.example' }, vkey: log.vkey }], // prettier-ignore
  ]
  test.each(cases)('%s', async (_, given, expected, more) => {
    expect(await states(given(), more)).toEqual(expected)
    expect((await verify(given(), more)).ok).toBe(false)
  })
})

test('by a stolen key only that holds which the ledger had before, and by a ledger that is trusted', async () => {
  const since = (revoked: string) => ({ did: documentOf({ revoked }) })
  expect(await states(sent(), since('2026-05-10T00:00:00Z'))).toEqual(['holds', 'holds', 'holds'])
  expect(await states(sent().statement, since('2026-05-10T00:00:00Z'))).toEqual(['fails', 'absent', 'absent'])
  expect(await states(sent(), since('2026-04-01T00:00:00Z'))).toEqual(['fails', 'holds', 'holds'])
  const nobodys = { ...documentOf({ revoked: '2026-05-10T00:00:00Z' }), service: [] }
  expect(await states(sent(), { did: nobodys })).toEqual(['fails', 'holds', 'holds'])
})

test('nothing that is given makes it fail by itself', async () => {
  const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`) as object
  expect(await states({ ...sent(), statement: { ...sent().statement, deep } })).toEqual(['fails', 'fails', 'holds'])
  expect(await states(deep)).toEqual(['fails', 'absent', 'absent'])
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.constantFrom(...Object.keys(sent())), async (value, member) => {
      for (const given of [value, { ...sent(), [member]: value }])
        expect(typeof (await verify(given)).ok).toBe('boolean')
      expect(typeof (await verify(sent(), { did: value })).ok).toBe('boolean')
    }),
    { numRuns: 60 },
  )
})
