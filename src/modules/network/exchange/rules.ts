/** What is refused, and which cards a reader asks for. Pure. */
import { refusals } from '#platform/errors'
import { sameLetters, type Dimension } from '#innovations'
import { atLeast, type CardContent, type Size, type Strength } from './types.ts' // prettier-ignore

export const refuse = refusals('exchange', {
  unknown: 404,
  withdrawn: 410,
  ownCard: 422,
  alreadyAdopted: 409,
  unknownPilot: 422,
  resultStands: 409,
  changedMeanwhile: 409,
})

const SIZE_FROM: readonly (readonly [Size, number])[] = [['metropolis', 1_000_000], ['large', 250_000], ['medium', 50_000], ['small', 0]] // prettier-ignore
export const sizeOf = (people: number | undefined): Size | undefined =>
  people === undefined ? undefined : SIZE_FROM.find(([, from]) => people >= from)?.[0]

export type Asked = {
  q?: string
  /** Of this city; found in others by standards and numbers. */
  indicator?: string
  size?: Size
  dimension?: Dimension
  cost?: { most_minor: number; currency: string }
  strength?: Strength
}
type Searched = { content: CardContent; people?: number; strength: Strength; ours: readonly string[] }

/** Whether it costs at most so much; null where it says nothing that can be compared. */
function isWithin({ cost }: CardContent, { most_minor, currency }: NonNullable<Asked['cost']>): boolean | null {
  if (!cost || cost.currency !== currency) return null
  return cost.amount_minor <= most_minor
}

/** `unpriced`: everything else fits, and whether its cost does cannot be said. */
export function isAsked({ content, people, strength, ours }: Searched, asked: Asked): boolean | 'unpriced' {
  const { q = '', indicator, size, dimension, cost } = asked
  const { titles, problem, context, done, effect, failed, conditions, elsewhere = '' } = content
  const words = sameLetters([titles, problem, context, done, effect, failed, conditions].flatMap((texts) => Object.values(texts ?? {})).join('\n') + elsewhere) // prettier-ignore
  const fits =
    sameLetters(q).split(/\s+/).every((word) => words.includes(word)) &&
    (indicator === undefined || ours.includes(indicator)) &&
    (size === undefined || sizeOf(people) === size) &&
    (dimension === undefined || content.dimension === dimension) &&
    (asked.strength === undefined || atLeast(strength, asked.strength)) // prettier-ignore
  if (!fits || !cost) return fits
  return isWithin(content, cost) ?? 'unpriced'
}
