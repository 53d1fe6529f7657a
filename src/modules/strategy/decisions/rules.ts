/** What fits in a decision, what it pins, and what came of what was expected: pure. */
import type { KnownIndicator } from '#analysis'
import type { Dataset } from '#catalog'
import { lastDay } from '#indicators'
import { refuse } from './refusals.ts'
import type { Came, Decision, DecisionDraft, Effect, Pinned, PinnedDataset } from './types.ts'
import type { z } from 'zod'

type Whole = z.output<typeof DecisionDraft>
type Point = KnownIndicator['series'][string][number]
/** Changes are told to this many places; more is the noise of sums. */
const DIGITS = 9

/** Throws `decisions.notAnOption`, `decisions.future`, `decisions.twice`, `decisions.noSize`, `decisions.effectPast`. */
export function demandFit({ chosen, options, decidedOn, effects, indicators }: Whole, today: string): void {
  if (chosen >= options.length) throw refuse.notAnOption({ chosen: chosen + 1, most: options.length })
  if (decidedOn > today) throw refuse.future({ day: decidedOn })
  const again = repeated(indicators) ?? repeated(effects.map(({ indicator, by }) => `${indicator}, ${by}`))
  if (again !== undefined) throw refuse.twice({ what: again })
  for (const { indicator, size, by } of effects) {
    if (size === 0) throw refuse.noSize({ indicator })
    if (by <= decidedOn) throw refuse.effectPast({ indicator, by, decidedOn })
  }
}

const repeated = (all: readonly string[]): string | undefined => all.find((one, i) => all.indexOf(one) < i)

/** The indicators that are pinned: those it rests on, and those of which something is expected. */
export const indicatorsIn = ({ indicators, effects }: Pick<Whole, 'indicators' | 'effects'>): string[] => [
  ...new Set([...indicators, ...effects.map(({ indicator }) => indicator)]),
]

/** What a person typed. Ids of what there is are no words: a detector would take one for somebody's number. */
export const wordsOf = ({ titles, question, options, reasons, heard, expected, decidedBy, act }: Whole) => ({
  ...{ titles, question, options, reasons, heard, expected, decidedBy, act },
})

export type Moment = { seq: number; at: Date } | undefined

/** The last value that was known; of periods that were over by `until` where the publication is later than that day. */
export function pinOf(known: KnownIndicator, home: string, moment: Moment, until?: string): Pinned {
  const { id, version, names, unit, decimals } = known
  const points = (known.series[home] ?? []).filter(([period]) => until === undefined || (lastDay(period) ?? '') <= until) // prettier-ignore
  const [period, value] = points.at(-1) ?? [null, null]
  return {
    ...{ indicator: id, area: home, version, names, unit, decimals, period, value },
    ...{ seq: moment?.seq ?? 0, knownAt: moment?.at.toISOString() ?? null },
  }
}

/** The version of each distribution that was the newest before a moment; where none was published by then, the one that is now. */
export function pinDataset({ slug, description, distributions }: Dataset, before: Date): PinnedDataset {
  const versions = distributions.flatMap(({ slug: distribution, versions, current }) => {
    const then = versions.findLast(({ publishedAt, withdrawal }) => publishedAt < before && !withdrawal) ?? current
    if (!then) return []
    const { number, sha256, publishedAt } = then
    return [{ distribution, number, sha256, publishedAt: publishedAt.toISOString() }]
  })
  return { slug, title: description.title, versions }
}

/** What came of an effect: the first figure after the pinned one that covers its day; until there is one, the newest. */
export function cameOf(
  { size, by }: Pick<Effect, 'size' | 'by'>,
  pinned: Pick<Pinned, 'period' | 'value'> | undefined,
  points: readonly Point[],
): Came {
  const { period: from = null, value: base = null } = pinned ?? {}
  const later = points.filter(([period]) => from === null || (lastDay(period) ?? '') > (lastDay(from) ?? ''))
  const covering = later.find(([period]) => (lastDay(period) ?? '') >= by)
  const [period, value] = covering ?? later.at(-1) ?? [null, null]
  const due = covering !== undefined
  if (value === null || base === null) return { state: 'none', due, period, value, change: null }
  const change = Number((value - base).toFixed(DIGITS))
  const forward = size > 0 ? change : -change
  const state = forward >= Math.abs(size) ? 'reached' : forward > 0 ? 'short' : forward < 0 ? 'against' : 'same'
  return { state, due, period, value, change }
}

/** Of each expected effect, in its order. */
export function cameOfAll(
  { effects, indicators }: Pick<Decision, 'effects' | 'indicators'>,
  known: readonly KnownIndicator[],
): Came[] {
  const [pins, series] = [new Map(indicators.map((one) => [one.indicator, one])), new Map(known.map((one) => [one.id, one.series]))] // prettier-ignore
  return effects.map((effect) => {
    const pinned = pins.get(effect.indicator)
    return cameOf(effect, pinned, series.get(effect.indicator)?.[pinned?.area ?? ''] ?? [])
  })
}
