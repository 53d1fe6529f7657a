/** What residents do: show that they may vote, by one of the ways that the edition has switched on. */
import { demand, type Actor } from '#platform/actor'
import type { Edition, Way } from '../budgets/types.ts'
import type { Asker, Needs } from './needs.ts'
import { refuse } from './refusals.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { DeclarationDraft, GUESSES_MAX, type FoundVoter, type Standing, type Voter } from './types.ts'
import { enrol } from './voters.ts'

/** Throws `unauthenticated`, `forbidden`: only a person votes, no key of a system and not the house. */
export function demandPerson(actor: Actor): string {
  if (actor.kind !== 'person') demand({ ...actor, can: () => false }, 'account')
  return actor.id
}

/** What every way shares: hashes under the signer's key, guesses that are counted, ways that are on. */
function createParts(needs: Needs) {
  const { db, clock, ids, budgets, signer, family } = needs
  const newId = () => ids.uuid()

  async function personKey(edition: string, identifier: string): Promise<string> {
    const [key] = await signer.personKeys(edition, [rules.personText(identifier)])
    return key!
  }
  async function codeHash(edition: string, code: string): Promise<string> {
    const [key] = await signer.personKeys(edition, [rules.codeText(code)])
    return key!
  }

  /** Counts before the attempt is made; a success is forgiven. Throws `participation.tooManyGuesses`. */
  async function guarded<T>(accountId: string, edition: string, attempt: () => Promise<T>): Promise<T> {
    const key = `${edition} ${accountId}`
    const day = clock.now().toISOString().slice(0, 10)
    if ((await store.guess(db, key, day)) > GUESSES_MAX) throw refuse.tooManyGuesses({ most: GUESSES_MAX })
    const result = await attempt()
    await store.forgive(db, key)
    return result
  }

  async function open(code: string, way: Way): Promise<Edition> {
    const edition = await budgets.edition(code)
    rules.demandWay(edition, way)
    return edition
  }

  /** The voter as of now: a consent from home holds no longer than the parent's account stands for the child's. */
  async function held(voter: store.Enrolled): Promise<store.Enrolled> {
    if (!voter.consentBy) return voter
    const parent = await family.consentOf(voter.accountId!)
    return parent?.by === voter.consentBy ? voter : { ...voter, needsConsent: true }
  }

  const inOne = async (claim: Parameters<typeof enrol>[1]): Promise<store.Enrolled> =>
    held(await db.transaction().execute((tx) => enrol(tx, claim, newId)))

  return { ...needs, newId, personKey, codeHash, guarded, open, held, inOne }
}
type Parts = ReturnType<typeof createParts>

export function createClaims(needs: Needs) {
  const parts = createParts(needs)
  const { personKey, codeHash, held } = parts
  return { personKey, codeHash, held, ...createAsking(parts), ...createClaiming(parts), ...createDeclaring(parts) }
}
export type Claims = ReturnType<typeof createClaims>

function createAsking({ db, budgets, family, newId, codeHash, open, held }: Parts) {
  async function codeFound(code: string, typed: string): Promise<{ hash: string; found: store.Found }> {
    await open(code, 'code')
    const hash = await codeHash(code, typed)
    const found = await store.findCode(db, code, hash)
    if (!found) throw refuse.codeWrong()
    return { hash, found }
  }

  /** The voter behind a code, made at its first use. Throws `participation.codeWrong`. */
  async function byCode(code: string, typed: string): Promise<store.Enrolled> {
    const { hash, found } = await codeFound(code, typed)
    if (found.voterId) return (await store.findVoter(db, code, { id: found.voterId }))!
    return db.transaction().execute(async (tx) => {
      const { voterId, ...held } = (await store.findCode(tx, code, hash, true))!
      if (voterId) return (await store.findVoter(tx, code, { id: voterId }))!
      const { personKey, pool, needsConsent } = held
      const voter = await enrol(tx, { edition: code, way: 'code', personKey, pool, needsConsent }, newId)
      await store.useCode(tx, code, hash, voter.id)
      return voter
    })
  }

  const parentOf = async ({ accountId }: store.Enrolled) => accountId && (await family.consentOf(accountId))

  return {
    /** Whom a code is for, without using it. Throws `participation.codeWrong`, `wayOff`. */
    async peekCode(code: string, typed: string): Promise<FoundVoter> {
      const { found } = await codeFound(code, typed)
      const { voterId, personKey, pool, needsConsent } = found
      const known = (voterId || personKey) && (await store.findVoter(db, code, { id: voterId, personKey }))
      return known ? shown(await held(known)) : { edition: code, way: 'code', pool, needsConsent }
    },

    /** Throws `participation.noVoter`, `codeWrong`, `wayOff`; `unauthenticated` where there is neither session nor code. */
    async voterOf({ actor, code }: Asker, edition: string): Promise<store.Enrolled> {
      if (code !== undefined) return byCode(edition, code)
      const accountId = demandPerson(actor)
      const voter = await store.findVoter(db, edition, { accountId })
      if (!voter) throw refuse.noVoter({ edition, ways: (await budgets.edition(edition)).vote.ways.join(', ') })
      return held(voter)
    },

    /** What holds for whoever asks: whether they are a voter, and what was issued in their name. */
    async standing({ actor, code }: Asker, edition: string): Promise<Standing> {
      const known =
        code === undefined
          ? await store.findVoter(db, edition, { accountId: demandPerson(actor) })
          : await byCode(edition, code)
      const voter = known && (await held(known))
      const rights = voter ? await store.rightsOf(db, edition, voter.id) : []
      const entitlements = rights.map(({ section, pool, kind }) => ({ section, pool, kind }))
      const declared = code === undefined ? await store.lastDeclaration(db, edition, actor.id) : undefined
      return {
        ...(voter && { voter: shown(voter) }),
        entitlements,
        ...(voter?.needsConsent && { hasParent: (await parentOf(voter)) !== undefined }),
        ...(declared && { declared: declared.decision ?? ('waiting' as const) }),
        ...(declared?.decision === 'refused' && { reason: declared.reason ?? undefined }),
      }
    },
  }
}

function createClaiming({ db, claimsOf, personKey, guarded, open, inOne }: Parts) {
  return {
    /** By the register, with the value that identifies somebody there. Throws `participation.notInRegister`, `alreadyClaimed`. */
    async claimByRegister(actor: Actor, code: string, identifier: string): Promise<Voter> {
      const accountId = demandPerson(actor)
      await open(code, 'register')
      return guarded(accountId, code, async () => {
        const key = await personKey(code, identifier)
        const entry = await store.findEntry(db, code, key)
        if (!entry) throw refuse.notInRegister()
        return shown(await inOne({ edition: code, way: 'register', accountId, ...entry }))
      })
    },

    /** By what an outside login says of the account. Throws `participation.claimMissing`. */
    async claimByLogin(actor: Actor, code: string): Promise<Voter> {
      const accountId = demandPerson(actor)
      const edition = await open(code, 'oidc')
      const wanted = edition.vote.oidc
      const claims = wanted ? await claimsOf(accountId) : {}
      if (!wanted || !rules.holdsClaim(claims, wanted.claim, wanted.equals)) throw refuse.claimMissing({ claim: wanted?.claim }) // prettier-ignore
      if (!rules.holdsClaim(claims, wanted.person)) throw refuse.claimMissing({ claim: wanted.person })
      const aged = rules.agedBy(rules.ageRuleOf(edition), textOf(claims.birthdate))
      if (!aged) throw refuse.bornMissing()
      if (aged.tooYoung) throw refuse.tooYoung({ age: edition.vote.age_min })
      const pool = wanted.district ? rules.poolByName(edition)(textOf(claims[wanted.district]) ?? '') : undefined
      const key = await personKey(code, textOf(claims[wanted.person])!)
      const { needsConsent } = aged
      return shown(await inOne({ edition: code, way: 'oidc', accountId, personKey: key, pool, needsConsent }))
    },
  }
}

function createDeclaring({ db, newId, personKey, guarded, open, inOne }: Parts) {
  return {
    /**
     * By declaring residence. Whoever the register knows is a voter at once; anybody else is when a clerk has confirmed it.
     * Throws `participation.declarationWaits`, `tooYoung`, `bornMissing`, `poolMissing`.
     */
    async declare(actor: Actor, code: string, given: DeclarationDraft): Promise<Standing> {
      const accountId = demandPerson(actor)
      const edition = await open(code, 'declaration')
      const draft = DeclarationDraft.parse(given)
      const aged = rules.agedBy(rules.ageRuleOf(edition), draft.born)
      if (!aged) throw refuse.bornMissing()
      if (aged.tooYoung) throw refuse.tooYoung({ age: edition.vote.age_min })
      const ofResidence = edition.sections.filter(({ choice }) => choice === 'residence').map(({ code }) => code)
      if (ofResidence.length > 0 && !draft.pool) throw refuse.poolMissing()
      if (
        draft.pool &&
        !edition.pools.some(({ code, section }) => code === draft.pool && ofResidence.includes(section))
      )
        throw refuse.poolUnknown({ pool: draft.pool })
      const known = draft.identifier
        ? await guarded(accountId, code, () => personKey(code, draft.identifier!))
        : undefined
      const entry = known ? await store.findEntry(db, code, known) : undefined
      if (entry) {
        const voter = await inOne({ edition: code, way: 'declaration', accountId, ...entry })
        return { voter: shown(voter), entitlements: [], declared: 'confirmed' }
      }
      const { name, address, born, pool } = draft
      // The same from another account is the same person, as far as can be told without keeping who it is.
      const same = known ?? (await personKey(code, rules.declaredAs(name, address, born)))
      const said = { name, address, born, needsConsent: aged.needsConsent, personKey: same }
      await db.transaction().execute(async (tx) => {
        if (await store.findVoter(tx, code, { accountId })) throw refuse.alreadyClaimed()
        const row = { edition: code, id: newId(), accountId, pool, said }
        if (!(await store.addDeclaration(tx, row))) throw refuse.declarationWaits()
      })
      return { entitlements: [], declared: 'waiting' }
    },
  }
}

/** A voter as others see them: without the hash that they are known by. */
export const shown = ({ id, edition, way, pool, needsConsent }: store.Enrolled): Voter => ({ id, edition, way, needsConsent, ...(pool && { pool }) }) // prettier-ignore

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
