/** The gate: what waits, who decides, what passes, what is taken back, and what everybody sees of it. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, visitor } from '#platform/actor'
import {
  analyst,
  asset,
  business,
  content,
  finding,
  key,
  officer,
  openGovernance,
  sha256,
  steward,
  type TestGovernance,
} from '../testing.ts'
import { Pass } from './pass.ts'
import type { Finding } from './types.ts'

let house: TestGovernance
beforeAll(async () => {
  house = await openGovernance()
})
afterAll(() => house.close())

const grounds = 'Checked against the act on tax numbers.'
const code = (code: string) => expect.objectContaining({ code: `governance.${code}` })
const answered = (findings: Finding[], kind: 'mistaken' | 'lawful' = 'lawful') =>
  findings.map((_, i) => ({ finding: i, kind, text: 'Businesses are public.' }))

test('what needs a person waits, is decided by another one, and passes as the very bytes that were examined', async () => {
  const { gate } = house
  const { id, state, personal } = await house.hold(content('firms', { findings: [business] }))
  expect({ state, personal }).toEqual({ state: 'held', personal: false })
  await expect(house.pass(id, sha256('firms'))).rejects.toEqual(code('held'))
  const draft = { verdict: 'open' as const, grounds, answers: answered([business]) }
  await gate.decide(steward, id, draft)
  await expect(house.pass(id, sha256('firms and more'))).rejects.toEqual(code('otherContent'))
  const pass = await house.pass(id, sha256('firms'), '/catalog/firms')
  expect(pass).toBeInstanceOf(Pass)
  const found = await gate.examination(steward, id)
  expect(found).toMatchObject({ state: 'opened', releases: [{ id: pass.releaseId, address: '/catalog/firms' }] })
  expect(house.told).toContainEqual(
    expect.objectContaining({ fact: house.facts.decided, examinationId: id, verdict: 'open' }),
  )
})

test('who brought it does not decide, nor who made the key that did, nor a key, the house or whoever may not', async () => {
  const { gate } = house
  const own = await house.hold(content('own', { findings: [business] }), steward)
  const byKey = await house.hold(content('by key', { findings: [business] }), key)
  const draft = { verdict: 'open' as const, grounds, answers: answered([business]) }
  for (const { id } of [own, byKey]) await expect(gate.decide(steward, id, draft)).rejects.toEqual(code('ownContent'))
  await expect(gate.decide(key, own.id, draft)).rejects.toEqual(code('personNeeded'))
  await expect(gate.decide(system('gate'), own.id, draft)).rejects.toEqual(code('personNeeded'))
  await expect(gate.decide(officer, own.id, draft)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(gate.decide(visitor, own.id, draft)).rejects.toMatchObject({ status: 401 })
})

test('about persons the data protection officer decides; what blocks is opened only where the detector was mistaken', async () => {
  const { gate } = house
  const { id } = await house.hold(content('persons', { findings: [finding()] }))
  const draft = { verdict: 'open' as const, grounds }
  await expect(gate.decide(steward, id, draft)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(gate.decide(officer, id, draft)).rejects.toEqual(code('unanswered'))
  const lawful = { ...draft, answers: answered([finding()]) }
  await expect(gate.decide(officer, id, lawful)).rejects.toEqual(code('blocked'))
  const mistaken = { ...draft, answers: answered([finding()], 'mistaken') }
  expect(await gate.decide(officer, id, mistaken)).toMatchObject({ state: 'opened', personal: true })
})

test('an asset about persons is the officer’s matter even where nothing was found', async () => {
  const { gate, assets } = house
  const openness = { state: 'closed' as const, reason: { pl: 'RODO', en: 'GDPR', uk: 'GDPR' } }
  const { id: assetId } = await assets.add(steward, asset('residents', { securityClass: 'personal', openness }), 'new')
  const candidate = content('residents', { assetId, aggregate: false })
  await expect(house.passClear(candidate)).rejects.toEqual(code('heldBack'))
  const { id } = await house.hold(candidate)
  await expect(gate.decide(steward, id, { verdict: 'open', grounds })).rejects.toMatchObject({ code: 'forbidden' })
  await gate.decide(officer, id, { verdict: 'open', grounds })
})

test('a second decision takes the place of the first, and both stay; a refusal of what is public takes it back', async () => {
  const { gate } = house
  const { id } = await house.hold(content('twice', { findings: [business] }))
  await expect(gate.decide(steward, id, { verdict: 'refuse', grounds })).rejects.toEqual(code('noteMissing'))
  await gate.decide(steward, id, { verdict: 'refuse', grounds, publicNote: 'It names firms.' })
  await expect(house.pass(id, sha256('twice'))).rejects.toEqual(code('refused'))
  const open = { verdict: 'open' as const, grounds, answers: answered([business]) }
  await expect(gate.decide(steward, id, { ...open, expected: 0 })).rejects.toEqual(code('conflict'))
  await gate.decide(steward, id, { ...open, expected: 1, publicNote: 'Firms are public after all.' })
  const { releaseId } = await house.pass(id, sha256('twice'))
  await gate.demandPublic(releaseId)
  const refusal = { verdict: 'refuse' as const, grounds, publicNote: 'It holds more than firms.' }
  const last = await gate.decide(steward, id, refusal)
  expect(last.decisions.map(({ verdict }) => verdict)).toEqual(['refuse', 'open', 'refuse'])
  await expect(gate.demandPublic(releaseId)).rejects.toMatchObject({
    ...{ code: 'governance.withdrawn', status: 410, details: { reason: 'It holds more than firms.' } },
  })
  const fact = expect.objectContaining({ fact: house.facts.withdrawn, releaseId, reason: refusal.publicNote })
  expect(house.told).toContainEqual(fact)
  const [shown] = await gate.register({ state: 'refused' })
  expect(shown).toMatchObject({ id, state: 'refused', decisions: [{}, { verdict: 'open' }, { verdict: 'refuse' }] })
})

test('by the stated rule passes what needs no person; the house’s own decision says so', async () => {
  const { gate, assets } = house
  const { releaseId } = await house.passClear(content('figures', { findings: [finding({ severity: 'note' })] }))
  const [shown] = await gate.register({ limit: 1 })
  expect(shown).toMatchObject({ state: 'opened', title: 'Table figures', decisions: [{ rule: 'nothingFound' }] })
  expect(shown!.releases).toMatchObject([{ id: releaseId }])
  await expect(house.passClear(content('persons too', { findings: [finding()] }))).rejects.toMatchObject({
    ...{ code: 'governance.heldBack', details: { count: 1, findings: [{ detector: 'pesel' }] } },
  })
  await expect(house.passClear(content('undeclared', { aggregate: false }))).rejects.toEqual(code('heldBack'))
  const { id: assetId } = await assets.add(steward, asset('lights'), 'new')
  await house.passClear(content('of a public asset', { aggregate: false, assetId }))
  const named = content('named')
  const subject = { ...named.subject, title: 'Jan 44051401359' }
  await expect(house.passClear({ ...named, subject })).rejects.toEqual(code('heldBack'))
})

test('what a person refused does not pass by the rule, whatever it is called; nor what waits or was withdrawn', async () => {
  const { gate } = house
  const { id } = await house.hold(content('secret'))
  const renamed = content('secret', { subject: { ...content('other').subject, module: 'reports' } })
  await expect(house.passClear(content('secret'))).rejects.toEqual(code('held'))
  await expect(house.passClear(renamed)).rejects.toEqual(code('heldBack'))
  await gate.decide(steward, id, { verdict: 'refuse', grounds, publicNote: 'A secret of trade.' })
  await expect(house.passClear(content('secret'))).rejects.toEqual(code('refused'))
  await expect(house.passClear(renamed)).rejects.toEqual(code('heldBack'))
  const { releaseId } = await house.passClear(content('wrong'))
  await house.withdraw(releaseId)
  await expect(house.withdraw(releaseId)).rejects.toEqual(code('alreadyWithdrawn'))
  await expect(house.passClear(content('wrong'))).rejects.toEqual(code('heldBack'))
  const again = await house.hold(content('wrong'))
  expect(again).toMatchObject({ state: 'held', releases: [{ id: releaseId }] })
  await gate.decide(steward, again.id, { verdict: 'open', grounds })
  await house.passClear(content('wrong'))
})

test('what is held back goes into the queue, and passes once it was opened', async () => {
  const { gate } = house
  const candidate = content('queued', { findings: [business] })
  const publish = () => gate.orHold(() => house.passClear(candidate))
  const refusal = await publish().catch((error: { code: string; details: { id: string } }) => error)
  expect(refusal).toEqual(code('held'))
  const { id } = (refusal as { details: { id: string } }).details
  expect((await gate.queue(steward)).map((one) => one.id)).toContain(id)
  await expect(publish()).rejects.toMatchObject({ code: 'governance.held', details: { id } })
  await gate.decide(steward, id, { verdict: 'open', grounds, answers: answered([business]) })
  expect(await publish()).toBeInstanceOf(Pass)
})

test('the same content of the same subject is brought once', async () => {
  const first = await house.hold(content('again', { findings: [business] }))
  const second = await house.hold(content('again', { findings: [business] }))
  expect(second.id).toBe(first.id)
})

test('everybody sees what was opened, refused and withdrawn, and nothing of the content', async () => {
  const { gate, ledger } = house
  const leak = { column: 'Jan Kowalski 44051401359', samples: ['44051401359'] }
  const subject = { module: 'catalog', kind: 'table' as const, id: 'leak', title: 'Letters of Jan 44051401359' }
  const { id } = await house.hold(content('leak', { subject, findings: [finding(leak)] }))
  expect((await gate.register()).map((one) => one.id)).not.toContain(id)
  await gate.decide(officer, id, { verdict: 'refuse', grounds, publicNote: 'It is about persons.' })
  const shown = (await gate.register()).find((one) => one.id === id)!
  expect(shown).toMatchObject({ state: 'refused', decisions: [{ officer: true, publicNote: 'It is about persons.' }] })
  expect(shown).not.toHaveProperty('title', expect.anything())
  await ledger.sequence()
  const said = JSON.stringify([await gate.register(), await ledger.list({ limit: 200 })])
  for (const secret of ['44051401359', 'Kowalski', 'Letters']) expect(said).not.toContain(secret)
  await expect(gate.queue(analyst)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(gate.examination(visitor, id)).rejects.toMatchObject({ status: 401 })
})

test('what stands in public words holds no person’s number', async () => {
  const { gate } = house
  const { id } = await house.hold(content('words', { findings: [business] }))
  const note = { verdict: 'refuse' as const, grounds, publicNote: 'It was about 44051401359.' }
  await expect(gate.decide(steward, id, note)).rejects.toMatchObject({
    ...{ code: 'governance.unfitText', details: { field: 'publicNote', detector: 'pesel', sample: '8*********7' } },
  })
  const inGrounds = { verdict: 'refuse' as const, grounds: `${grounds} 44051401359`, publicNote: 'No.' }
  await expect(gate.decide(steward, id, inGrounds)).rejects.toEqual(code('unfitText'))
  const { releaseId } = await house.passClear(content('fine words'))
  await expect(house.withdraw(releaseId, 'See 44051401359.')).rejects.toEqual(code('unfitText'))
  await expect(gate.withdrawRelease(analyst, releaseId, 'No.')).rejects.toMatchObject({ code: 'forbidden' })
  await gate.withdrawRelease(officer, releaseId, 'A person asked for it.')
  expect((await gate.register({ state: 'withdrawn', limit: 1 }))[0]!.releases).toMatchObject([
    { id: releaseId, withdrawal: { reason: 'A person asked for it.' } },
  ])
})

test('the database takes no release of other content, of a refusal, or without a decision', async () => {
  const { db, gate } = house
  const { id } = await house.hold(content('raw', { findings: [business] }))
  const insert = (fingerprint: string, decision: number) =>
    sql`insert into governance_releases (id, examination_id, fingerprint, decision, address, at)
      values (gen_random_uuid(), ${id}, ${fingerprint}, ${decision}, '/', now())`.execute(db)
  await expect(insert(sha256('raw'), 1)).rejects.toThrow(/foreign key/)
  await gate.decide(steward, id, { verdict: 'refuse', grounds, publicNote: 'No.' })
  await expect(insert(sha256('raw'), 1)).rejects.toThrow(/foreign key/)
  await gate.decide(steward, id, { verdict: 'open', grounds, answers: answered([business]) })
  await expect(insert(sha256('other'), 2)).rejects.toThrow(/foreign key/)
  await insert(sha256('raw'), 2)
})

test('a pass cannot be made by hand', () => {
  expect(() => new Pass(Symbol('the gate'), 'a release')).toThrow(TypeError)
  expect(() => (Object.create(Pass.prototype) as Pass).releaseId).toThrow(TypeError)
})

test('the register is paged and filtered', async () => {
  const { gate, clock } = house
  clock.set('2026-11-24T10:00:00Z')
  for (const name of ['p1', 'p2', 'p3']) await house.passClear(content(name))
  const [first, second] = await gate.register({ limit: 2, by: 'rule' })
  const [third] = await gate.register({ limit: 1, by: 'rule', before: { at: second!.at, id: second!.id } })
  expect(new Set([first, second, third].map((one) => one!.title))).toEqual(
    new Set(['Table p1', 'Table p2', 'Table p3']),
  )
  for (const one of await gate.register({ by: 'person' })) expect(one.decisions.at(-1)!.rule).toBeUndefined()
  expect(await gate.register({ module: 'reports' })).toEqual([])
  const { opened, refused, withdrawn } = await gate.counts()
  const count = async (state: 'opened' | 'refused' | 'withdrawn') => (await gate.register({ state })).length
  expect([opened, refused, withdrawn]).toEqual([
    await count('opened'),
    await count('refused'),
    await count('withdrawn'),
  ])
})
