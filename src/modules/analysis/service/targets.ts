/** Targets: set, changed, withdrawn; every version stays, every change is in the ledger. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Json } from '#platform/ledger'
import * as rules from '../rules/targets.ts'
import { refuse } from '../rules/refusals.ts'
import * as store from '../store.ts'
import { Target, TargetDraft } from '../types/index.ts'
import { today } from './day.ts'
import type { Needs } from './needs.ts'

export type PackTarget = TargetDraft & { id: string }

export function createTargets(needs: Needs) {
  const { db, clock, ids, ledger, gate, indicators, places } = needs

  /** What waits at the gate is not written. */
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))

  async function write(tx: Tx, actor: Actor, target: Omit<Target, 'at' | 'grounds'>, grounds: string): Promise<Target> {
    const { id, version, indicator, area, value, unit, period, withdrawn, names, source } = target
    const pass = await gate.passWords(tx, actor, {
      ...{
        module: 'analysis',
        id: `target/${indicator}/${area}`,
        title: names.pl,
        address: `/api/v1/analysis/targets/${id}`,
      },
      content: { names, source, grounds } as unknown as Json,
    })
    const entryId = await ledger.append(tx, {
      kind: withdrawn ? 'analysis.targetWithdrawn' : 'analysis.targetSet',
      actor: actor.id,
      subject: `target/${id}`,
      grounds,
      payload: { version, indicator, area, value, unit, period: period ?? null },
    })
    const written = { ...target, at: clock.now(), by: actor.id, grounds, entryId }
    await store.add(tx, written, pass)
    return Target.parse(written)
  }

  async function locked(tx: Tx, id: string): Promise<Target> {
    await store.lock(tx)
    const [current] = await store.versions(tx, id)
    if (!current) throw refuse.unknownTarget({ id })
    return Target.parse(current)
  }

  return {
    /** The newest version of every target that holds; of one indicator, or of one area, where it is named. */
    async targets(filter: { indicator?: string; area?: string } = {}): Promise<Target[]> {
      const { indicator, area } = filter
      const gone = await store.gone(db, gate)
      return (await store.all(db))
        .filter((target) => !target.withdrawn && !gone.has(store.keyOf(target)))
        .filter((target) => (!indicator || target.indicator === indicator) && (!area || target.area === area))
        .map((target) => Target.parse(target))
    },

    /** Newest first, without those that the gate took back. Throws `analysis.unknownTarget`. */
    async targetVersions(id: string): Promise<Target[]> {
      const [all, gone] = [await store.versions(db, id), await store.gone(db, gate, id)]
      const found = all.filter((target) => !gone.has(store.keyOf(target)))
      if (found.length === 0) throw refuse.unknownTarget({ id })
      return found.map((target) => Target.parse(target))
    },

    /**
     * A new target. Throws `analysis.targetInPast` for a period that is over, `analysis.targetUnit`,
     * `analysis.targetOutside`, `analysis.targetBound`, `indicators.unknown` and `places.unknown`.
     */
    async setTarget(actor: Actor, draft: TargetDraft, grounds: string): Promise<Target> {
      demand(actor, 'analysis.decide')
      const parsed = TargetDraft.parse(draft)
      const [definition] = await Promise.all([indicators.definition(parsed.indicator), places.area(parsed.area)])
      const target = rules.checked(parsed, definition)
      rules.demandFuture(target, today(needs))
      return inOne((tx) => write(tx, actor, { ...target, id: ids.uuid(), version: 1, withdrawn: false }, grounds))
    },

    /**
     * A new version; indicator and area stay. `expected` is the version that the person saw. Throws `analysis.conflict`,
     * `analysis.withdrawn`, `analysis.targetPassed`, `analysis.nothingChanged` and what `setTarget` throws.
     */
    async changeTarget(
      actor: Actor,
      id: string,
      draft: Omit<TargetDraft, 'indicator' | 'area'>,
      expected: number,
      grounds: string,
    ): Promise<Target> {
      demand(actor, 'analysis.decide')
      const [newest] = await store.versions(db, id)
      if (!newest) throw refuse.unknownTarget({ id })
      const { indicator, area } = newest
      const parsed = TargetDraft.parse({ ...draft, indicator, area })
      const target = rules.checked(parsed, await indicators.definition(indicator))
      return inOne(async (tx) => {
        const current = await locked(tx, id)
        const next = rules.changed(current, target, expected, today(needs))
        if (rules.same(current, target)) throw refuse.nothingChanged({ id })
        return write(tx, actor, next, grounds)
      })
    },

    /** The target no longer holds; that it did stays readable. Throws `analysis.conflict` and `analysis.withdrawn`. */
    async withdrawTarget(actor: Actor, id: string, expected: number, grounds: string): Promise<Target> {
      demand(actor, 'analysis.decide')
      return inOne(async (tx) => {
        const current = await locked(tx, id)
        const { version, withdrawn } = current
        if (expected !== version) throw refuse.conflict({ id, expected, version, theirs: current })
        if (withdrawn) throw refuse.withdrawn({ id })
        return write(tx, actor, { ...current, version: version + 1, withdrawn: true }, grounds)
      })
    },

    /**
     * The targets of a city pack: new ones are set, those that say something else than the pack said before get a new
     * version; what people changed since stays. A pack tells what was promised, so its targets may be of the past.
     */
    async loadTargets(actor: Actor, drafts: PackTarget[], grounds: string): Promise<void> {
      demand(actor, 'analysis.decide')
      const definitions = new Map((await indicators.definitions()).map((definition) => [definition.id, definition]))
      const known = drafts.map(({ id, ...draft }) => {
        const definition = definitions.get(draft.indicator)
        return { id, ...rules.checked(TargetDraft.parse(draft), definition ?? unknown(draft.indicator)) }
      })
      await inOne(async (tx) => {
        await store.lock(tx)
        const said = new Map((await store.all(tx, actor.id)).map((target) => [target.id, target]))
        const newest = new Map((await store.all(tx)).map(({ id, version }) => [id, version]))
        for (const draft of known) {
          const before = said.get(draft.id)
          if (before && rules.same(before, draft)) continue
          await write(tx, actor, { ...draft, version: (newest.get(draft.id) ?? 0) + 1, withdrawn: false }, grounds)
        }
      })
    },

    targetsStamp: () => store.stamp(db, gate),
  }
}
export type Targets = ReturnType<typeof createTargets>

function unknown(id: string): never {
  throw refuse.input({ what: 'indicator', id })
}
