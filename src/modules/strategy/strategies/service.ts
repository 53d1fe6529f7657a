/** The verbs on strategies: read as of any day, drafted by some, made public by another. */
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Json, Ledger } from '#platform/ledger'
import type { Gate } from '#governance'
import type { Indicators } from '#indicators'
import * as rules from './rules.ts'
import { refuse } from './refusals.ts'
import * as store from './store.ts'
import { Draft, StrategyDraft, Version, type Content, type GoalOf, type Strategy } from './types.ts'

export type Needs = {
  db: Db
  clock: Clock
  ledger: Pick<Ledger, 'append'>
  gate: Pick<Gate, 'passWords' | 'orHold' | 'withdrawals' | 'demandFit'>
  indicators: Pick<Indicators, 'definitions'>
}
export type Strategies = ReturnType<typeof createStrategies>
/** Which version: that one, or the one that held at that moment; else the newest. */
export type Asked = { version?: number; asOf?: Date }

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json

export function createStrategies(needs: Needs) {
  const reading = createReading(needs)
  return { ...reading, ...createWriting(needs, reading) }
}

function createReading({ db, gate }: Needs) {
  /** All versions that are public, the newest of each strategy first. */
  async function versions(id?: string): Promise<Strategy[]> {
    const all = await store.versions(db, id)
    const gone = await gate.withdrawals(all.map(({ releaseId }) => releaseId))
    return all.filter(({ releaseId }) => !gone.has(releaseId)).map((one) => Version.parse(one))
  }

  /** The strategies as they hold, or held at that moment: the youngest period first. */
  async function list(asOf?: Date): Promise<Strategy[]> {
    const known = (await versions()).filter(({ at }) => !asOf || at <= asOf)
    const newest = known.filter(({ id }, i) => known.findIndex((one) => one.id === id) === i)
    return newest.toSorted((a, b) => b.from - a.from || (a.id < b.id ? -1 : 1))
  }

  const goals = async (): Promise<GoalOf[]> => rules.goalsOf(await list())

  return {
    list,
    goals,

    /** Throws `strategies.unknown`. */
    async one(id: string, { version, asOf }: Asked = {}): Promise<Strategy> {
      const found = (await versions(id)).find(
        (one) => (version === undefined || one.version === version) && (!asOf || one.at <= asOf),
      )
      if (!found) throw refuse.unknown({ id })
      return found
    },

    /** Newest first. Throws `strategies.unknown`. */
    async versions(id: string): Promise<Strategy[]> {
      const found = await versions(id)
      if (found.length === 0) throw refuse.unknown({ id })
      return found
    },

    /** Throws `strategies.unknown`, `strategies.unknownGoal`. */
    async goal(id: string, code: string): Promise<GoalOf> {
      const found = (await goals()).find(({ strategy, goal }) => strategy.id === id && goal.code === code)
      if (!found) throw refuse.unknownGoal({ strategy: id, code })
      return found
    },

    /** The goals that are told by an indicator. */
    linksOf: async (indicator: string): Promise<GoalOf[]> =>
      (await goals()).filter(({ goal }) => rules.indicatorsOf(goal).includes(indicator)),

    /** Throws `strategies.goalUnknown` for the first of these keys that no strategy has. */
    async demandGoals(keys: readonly string[]): Promise<void> {
      if (keys.length === 0) return
      const known = new Set((await goals()).map(({ key }) => key))
      const unknown = keys.find((key) => !known.has(key))
      if (unknown !== undefined) throw refuse.goalUnknown({ goal: unknown })
    },
  }
}

function createWriting({ db, clock, ledger, gate, indicators }: Needs, reading: ReturnType<typeof createReading>) {
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))

  /** Throws what `demandWhole` throws, and `strategies.areasKept` where definitions stand in areas that it leaves out. */
  async function demandRight(content: Content): Promise<void> {
    const definitions = await indicators.definitions()
    rules.demandWhole(content, { indicators: new Set(definitions.map(({ id }) => id)) })
    const areas = new Set(content.areas.map(({ code }) => code))
    for (const definition of definitions)
      for (const { strategy, area } of definition.strategies)
        if (strategy === content.id && !areas.has(area)) throw refuse.areasKept({ area, indicator: definition.id })
  }

  /** A version that is public from now on; whoever wrote it is said to the gate. */
  async function write(
    tx: Tx,
    actor: Actor,
    writer: { id: string },
    content: Content,
    version: number,
    grounds: string,
  ) {
    const { id, names } = content
    const before = await store.newest(tx, id)
    const about = { module: 'strategy', id: `strategies/${id}`, title: names.pl, address: `/strategy/${id}` }
    const { releaseId } = await gate.passWords(tx, writer as Actor, {
      ...about,
      content: asJson({ ...content, grounds }),
    })
    const entryId = await ledger.append(tx, {
      ...{ kind: 'strategy.published', actor: actor.id, subject: `strategy/${id}`, grounds },
      payload: asJson({ version, writer: writer.id, content, differences: rules.differences(before, content) }),
    })
    await store.addVersion(tx, { version, content, at: clock.now(), by: actor.id, grounds, entryId, releaseId })
  }

  async function locked(tx: Tx, id: string): Promise<Draft> {
    await store.lock(tx)
    const found = await store.draft(tx, id)
    if (!found) throw refuse.noDraft({ id })
    return found
  }

  return {
    async drafts(actor: Actor): Promise<Draft[]> {
      demand(actor, 'strategy.edit')
      return (await store.drafts(db)).map((one) => Draft.parse(one))
    },

    /** What is being written on a strategy, if anything is. */
    async draft(actor: Actor, id: string): Promise<Draft | undefined> {
      demand(actor, 'strategy.edit')
      const found = await store.draft(db, id)
      return found && Draft.parse(found)
    },

    /**
     * Keeps what is being written; nobody sees it but who may write. `base` is the version that the person saw. Throws
     * `strategies.conflict`, and what is wrong with it, with the place.
     */
    async save(actor: Actor, given: StrategyDraft, base: number, grounds = ''): Promise<void> {
      demand(actor, 'strategy.edit')
      const content = StrategyDraft.parse(given)
      await demandRight(content)
      gate.demandFit({ grounds })
      await db.transaction().execute(async (tx) => {
        await store.lock(tx)
        const [held, open] = [await store.newest(tx, content.id), await store.draft(tx, content.id)]
        const version = held?.version ?? 0
        if (base !== version || (open && open.base !== base)) throw refuse.conflict({ id: content.id, base, version })
        const entryId = await ledger.append(tx, {
          ...{ kind: 'strategy.drafted', actor: actor.id, subject: `strategy/${content.id}` },
          payload: { base },
        })
        const writers = [...new Set([...(open?.writers ?? []), actor.id])].sort()
        await store.keepDraft(tx, { id: content.id, base, content, grounds, writers, at: clock.now(), entryId })
      })
    },

    /** Gives a draft up. Throws `strategies.noDraft`. */
    async drop(actor: Actor, id: string): Promise<void> {
      demand(actor, 'strategy.edit')
      await db.transaction().execute(async (tx) => {
        await locked(tx, id)
        await store.dropDraft(tx, id)
        await ledger.append(tx, {
          kind: 'strategy.draftDropped',
          actor: actor.id,
          subject: `strategy/${id}`,
          payload: {},
        })
      })
    },

    /**
     * Makes a draft public: by another person than those who wrote it, with the reason. Throws `strategies.noDraft`,
     * `strategies.ownDraft`, `strategies.conflict`, `strategies.nothingChanged`, `governance.held`.
     */
    async publish(actor: Actor, id: string, grounds: string): Promise<number> {
      demand(actor, 'strategy.publish')
      const draft = await store.draft(db, id)
      if (draft) await demandRight(StrategyDraft.parse(draft.content))
      return inOne(async (tx) => {
        const { writers, base, content: kept } = await locked(tx, id)
        const content = StrategyDraft.parse(kept)
        if (writers.includes(actor.id)) throw refuse.ownDraft({ id })
        const before = await store.newest(tx, id)
        if ((before?.version ?? 0) !== base) throw refuse.conflict({ id, base, version: before?.version ?? 0 })
        if (before && rules.same(rules.contentOf(Version.parse(before)), content)) throw refuse.nothingChanged({ id })
        await write(tx, actor, { id: writers[0]! }, content, base + 1, grounds)
        await store.dropDraft(tx, id)
        return base + 1
      })
    },

    /** The strategies of a city pack: new ones, and those that say something else than the pack said before. */
    async load(actor: Actor, drafts: readonly StrategyDraft[], grounds: string): Promise<void> {
      demand(actor, 'strategy.publish')
      const contents = drafts.map((one) => StrategyDraft.parse(one)).sort((a, b) => (a.id < b.id ? -1 : 1))
      await inOne(async (tx) => {
        await store.lock(tx)
        for (const content of contents) {
          const said = await store.newest(tx, content.id, actor.id)
          if (said && rules.same(rules.contentOf(Version.parse(said)), content)) continue
          const version = ((await store.newest(tx, content.id))?.version ?? 0) + 1
          await write(tx, actor, actor, content, version, grounds)
        }
      })
    },

    /** What a draft says otherwise than the version that holds. */
    compare: (held: Strategy | undefined, draft: StrategyDraft) =>
      rules.differences(held && rules.contentOf(held), StrategyDraft.parse(draft)),

    differences: async (id: string, version: number): Promise<rules.Differences> => {
      const all = await reading.versions(id)
      const [now, before] = [all.find((one) => one.version === version), all.find((one) => one.version < version)]
      if (!now) throw refuse.unknown({ id })
      return rules.differences(before && rules.contentOf(before), rules.contentOf(now))
    },
  }
}
