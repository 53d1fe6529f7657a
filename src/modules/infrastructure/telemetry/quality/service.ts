/** The verbs of quality. What may be seen is decided by whoever calls; who may leave readings out, here. */
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Ledger } from '#platform/ledger'
import type { Series } from '../readings/index.ts'
import type { Pulse } from '../rollups/index.ts'
import { BY_NAME, USUAL } from './defaults.ts'
import { refuse } from './refusals.ts'
import { marksIn, ruleFor, TRAILING } from './rules.ts'
import * as store from './store.ts'
import type { Exclusion, QualityMark, Rule } from './types.ts'

const MARKS_MAX = 1_000
const READINGS_MAX = 5_000
const SERIES_AT_ONCE_MAX = 20_000
/** Enough to know how long the same value has stood, and what had been usual. */
const BEFORE = 3 * TRAILING
const STRETCH_DAYS_MAX = 366

export type Needs = { db: Db; clock: Clock; ledger: Pick<Ledger, 'append'>; pulse: Pick<Pulse, 'on'> }
export type Stretch = { from: Date; to: Date }
export type Quality = ReturnType<typeof createQuality>

export function createQuality({ db, clock, ledger, pulse }: Needs) {
  pulse.on((tx, settled) => store.addUnchecked(tx, settled))

  /** Looks at one series that waits; false where none does. What is too much for once waits again. */
  async function checkOne(tx: Tx): Promise<boolean> {
    const waiting = await store.takeUnchecked(tx)
    if (!waiting) return false
    const { seriesId, attribute, from } = waiting
    const readings = await store.observed(tx, seriesId, from, { before: BEFORE, most: READINGS_MAX })
    const isMore = readings.filter(({ at }) => at >= from).length === READINGS_MAX
    const last = readings.at(-1)?.at
    const fresh = marksIn(readings, ruleFor(attribute)).filter(({ to }) => to >= from)
    await store.replaceMarks(tx, seriesId, { from, to: isMore ? last! : undefined }, fresh)
    if (isMore) await store.addUnchecked(tx, [{ seriesId, from: last! }])
    return true
  }

  async function decide(
    actor: Actor,
    { id, entityId, attribute }: Series,
    { from, to }: Stretch,
    kind: 'excluded' | 'included',
    grounds: string,
  ) {
    demand(actor, 'infrastructure.admin')
    const isRight = from < to && to.getTime() - from.getTime() <= STRETCH_DAYS_MAX * 86_400_000
    if (!isRight) throw refuse.badStretch({ daysMax: STRETCH_DAYS_MAX })
    await db.transaction().execute(async (tx) => {
      const payload = { series: id, attribute, from: from.toISOString(), to: to.toISOString() }
      const entry = { kind: `infrastructure.readings.${kind}`, actor: actor.id, subject: `entities/${entityId}`, grounds } // prettier-ignore
      const entryId = await ledger.append(tx, { ...entry, payload })
      const stretch = { seriesId: id, from, to }
      if (kind === 'excluded')
        await store.exclude(tx, { ...stretch, reason: grounds, at: clock.now(), by: actor.id, entryId })
      else if (!(await store.include(tx, stretch))) throw refuse.notExcluded()
      await store.rollUpAnew(tx, stretch)
    })
  }

  return {
    /** Looks at what has come in since the last time. How many series that were. */
    async check(): Promise<number> {
      let checked = 0
      while (checked < SERIES_AT_ONCE_MAX && (await db.transaction().execute(checkOne))) checked += 1
      return checked
    },

    /** The rules, as anybody may read them. */
    rules: (): { usual: Rule; byName: Record<string, Rule> } => ({
      usual: USUAL,
      byName: Object.fromEntries(Object.entries(BY_NAME).map(([name, rule]) => [name, { ...USUAL, ...rule }])),
    }),

    /** What is doubtful of these series, newest first, at most a thousand marks. */
    marks: (
      seriesIds: readonly number[],
      range: Partial<Stretch> = {},
    ): Promise<(QualityMark & { seriesId: number })[]> => store.marks(db, seriesIds, range, MARKS_MAX),

    /** What persons left out of the rollups of these series. */
    exclusions: (seriesIds: readonly number[]): Promise<(Exclusion & { seriesId: number })[]> =>
      store.exclusions(db, seriesIds),

    /**
     * Leaves a stretch out of the rollups, and so out of what is computed of them; what was read stays and says so. Throws
     * `quality.badStretch`.
     */
    exclude: (actor: Actor, series: Series, stretch: Stretch, reason: string): Promise<void> =>
      decide(actor, series, stretch, 'excluded', reason),
    /** Takes it in again. Throws `quality.notExcluded`. */
    include: (actor: Actor, series: Series, stretch: Stretch, reason: string): Promise<void> =>
      decide(actor, series, stretch, 'included', reason),
  }
}
