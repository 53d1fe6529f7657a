/** The verbs of editions: drafted, announced, changed with grounds, extended; sealed and closed when their time comes. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Json } from '#platform/ledger'
import { createInner, plain, type Needs } from './inner.ts'
import { NO_BUDGET } from './pack.ts'
import { refuse } from './refusals.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { createTick } from './tick.ts'
import { Change, ExtensionDraft, Rules, type Edition, type ListedProject, type PhaseKind, type RulesDraft } from './types.ts' // prettier-ignore

export type Budgets = ReturnType<typeof createBudgets>
const ORGANISE = 'participation.organise'

export function createBudgets(needs: Needs) {
  const { db, clock, gate, above, pack = NO_BUDGET } = needs
  const inner = createInner(needs)
  const { inOne, act, known, alone } = inner

  const pass = (tx: Tx, actor: Actor, code: string, title: string, content: Json) =>
    gate.passWords(tx, actor, { module: 'participation', id: `budget/${code}`, title, content, address: `/budget/${code}` }) // prettier-ignore

  /** Rules and grounds become public, as a version that stays. */
  async function publish(tx: Tx, actor: Actor, own: Rules, version: number, grounds: string, done: store.Done) {
    const content = { rules: plain(own), grounds }
    const { releaseId } = await pass(tx, actor, own.code, own.names.pl, content)
    await store.addVersion(tx, own.code, { version, rules: own, grounds, ...done }, releaseId)
  }

  return {
    ...createTick(needs, inner),

    /** Newest first; drafts are for who organises. */
    async all(actor?: Actor): Promise<Edition[]> {
      const editions = await store.all(db)
      return actor?.can(ORGANISE) ? editions : editions.filter(({ state }) => state !== 'draft')
    },

    /** Throws `participation.unknownEdition`; a draft is unknown to whoever does not organise. */
    async edition(code: string, actor?: Actor): Promise<Edition> {
      const edition = await known(db, code)
      if (edition.state === 'draft' && !actor?.can(ORGANISE)) throw refuse.unknownEdition({ edition: code })
      return edition
    },

    /** What the city pack says: the rules that a new edition begins with, and what past ones came to. */
    pack,

    now: () => clock.now(),
    /** What still stands in the way of announcing it. */
    missing: (edition: Edition) => rules.missing(edition, clock.now()),
    phaseAt: rules.phaseAt,
    /** Where in its life it is now. */
    whereIs(edition: Edition) {
      const now = clock.now()
      return { now, phase: rules.phaseAt(edition, now), next: rules.nextPhase(edition, now) }
    },

    /**
     * The edition, if what belongs to this phase may be done now. What closes the phase waits for the caller's transaction.
     * Throws `participation.unknownEdition`, `participation.phaseMissing`, `participation.phaseClosed`.
     */
    async demandOpen(tx: Tx, code: string, phase: PhaseKind): Promise<Edition> {
      await store.hold(tx, code, 'shared')
      const edition = await known(tx, code)
      rules.demandOpen(edition, phase, clock.now())
      return edition
    },

    /**
     * The edition, while what will stand on its ballot may still change. Sealing waits for the caller's transaction. Throws
     * `participation.unknownEdition`, `participation.notAnnounced`, `participation.sealed`.
     */
    async demandUnsealed(tx: Tx, code: string): Promise<Edition> {
      await store.hold(tx, code, 'shared')
      const edition = await known(tx, code)
      if (edition.state === 'draft') throw refuse.notAnnounced({ edition: code })
      if (edition.state !== 'announced') throw refuse.sealed({ edition: code })
      return edition
    },

    /** What stands on the ballot: what was sealed, or what would be now. */
    async listed(code: string): Promise<ListedProject[]> {
      const edition = await known(db, code)
      return edition.sealedEntry ? store.listed(db, code) : above.projectsOf(db, edition)
    },

    /** What was sealed, in the order in which it stands on the ballot. Throws `participation.notSealed`. */
    async onBallot(code: string): Promise<ListedProject[]> {
      const seal = await store.seal(db, code)
      if (!seal) throw refuse.notSealed({ edition: code })
      return rules.drawn(await store.listed(db, code), seal.sha256)
    },

    /** Rules, list and keys as they were sealed, in the bytes that were hashed. Throws `participation.notSealed`. */
    async sealed(code: string): Promise<string> {
      const seal = await store.seal(db, code)
      if (!seal) throw refuse.notSealed({ edition: code })
      return seal.document
    },
    /** What was public of it, oldest first. */
    versionsOf: (code: string) => store.versions(db, code),

    /** Throws `participation.editionExists`, `participation.rules`. */
    async draft(actor: Actor, given: RulesDraft): Promise<Edition> {
      demand(actor, ORGANISE)
      const own = Rules.parse(given)
      rules.demandSound(own)
      return inOne(async (tx) => {
        const done = await act(tx, actor, 'budget.drafted', own.code, { number: own.number, year: own.year })
        if (!(await store.add(tx, own, done))) throw refuse.editionExists({ edition: own.code })
        return known(tx, own.code)
      })
    },

    /**
     * Once announced, a change has grounds and is public; what has begun stays. Throws `participation.changedMeanwhile`,
     * `participation.sealed`, `participation.begun`, `participation.groundsMissing`, `participation.rules`.
     */
    async change(actor: Actor, code: string, given: Change): Promise<Edition> {
      demand(actor, ORGANISE)
      const { rules: own, version, grounds } = Change.parse({ ...given, rules: { ...given.rules, code } })
      return inOne(async (tx) => {
        const was = await alone(tx, code)
        if (was.sealedEntry) throw refuse.sealed({ edition: code })
        if (was.version !== version) throw refuse.changedMeanwhile({ edition: code, version: was.version })
        rules.demandSound(own)
        const isPublic = was.state !== 'draft'
        if (isPublic) rules.demandBegunKept(was.phases, own.phases, clock.now())
        if (isPublic && !grounds) throw refuse.groundsMissing()
        if (isPublic) rules.demandAnnounceable(own, clock.now())
        if (isPublic) rules.demandUsedKept(own, await above.usedOf(tx, code))
        const done = await act(tx, actor, 'budget.changed', code, { version: version + 1 }, grounds)
        await store.update(tx, code, { version: version + 1, rules: own }, done)
        if (isPublic) await publish(tx, actor, own, version + 1, grounds!, done)
        return known(tx, code)
      })
    },

    /** Throws `participation.announced`, `participation.changedMeanwhile`, `participation.rules`. */
    async announce(actor: Actor, code: string, { version, grounds }: { version: number; grounds: string }): Promise<Edition> {
      demand(actor, ORGANISE)
      return inOne(async (tx) => {
        const was = await alone(tx, code)
        if (was.state !== 'draft') throw refuse.announced({ edition: code })
        if (was.version !== version) throw refuse.changedMeanwhile({ edition: code, version: was.version })
        rules.demandSound(was)
        rules.demandAnnounceable(was, clock.now())
        const done = await act(tx, actor, 'budget.announced', code, { version }, grounds)
        await store.update(tx, code, { state: 'announced' }, done)
        await publish(tx, actor, Rules.parse(was), version, grounds, done)
        return known(tx, code)
      })
    }, // prettier-ignore

    /** A draft that nobody saw. Throws `participation.announced`. */
    async discard(actor: Actor, code: string): Promise<void> {
      demand(actor, ORGANISE)
      await inOne(async (tx) => {
        const was = await alone(tx, code)
        if (was.state !== 'draft') throw refuse.announced({ edition: code })
        await act(tx, actor, 'budget.discarded', code, {})
        await store.remove(tx, code)
      })
    },

    /**
     * A phase ends later, publicly; nothing else of a sealed vote can change. Throws `participation.phaseMissing`,
     * `participation.phaseOver`, `participation.notLater`, `participation.followingOver`, `participation.notAnnounced`.
     */
    async extend(actor: Actor, code: string, given: ExtensionDraft): Promise<Edition> {
      demand(actor, ORGANISE)
      const { phase, until, grounds } = ExtensionDraft.parse(given)
      return inOne(async (tx) => {
        const edition = await alone(tx, code)
        if (edition.state === 'draft') throw refuse.notAnnounced({ edition: code })
        const { to: was } = rules.demandExtendable(edition, phase, until, clock.now())
        const payload = { phase, was: was.toISOString(), until: until.toISOString() }
        const kind = phase === 'vote' ? 'vote.extended' : 'phase.extended'
        const done = await act(tx, actor, kind, code, payload, grounds)
        const { releaseId } = await pass(tx, actor, code, edition.names.pl, { ...payload, grounds })
        const number = edition.extensions.length + 1
        await store.addExtension(tx, code, number, { phase, was, until, grounds, ...done }, releaseId)
        return known(tx, code)
      })
    },
  }
}
