/** An evaluation runs again from its file to the same digits; whatever was changed in it is named, and nothing else is. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { systemIds } from '#platform/ids'
import { createLedger, migrations, signerOf, type Proof } from '#platform/ledger'
import { EffectPlan } from '#stats'
import { verifyBundle, type Report } from '../index.ts'
import { bundleOf, bundleText, sha256Of, verifyEvaluation, type EvaluationBundle } from './index.ts'

const signer = signerOf('example.org/ledger', Buffer.alloc(32, 7))
const design = { method: 'before', outcome: 'minutes', time: 'month', from: '2026-04' } as const
const planText = JSON.stringify({ hypothesis: 'Buses come sooner', design })
const otherText = JSON.stringify({ grounds: 'the stop was moved', design: { ...design, from: '2026-05' } })
const csv = `month,minutes\n${[7.3, 8.1, 7.7, 6.2, 5.9, 6.4, 5.1].map((minutes, i) => `2026-0${i + 1},${minutes}`).join('\n')}\n` // prettier-ignore

let database: Database
let proofs: Proof[]
let ids: string[]
beforeAll(async () => {
  database = await testDatabase(migrations)
  const ledger = createLedger({ db: database.db, clock: fixedClock('2026-03-01T10:00:00Z'), ids: systemIds, signer })
  ids = []
  for (const text of [planText, otherText])
    await database.db.transaction().execute(async (tx) => {
      ids.push(await ledger.append(tx, { kind: 'plans.sealed', actor: 'person:1', subject: 'pilot/1', payload: { sha256: sha256Of(text) } })) // prettier-ignore
    })
  await ledger.sequence()
  proofs = [await ledger.proof(ids[0]!), await ledger.proof(ids[1]!)]
})
afterAll(() => database.close())

const bundle = (more: Partial<Parameters<typeof bundleOf>[0]> = {}): EvaluationBundle =>
  bundleOf({
    ...{ title: 'Bus stops', method: EffectPlan.parse(design), program: 'unia 0' },
    plan: { text: planText, entry: ids[0], proof: proofs[0] },
    inputs: [{ name: 'minutes.csv', csv, from: 'counted by hand' }],
    cost: { cost: 1200, currency: 'PLN' },
    ...more,
  })
const sent = (one: EvaluationBundle) => JSON.parse(bundleText(one)) as EvaluationBundle
const failing = ({ checks }: Report) => checks.filter(({ ok }) => !ok).map(({ name }) => name)

test('all of it holds, each said apart, under the key that is trusted', async () => {
  const report = await verifyBundle(sent(bundle()), { vkey: signer.vkey })
  expect(report.checks.map(({ name }) => name)).toEqual(['format', 'fingerprints', 'key', 'signature', 'entry', 'inclusion', 'seal', 'plan', 'effect', 'cost']) // prettier-ignore
  expect(report).toMatchObject({ ok: true })
  expect(report.checks.find(({ name }) => name === 'effect')!.detail).toMatch(
    /same to the last digit: minutes -1\.[78]/,
  )
  expect(bundleText(bundle())).toBe(bundleText(sent(bundle())))
})

describe('what was changed is named, and hides nothing else', () => {
  type Change = (one: EvaluationBundle) => void
  test.each<[string, Change, string[]]>([
    ['a figure', (one) => (one.inputs[0]!.csv = csv.replace('7.3', '9.3')), ['fingerprints', 'effect', 'cost']],
    ['the last digit of the effect', (one) => (one.effect.estimate = Number(one.effect.estimate) + 1e-12), ['effect']],
    ['a verdict', (one) => ((one.effect.assumptions as { verdict: string }[])[0]!.verdict = 'holds'), ['effect']],
    ['the plan', (one) => (one.plan!.text += ' '), ['fingerprints']],
    ['the plan with its fingerprint', (one) => Object.assign(one.plan!, { text: `${planText} `, sha256: sha256Of(`${planText} `) }), ['seal']], // prettier-ignore
    ['the entry', (one) => (one.plan!.entry = ids[1]), ['seal']],
    ['the price', (one) => (one.cost!.perUnit = 1), ['cost']],
    ['the method', (one) => Object.assign(one.method, { from: '2026-05' }), ['plan', 'effect', 'cost']],
    ['the format', (one) => Object.assign(one, { inputs: [] }), ['format']],
  ])('%s', async (_, change, expected) => {
    const one = sent(bundle())
    change(one)
    expect(failing(await verifyEvaluation(one, { vkey: signer.vkey }))).toEqual(expected)
  })
})

test('another method holds where an amendment brought it in, or where the bundle says that it is another', async () => {
  const method = EffectPlan.parse({ ...design, from: '2026-05' })
  const amended = bundle({ method, amendments: [{ text: otherText, entry: ids[1], proof: proofs[1] }] })
  const report = await verifyEvaluation(sent(amended))
  expect(report.checks.find(({ name }) => name === 'plan')!.detail).toMatch(/that of an amendment; 1 amendments/)
  expect(report).toMatchObject({ ok: true })
  const said = bundle({ method, violations: [{ id: 'otherWindow', figures: { sealed: '2026-04', used: '2026-05' } }] })
  expect(await verifyEvaluation(sent(said))).toMatchObject({ ok: true })
  expect(failing(await verifyEvaluation(sent(bundle({ method }))))).toEqual(['plan'])
})

test('nothing that is given makes it fail by itself', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.constantFrom(...Object.keys(bundle())), async (value, member) => {
      for (const given of [value, { ...sent(bundle()), [member]: value }])
        expect(typeof (await verifyEvaluation(given)).ok).toBe('boolean')
    }),
    { numRuns: 100 },
  )
})
