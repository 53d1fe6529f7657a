/** Whatever is called in whatever order, nothing is released without an open decision of another person or the stated rule. */
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#platform/actor'
import {
  analyst,
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
import type { Finding } from './types.ts'

let house: TestGovernance
beforeAll(async () => {
  house = await openGovernance()
})
afterAll(() => house.close())

/** What the house should know of one content under one subject; the text-book version, without a database. */
type Known = {
  id: string
  state: 'held' | 'opened' | 'refused' | 'withdrawn'
  byPerson: boolean
  bringer: string
  findings: Finding[]
  standing: string[]
}
type World = { run: number; known: Map<string, Known> }

const FOUND = { nothing: [], note: [finding({ severity: 'note' })], firm: [business], person: [finding()] }
const ACTORS: Record<string, Actor> = { analyst, steward, officer, key }
const needsPerson = (findings: Finding[]) => findings.some(({ severity }) => severity !== 'note')
const isNews = (findings: Finding[], { findings: known }: Known) =>
  findings.some((one) => needsPerson([one]) && !known.some(({ detector, severity }) => detector === one.detector && severity === one.severity)) // prettier-ignore
const isOpen = (own: Known, findings: Finding[]) =>
  own.state === 'opened' && (own.byPerson ? !isNews(findings, own) : !needsPerson(findings))

const thing = fc.record({ bytes: fc.nat(1), as: fc.nat(1) })
const found = fc.constantFrom<keyof typeof FOUND>('nothing', 'note', 'firm', 'person')
const step = fc.oneof(
  fc.record({ do: fc.constant('hold' as const), thing, found, by: fc.constantFrom('analyst', 'steward', 'key') }),
  fc.record({ do: fc.constant('clear' as const), thing, found }),
  fc.record({ do: fc.constant('pass' as const), thing, otherBytes: fc.boolean() }),
  fc.record({
    ...{ do: fc.constant('decide' as const), thing, by: fc.constantFrom(...Object.keys(ACTORS)) },
    ...{ verdict: fc.constantFrom('open' as const, 'refuse' as const), answers: fc.boolean() },
  }),
  fc.record({ do: fc.constant('withdraw' as const), thing }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
type Thing = Step['thing']

const candidateOf = (world: World, { bytes, as }: Thing, findings: Finding[]) => {
  const text = `${world.run} ${bytes}`
  const subject = { module: 'catalog', kind: 'table' as const, id: `${world.run} ${as}`, title: 'A table' }
  return content(text, { subject, findings })
}
const nameOf = ({ bytes, as }: Thing) => `${bytes} ${as}`
const worked = <T>(promise: Promise<T>) =>
  promise.then(
    (value) => ({ value }),
    (error: { code?: string }) => {
      // A refusal, not a fault.
      expect(error.code).toMatch(/^(governance\.|forbidden)/)
      return undefined
    },
  )

/** Does it, and says whether the house did as the text-book would. */
async function take(world: World, one: Step): Promise<void> {
  const { known } = world
  const own = known.get(nameOf(one.thing))
  const findings = 'found' in one ? FOUND[one.found] : []
  const candidate = candidateOf(world, one.thing, findings)
  if (one.do === 'hold') {
    const actor = ACTORS[one.by]!
    const { id, state } = await house.hold(candidate, actor)
    const again = own?.state === 'withdrawn' || (own?.state === 'opened' && !isOpen(own, findings))
    if (!own) {
      const bringer = actor === key ? steward.id : actor.id
      known.set(nameOf(one.thing), { id, state: 'held', byPerson: false, bringer, findings, standing: [] })
    } else if (again) Object.assign(own, { state: 'held', bringer: actor === key ? steward.id : actor.id, findings })
    expect(state).toBe(known.get(nameOf(one.thing))!.state)
  } else if (one.do === 'clear') {
    const siblings = [...known].filter(([name]) => name.startsWith(`${one.thing.bytes} `)).map(([, other]) => other)
    const byRule = !needsPerson(findings) && siblings.every(({ state }) => state === 'opened')
    const allowed = (own?.byPerson && isOpen(own, findings)) || byRule
    const pass = await worked(house.passClear(candidate))
    expect(Boolean(pass), 'passClear').toBe(Boolean(allowed))
    if (!pass) return
    const { releaseId } = pass.value
    if (own) own.standing.push(releaseId)
    else {
      const [shown] = await house.gate.register({ limit: 1 })
      const { id } = shown!
      const brought = { bringer: analyst.id, findings, standing: [releaseId] }
      known.set(nameOf(one.thing), { id, state: 'opened', byPerson: false, ...brought })
    }
  } else if (!own) return
  else if (one.do === 'pass') {
    const pass = await worked(house.pass(own.id, one.otherBytes ? sha256('other') : candidate.fingerprint))
    expect(Boolean(pass), 'pass').toBe(own.state === 'opened' && !one.otherBytes)
    if (pass) own.standing.push(pass.value.releaseId)
  } else if (one.do === 'decide') await decide(own, one)
  else await withdraw(own)
}

async function decide(own: Known, { by, verdict, answers }: Extract<Step, { do: 'decide' }>): Promise<void> {
  const actor = ACTORS[by]!
  const personal = own.findings.some((one) => one.personal && needsPerson([one]))
  const answered = own.findings.map((_, i) => ({ finding: i, kind: 'mistaken' as const, text: 'It is a code.' }))
  const draft = { verdict, grounds: 'Looked at it.', publicNote: 'Said so.', answers: answers ? answered : [] }
  const allowed =
    actor.kind === 'person' &&
    actor.id !== own.bringer &&
    actor.can(personal ? 'governance.decidePersonal' : 'governance.decide') &&
    (verdict === 'refuse' || answers || !needsPerson(own.findings))
  const done = await worked(house.gate.decide(actor, own.id, draft))
  expect(Boolean(done), 'decide').toBe(allowed)
  if (!done) return
  own.state = verdict === 'open' ? 'opened' : 'refused'
  own.byPerson = true
  if (verdict === 'refuse') own.standing = []
}

async function withdraw(own: Known): Promise<void> {
  const releaseId = own.standing.pop()
  if (!releaseId) return
  await house.withdraw(releaseId)
  if (own.standing.length === 0 && own.state === 'opened') own.state = 'withdrawn'
}

let runs = 0
test('the house does exactly what the rules say, whatever is asked of it', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
      const world: World = { run: runs++, known: new Map() }
      for (const one of steps) {
        house.clock.set(new Date(house.clock.now().getTime() + 1_000))
        await take(world, one)
      }
      for (const { id, state, standing } of world.known.values()) {
        const there = await house.gate.examination(officer, id)
        expect(there.state).toBe(state)
        const public_ = there.releases.filter(({ withdrawal }) => !withdrawal).map((release) => release.id)
        expect(public_.toSorted()).toEqual(standing.toSorted())
      }
    }),
    { numRuns: 100 },
  )
  const { rows } = await sql<{ n: number }>`select count(*) as n from governance_releases r
    join governance_examinations e on e.id = r.examination_id
    join governance_decisions d on d.examination_id = r.examination_id and d.number = r.decision
    where d.verdict <> 'open' or e.fingerprint <> r.fingerprint or d.at > r.at or (d.rule is null and d.by = e.brought_by)
      or exists (select from governance_decisions later where later.examination_id = d.examination_id
        and later.number > d.number and later.at <= r.at)`.execute(house.db)
  expect(Number(rows[0]!.n)).toBe(0)
})
