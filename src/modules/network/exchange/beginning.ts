/** Where a plan begins that tries another city's practice here: nobody starts from an empty form. Pure. */
import type { Source } from '#innovations'
import type { Shown } from './reading.ts'
import type { Adoption, CardContent, Evaluation } from './types.ts'

export type Begun = {
  titles: CardContent['titles']
  adapted: Adoption['content']['adapted']
  /** The practice as its city signed it. */
  address: string | null
  city?: Shown['city']['names']
  /** What the card says; absent where nothing is taken from its city any more. */
  problem?: CardContent['problem']
  done?: CardContent['done']
  effect?: CardContent['effect']
  cost?: CardContent['cost']
  /** By what the others saw whether it works; `indicator` is this city's own that measures the same. */
  measured?: Pick<Evaluation, 'method' | 'outcome' | 'unit' | 'better' | 'estimate' | 'interval' | 'scale'>
  source?: Extract<Source, { kind: 'indicator' }>
}

export function begunFrom({ content }: Adoption, taken: Shown | undefined): Begun {
  const { titles, adapted, document } = content
  const address = taken?.document ?? document ?? null
  if (!taken) return { titles, adapted, address }
  const { problem, done, effect, cost } = taken.content
  const [indicator] = taken.evaluation && !taken.evaluation.indicator ? [] : taken.ours
  return {
    ...{ titles: taken.content.titles, adapted, address, city: taken.city.names, problem, done, effect, cost },
    ...(taken.evaluation && { measured: taken.evaluation }),
    ...(indicator !== undefined && { source: { kind: 'indicator', indicator } }),
  }
}

/** Taken; planned and not public yet; tried; given up before anything was found; told; withdrawn. */
export const STEPS = ['adopted', 'planned', 'tried', 'abandoned', 'resulted', 'withdrawn'] as const
export type Step = (typeof STEPS)[number]

export function stepOf(pilotId: string | null, whole: { pilot: { state: string }; found: unknown } | undefined): Step {
  if (pilotId === null) return 'adopted'
  if (!whole) return 'planned'
  if (whole.found) return 'resulted'
  return whole.pilot.state === 'abandoned' ? 'abandoned' : 'tried'
}
