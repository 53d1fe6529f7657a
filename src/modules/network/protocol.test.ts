/** The examples in docs/protocol.md are what the program makes and takes: another team may build on them. */
import { hash, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { recomputeBundle } from '#indicators'
import { keysOfDid, publicKeyOf, signDocument } from '#platform/integrity'
import { EffectPlan, type EffectPlanGiven } from '#stats'
import { canonical, leafHash, type Json } from '#platform/ledger'
import { bundleOf, bundleText } from '#verify/evaluation'
import { openStatement, StatementEvidence, statementHash, verifyStatement } from '#verify/statement'
import * as river from '../../verify/statement/testing.ts'
import { problemOf } from './feeds/pages.ts'
import { leadsTo } from './keys/trust.ts'
import { cityService, placeIn } from './place/rules.ts'
import { KEY_INTRODUCTION } from './keys/types.ts'
import { CHECKPOINTS_FORMAT, Checkpoints } from './peers/types.ts'
import { FeedPage } from './received/types.ts'
import { demandLetter } from './requests/rules.ts'
import { Letter, REQUEST, REQUESTS_FORMAT } from './requests/types.ts'
import { FEED_FORMAT } from './statements/types.ts'

const protocol = readFileSync('docs/protocol.md', 'utf8')
const statement = river.stated()
const evidence = river.evidence(statement)
const { proof } = evidence
const { proof: signed, ...unsigned } = statement
const { proofValue, ...options } = signed
const written = canonical(unsigned as unknown as Json)
const sha256 = (what: string) => hash('sha256', what)
const vectors = {
  ...{ seed: '01'.repeat(32), ledgerSeed: '07'.repeat(32), publicKeyMultibase: river.key.multibase },
  canonicalStatement: { bytes: Buffer.byteLength(written), begins: written.slice(0, 60), ends: written.slice(-60) },
  canonicalProof: canonical(options as unknown as Json),
  ...{ d: sha256(written), p: sha256(canonical(options as unknown as Json)), signature: proofValue },
  ...{ whole: statementHash(statement), leaf: Buffer.from(leafHash(Buffer.from(proof.entry, 'base64'))).toString('hex') }, // prettier-ignore
}
const bundle = {
  ...evidence.bundle,
  definitions: [{ id: 'pm25', formula: 'sum(particles)', unit: 'ug/m3' }],
  measures: [{ id: 'particles', unit: 'ug/m3' }],
}
const place = { names: { en: 'River' }, point: [18.6, 54.35] as [number, number], people: 60_000 }
const { names, unit, standards, id: indicator } = statement.credentialSubject.indicator
const request = {
  ...{ type: REQUEST, format: REQUESTS_FORMAT, id: `${river.host}/network/requests/${river.name}`, issuer: river.did },
  ...{ to: 'did:web:hill.example', issuedAt: river.at.toISOString(), indicator: { id: indicator, names, unit, standards } }, // prettier-ignore
  ...{ period: '2024', respondBy: '2026-05-29', validUntil: '2026-07-28T00:00:00.000Z', words: 'We compare our air.' },
}
const table = (csv: string, plan: EffectPlanGiven) => {
  const method = EffectPlan.parse(plan)
  const bundle = bundleOf({ title: 'Green stops', method, inputs: [{ name: 'minutes.csv', csv, from: 'counted' }], program: 'unia' }) // prettier-ignore
  const { estimate, se, interval } = bundle.effect
  return { csv, method, estimate, se, interval, sha256: sha256(bundleText(bundle)) }
}
const common = { outcome: 'minutes', time: 'month', from: '2026-04' } as const
const months = (rows: string[][]) => rows.flatMap((values, i) => values.map((value, group) => `2026-0${i + 1},${'ab'[group]},${group},${value}`)) // prettier-ignore
const series = ['7.3', '8.1', '7.7', '6.2', '5.9', '6.4', '5.1'].map((value, i) => `2026-0${i + 1},${value}`).join('\n')
const evaluations = {
  before: table(`month,minutes\n${series}\n`, { method: 'before', ...common }),
  did: table(`month,stop,green,minutes\n${months([['7', '8'], ['7.5', '8.5'], ['7', '8.25'], ['7.25', '6.5'], ['7', '6']]).join('\n')}\n`, { method: 'did', ...common, treated: 'green' }), // prettier-ignore
  its: table(`month,minutes\n${series}\n`, { method: 'its', ...common }),
}
const EXAMPLES: Record<string, object> = {
  did: { ...river.documentOf(), service: [...river.documentOf().service, cityService(river.did, river.host, place)] },
  statement,
  feed: { format: FEED_FORMAT, issuer: river.did, last: 1, statements: [{ seq: 1, entry: '0197f3a0-0000-7000-8000-0000000000aa', index: 1, statement: { id: statement.id } }] }, // prettier-ignore
  ...{ vectors, bundle, proof, evaluations },
  introduction: signDocument({ type: KEY_INTRODUCTION, issuer: river.did, previous: river.key.multibase, key: 'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp' }, river.key, river.at), // prettier-ignore
  request: signDocument(request, river.key, river.at),
  checkpoints: { format: CHECKPOINTS_FORMAT, own: { domain: 'river.example', note: proof.checkpoint, vkey: proof.vkey }, seen: [], caught: [] }, // prettier-ignore
}

test.each(Object.keys(EXAMPLES))('the example %s stands in the document as the program makes it', (name) => {
  const [, given] = new RegExp(`<!-- example: ${name} -->\\s*\`\`\`json\\n([\\s\\S]*?)\`\`\``).exec(protocol) ?? []
  expect(JSON.parse(given ?? '{}')).toEqual(JSON.parse(JSON.stringify(EXAMPLES[name])))
})

test('the program takes them', async () => {
  const keys = keysOfDid(EXAMPLES.did, river.did)
  expect(placeIn(EXAMPLES.did)).toEqual(place)
  const now = new Date('2026-06-01T00:00:00Z')
  expect(openStatement(EXAMPLES.statement, keys, { now }).id).toBe(statement.id)
  expect(problemOf({ ...FeedPage.parse(EXAMPLES.feed), items: [{ seq: 1, said: {} }] }, river.did, 0)).toBeUndefined()
  expect(Checkpoints.parse(EXAMPLES.checkpoints).seen).toEqual([])
  const letter = Letter.parse(EXAMPLES.request)
  expect(() =>
    demandLetter(letter, 'river.example', { own: 'did:web:hill.example', host: 'hill.example', now }),
  ).not.toThrow()
  expect(StatementEvidence.safeParse(evidence).success).toBe(true)
  const { parts } = await verifyStatement(evidence, { did: EXAMPLES.did, now })
  expect([parts.signature.state, parts.ledger.state]).toEqual(['holds', 'holds'])
  const chain = { did: river.did, keys, introductions: [EXAMPLES.introduction], now }
  expect(recomputeBundle(bundle)).toBe(12.5)
  expect((await verifyStatement({ ...evidence, bundle }, { did: EXAMPLES.did, now, recompute: recomputeBundle })).parts.recomputation.state).toBe('holds') // prettier-ignore
  expect(leadsTo(river.key.multibase, 'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp', chain)).toBe(true)
})

test('the signature of the vectors holds step by step, as the document tells it', () => {
  const bytes = Buffer.from(vectors.p + vectors.d, 'hex')
  // Base58btc by hand, as an implementer would.
  const digits = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  const number = [...vectors.signature.slice(1)].reduce((sum, digit) => sum * 58n + BigInt(digits.indexOf(digit)), 0n)
  const signature = Buffer.from(number.toString(16).padStart(128, '0'), 'hex')
  expect(verify(null, bytes, publicKeyOf(vectors.publicKeyMultibase), signature)).toBe(true)
})
