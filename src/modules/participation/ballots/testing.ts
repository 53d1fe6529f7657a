/** For tests: a vote that is open, with a register, and voters whose library is that of the browser. */
import { webcrypto } from 'node:crypto'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { createBudgets } from '../budgets/service.ts'
import type { ListedProject, RulesDraft } from '../budgets/types.ts'
import { createEligibility } from '../eligibility/service.ts'
import { during, EDITION, openParticipation, organiser, person, rulesOf, three } from '../testing.ts'
import type { Actor } from '#platform/actor'
import { createBallots, keysFrom } from './service.ts'
import type { Signer } from './signer/types.ts'
import type { BallotDraft, Choices } from './types.ts'

export { EDITION, organiser }
export const resident = (n: number): Actor => person(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
export const clerk = (n: number): Actor => ({
  ...resident(900_000 + n),
  can: (permission) => permission === 'participation.register',
})
const project = (number: string, pool: string, cost_minor = 100_000): ListedProject => ({
  ...{ number, pool, proposalId: `proposal-${number}`, titles: three(`Project ${number}`), cost_minor },
})
export const LIST = [...['D1', 'D2', 'D3'].map((number) => project(number, 'old-town')), ...['C1', 'C2', 'C3'].map((number) => project(number, 'city'))] // prettier-ignore

export const suite = RSABSSA.SHA384.PSS.Randomized()
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const bytes = (value: string) => new Uint8Array(Buffer.from(value, 'base64url'))
export const random = (count: number) => text(webcrypto.getRandomValues(new Uint8Array(count)))

const imported = new Map<string, Promise<CryptoKey>>()
function keyOf(spki: string): Promise<CryptoKey> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
  const known = imported.get(spki) ?? (webcrypto.subtle.importKey('spki', bytes(spki), algorithm, true, ['verify']) as Promise<CryptoKey>) // prettier-ignore
  imported.set(spki, known)
  return known
}

/** A token in the making, as the voter's device keeps it until it is signed. */
export async function blind(spki: string) {
  const key = await keyOf(spki)
  const message = suite.prepare(bytes(random(32)))
  const { blindedMsg, inv } = await suite.blind(key, message)
  return {
    blinded: text(blindedMsg),
    async finish(blindSignature: string) {
      return { token: text(message), signature: text(await suite.finalize(key, message, bytes(blindSignature), inv)) }
    },
  }
}

export type VoteOptions = {
  rules?: Partial<RulesDraft>
  /** A signer of another kind than the desk in this process. */
  signed?: (dataDir: string) => Signer
  list?: ListedProject[]
}

export async function openVote({ rules = {}, signed, list = LIST }: VoteOptions = {}) {
  const house = await openParticipation()
  const { db, needs, clock } = house
  const signer = signed?.(house.dataDir) ?? needs.signer
  const above = {
    usedOf: async () => ({ pools: [], categories: [] }),
    projectsOf: async () => list,
    keysOf: keysFrom(signer),
  }
  const budgets = createBudgets({ ...needs, db, above })
  const told: { accountId: string; section: string; kind: string }[] = []
  const claims = new Map<string, Record<string, unknown>>()
  const parents = new Map<string, string>()
  const eligibility = createEligibility({
    ...{ ...needs, db, budgets, signer },
    claimsOf: async (accountId) => claims.get(accountId) ?? {},
    family: {
      consentOf: async (childId) => (parents.has(childId) ? { by: parents.get(childId)! } : undefined),
      childrenOf: async (parentId) => [...parents].filter(([, by]) => by === parentId).map(([childId]) => ({ childId, name: 'Zosia' })), // prettier-ignore
    },
    tellConsent: async (_tx, accountId, _edition, what) =>
      void told.push({ accountId, section: 'consent', kind: what }),
    tellIssued: async (_tx, accountId, _edition, section, kind) => void told.push({ accountId, section, kind }),
  })
  /** As a house has them that just started: it remembers nothing of the vote. */
  const anew = () =>
    createBallots({
      ...{ ...needs, db, budgets, eligibility, signer },
      resultOf: async () => undefined,
      onError: (error) => house.problems.push(error),
    })
  const ballots = anew()
  await house.edition(rules)

  return {
    ...{ ...house, budgets, eligibility, ballots, anew, signer, told, claims, parents },
    /** People with these numbers are in the register of this district. */
    async register(numbers: readonly number[]): Promise<void> {
      const file = ['id,district', ...numbers.map((n) => `P-${n},old-town`)].join('\n')
      const { errorCount } = await eligibility.importRegister(organiser, EDITION, Buffer.from(file))
      if (errorCount > 0) throw new Error('the register of the test is wrong')
    },
    async begin(): Promise<void> {
      clock.set(during('vote'))
      await budgets.tick()
    },
    keys: async () => (JSON.parse(await budgets.sealed(EDITION)) as { keys: Record<string, string> }).keys,
    /** Claims the right to vote, if need be, and has a token signed. */
    async token(n: number, section: string, pool: string) {
      const actor = resident(n)
      await eligibility.claimByRegister(actor, EDITION, `P-${n}`)
      const made = await blind((await this.keys())[pool]!)
      const { blindSignature } = await ballots.issue({ actor }, EDITION, { section, pool, blinded: made.blinded })
      return made.finish(blindSignature)
    },
    draft: (pool: string, token: { token: string; signature: string }, choices: Choices): BallotDraft => ({
      ...{ pool, ...token, choices, salt: random(32) },
    }),
    async vote(n: number, section: string, pool: string, choices: Choices) {
      return ballots.cast(EDITION, this.draft(pool, await this.token(n, section, pool), choices))
    },
    /** The vote is over, and what follows is done. */
    async end(): Promise<void> {
      clock.set(during('count'))
      await budgets.tick()
      await ballots.advance()
    },
    rulesOf,
  }
}
export type TestVote = Awaited<ReturnType<typeof openVote>>
