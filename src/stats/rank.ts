/** Places among others. A missing figure has no place. */
import { demandFinite } from './refusals.ts'

export type Best = 'highest' | 'lowest'
/** `min`: equal figures share the best of their places (1, 2, 2, 4); `average`: the mean of them (1, 2.5, 2.5, 4). */
export type Ties = 'min' | 'average'

/** The place of each, from 1 for the best. Throws `stats.notFinite`. */
export function ranks(
  values: readonly (number | null)[],
  { best = 'highest', ties = 'min' }: { best?: Best; ties?: Ties } = {},
): (number | null)[] {
  const present = values.flatMap((value, i) => (value === null ? [] : [i]))
  demandFinite(present.map((i) => values[i]!))
  const sign = best === 'highest' ? -1 : 1
  present.sort((a, b) => sign * (values[a]! - values[b]!))
  const places: (number | null)[] = values.map(() => null)
  for (let from = 0, to; from < present.length; from = to) {
    to = from + 1
    while (to < present.length && values[present[to]!] === values[present[from]!]) to++
    const place = ties === 'min' ? from + 1 : (from + 1 + to) / 2
    for (let i = from; i < to; i++) places[present[i]!] = place
  }
  return places
}

/** The share of the others, in percent, that a figure is better than, an equal one counted as half; none without others. */
export function percentiles(values: readonly (number | null)[], best: Best = 'highest'): (number | null)[] {
  const others = values.filter((value) => value !== null).length - 1
  return ranks(values, { best, ties: 'average' }).map((place) =>
    place === null || others < 1 ? null : (100 * (others + 1 - place)) / others,
  )
}
