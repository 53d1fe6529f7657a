/** What clerks do: bring the register, print codes, decide on declarations, hand out ballot papers, record consents. */
import { demand, visitor, type Actor } from '#platform/actor'
import { demandPerson, shown, type Claims } from './claims.ts'
import type { Needs, Note } from './needs.ts'
import { refuse } from './refusals.ts'
import { readRegister } from './register.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import {
  CODES_MAX,
  type Counts,
  type Declaration,
  type Entitlement,
  type FoundVoter,
  type Imported,
  type Voter,
} from './types.ts'
import { demandConsent, enrol } from './voters.ts'

const REGISTER = 'participation.register'
const ORGANISE = 'participation.organise'
/** So many values are hashed in one question to the signer. */
const HASHED_AT_ONCE = 10_000

/** Which person a paper is for. */
export type Someone = { identifier?: string; code?: string; voterId?: string }

type Parts = { needs: Needs; note: Note; claims: Claims }

export function createDesk(needs: Needs, note: Note, claims: Claims) {
  const parts = { needs, note, claims }
  return { ...createBringing(parts), ...createDeciding(parts), ...createService(parts) }
}

function createBringing({ needs: { db, ids, budgets, signer }, note }: Parts) {
  async function hashed(edition: string, values: readonly string[]): Promise<string[]> {
    const hashes: string[] = []
    for (let i = 0; i < values.length; i += HASHED_AT_ONCE)
      for (const hash of await signer.personKeys(edition, values.slice(i, i + HASHED_AT_ONCE))) hashes.push(hash)
    return hashes
  }

  return {
    /** Throws what `readRegister` throws; one error, and nothing is taken. */
    async importRegister(actor: Actor, code: string, file: Uint8Array, { dryRun = false } = {}): Promise<Imported> {
      demand(actor, ORGANISE)
      const edition = await budgets.edition(code, actor)
      const districts = edition.sections.some(({ choice }) => choice === 'residence')
      const needed = { ages: rules.ageRuleOf(edition), districts, poolOf: rules.poolByName(edition) }
      const { rows, read, tooYoung, errors, errorCount } = await readRegister(file, needed)
      const report = { rows: read, tooYoung, errors, errorCount }
      if (errorCount > 0 || dryRun) return { ...report, added: 0 }
      const keys = await hashed(code, rows.map(({ identifier }) => rules.personText(identifier))) // prettier-ignore
      const entries = rows.map(({ pool, needsConsent }, i) => ({ personKey: keys[i]!, pool, needsConsent }))
      const added = await db.transaction().execute(async (tx) => {
        const added = await store.addRegister(tx, code, entries)
        await note(tx, actor, 'register.imported', code, { rows: read, added, tooYoung })
        return added
      })
      return { ...report, added }
    },

    /** Codes for people that nobody has on a list: to be seen once, now, and kept as hashes. */
    async makeCodes(actor: Actor, code: string, { count, pool }: { count: number; pool?: string }): Promise<string[]> {
      demand(actor, ORGANISE)
      const edition = await budgets.edition(code, actor)
      rules.demandWay(edition, 'code')
      if (!Number.isSafeInteger(count) || count < 1) throw refuse.codesCount({ count })
      if (count > CODES_MAX) throw refuse.registerRows({ most: CODES_MAX })
      const ofResidence = edition.sections.filter(({ choice }) => choice === 'residence').map((one) => one.code)
      if (ofResidence.length > 0 && !pool) throw refuse.poolMissing()
      if (pool && !edition.pools.some((one) => one.code === pool && ofResidence.includes(one.section)))
        throw refuse.poolUnknown({ pool })
      const codes = Array.from({ length: count }, () => rules.codeOf(Buffer.from(ids.token(rules.codeOf.BYTES), 'base64url'))) // prettier-ignore
      const hashes = await hashed(code, codes.map(rules.codeText)) // prettier-ignore
      const series = ids.uuid()
      await db.transaction().execute(async (tx) => {
        await store.addCodes(tx, code, series, codes.map(() => ({ pool, needsConsent: false })), hashes) // prettier-ignore
        await note(tx, actor, 'codes.made', code, { series, count, pool })
      })
      return codes
    },
  }
}

function createDeciding({ needs: { db, ids }, note }: Parts) {
  return {
    counts: async (actor: Actor, code: string): Promise<Counts> => {
      demand(actor, REGISTER)
      return store.counts(db, code)
    },

    async declarations(actor: Actor, code: string): Promise<Declaration[]> {
      demand(actor, REGISTER)
      const waiting = await store.waiting(db, code)
      return waiting.map(({ id, pool, name, address, born }) => ({ id, name, address, ...(pool && { pool }), ...(born && { born }) })) // prettier-ignore
    },

    /** Throws `participation.declarationUnknown`, `declarationDecided`, `declaredTwice`. What was declared is forgotten with the decision. */
    async decide(actor: Actor, code: string, id: string, { confirm, reason }: { confirm: boolean; reason: string }): Promise<void> {
      demand(actor, REGISTER)
      demandPerson(actor)
      await db.transaction().execute(async (tx) => {
        const found = await store.lockDeclaration(tx, code, id)
        if (!found) throw refuse.declarationUnknown()
        if (found === 'decided') throw refuse.declarationDecided()
        const decision = confirm ? 'confirmed' : 'refused'
        const entryId = await note(tx, actor, `declaration.${decision}`, code, { declaration: id }, reason)
        if (confirm) {
          const { accountId, pool, needsConsent, personKey } = found
          const same = personKey && (await store.findVoter(tx, code, { personKey }))
          if (same && same.accountId && same.accountId !== accountId) throw refuse.declaredTwice()
          // Whoever showed it meanwhile by another way is a voter already.
          if (!(await store.findVoter(tx, code, { accountId })))
            await enrol(tx, { edition: code, way: 'declaration', accountId, pool, needsConsent, personKey }, () => ids.uuid())
        }
        await store.decide(tx, code, id, { decision, reason, entryId })
      })
    }, // prettier-ignore
  }
}

function createService({ needs, note, claims }: Parts) {
  const { db, ids, budgets } = needs

  const enrolled = (claim: Parameters<typeof enrol>[1]) =>
    db.transaction().execute((tx) => enrol(tx, claim, () => ids.uuid()))

  async function known(edition: string, who: Someone): Promise<store.Enrolled | store.Entry> {
    const { identifier = '', voterId } = who
    const personKey = voterId ? undefined : await claims.personKey(edition, identifier)
    const voter = await store.findVoter(db, edition, { id: voterId, personKey })
    if (voter) return claims.held(voter)
    if (!personKey) throw refuse.voterUnknown()
    const entry = await store.findEntry(db, edition, personKey)
    if (!entry) throw refuse.notInRegister()
    return entry
  }

  /** Whoever the clerk has before them, as a voter. Throws `participation.notInRegister`, `codeWrong`, `voterUnknown`. */
  async function someone(edition: string, who: Someone): Promise<store.Enrolled> {
    if (who.code !== undefined) return claims.voterOf({ actor: visitor, code: who.code }, edition)
    const found = await known(edition, who)
    return 'id' in found ? found : enrolled({ edition, way: 'paper', ...found })
  }

  return {
    /** Was anything issued in this person's name? For whoever comes to a service point and asks; nothing is done by asking. */
    async lookUp(actor: Actor, code: string, who: Someone): Promise<{ voter: FoundVoter; entitlements: Entitlement[] }> {
      demand(actor, REGISTER)
      const voter = who.code === undefined ? foundOf(code, await known(code, who)) : await claims.peekCode(code, who.code)
      const rights = voter.id ? await store.rightsOf(db, code, voter.id) : []
      return { voter, entitlements: rights.map(({ section, pool, kind }) => ({ section, pool, kind })) }
    }, // prettier-ignore

    /** A parent's consent on paper, shown to a clerk. */
    async recordConsent(actor: Actor, code: string, who: Someone, grounds: string): Promise<Voter> {
      demand(actor, REGISTER)
      const voter = await someone(code, who)
      await db.transaction().execute(async (tx) => {
        const entryId = await note(tx, actor, 'consent.recorded', code, { voter: voter.id }, grounds)
        await store.setConsent(tx, code, voter.id, { entryId })
      })
      return shown({ ...voter, needsConsent: false })
    },

    /**
     * Hands out a ballot paper: from now on this person cannot vote online in that section. Throws
     * `participation.votedOnline`, `onPaper`, `consentMissing`, `notYourPool`.
     */
    async handOut(actor: Actor, code: string, who: Someone, { section, pool }: { section: string; pool: string }): Promise<void> {
      demand(actor, REGISTER)
      rules.demandWay(await budgets.edition(code), 'paper')
      const voter = await someone(code, who)
      await db.transaction().execute(async (tx) => {
        const edition = await budgets.demandOpen(tx, code, 'vote')
        rules.demandPool(edition, voter.pool, section, pool)
        if (voter.needsConsent) throw refuse.consentMissing()
        const before = await store.entitle(tx, code, voter.id, { section, pool, kind: 'paper' })
        await demandConsent(tx, voter)
        if (before?.kind === 'online') throw refuse.votedOnline({ section })
        if (before) throw refuse.onPaper({ section })
        await note(tx, actor, 'paper.handedOut', code, { section, pool })
        if (voter.accountId) await needs.tellIssued(tx, voter.accountId, code, section, 'paper')
      })
    }, // prettier-ignore
  }
}

const foundOf = (edition: string, found: store.Enrolled | store.Entry): FoundVoter =>
  'id' in found ? shown(found) : { edition, way: 'register', pool: found.pool, needsConsent: found.needsConsent }
