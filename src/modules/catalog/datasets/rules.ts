/** What may be said of a dataset, and when. Pure. */
import { refuse } from '../refusals.ts'
import {
  DISTRIBUTIONS_MAX,
  type DatasetText,
  type DistributionKind,
  type DistributionText,
  type Said,
} from './types.ts'

/** Throws `catalog.overtaken` where somebody wrote since `seen`, with who, when, and which parts now differ. */
export function demandSeen<Text extends object>(
  newest: Said<Text>,
  seen: number,
  before: Said<Text> | undefined,
): void {
  if (newest.version === seen) return
  const { version, at, by } = newest
  throw refuse.overtaken({ seen, version, at, by, changed: before ? changedParts(before.text, newest.text) : [] })
}

/** The names of the parts that differ, one level down: `description.title`. */
export function changedParts(before: object, after: object, above = ''): string[] {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].sort().flatMap((name) => {
    const [a, b] = [old[name], now[name]]
    if (JSON.stringify(a) === JSON.stringify(b)) return []
    return above === '' && isPlain(a) && isPlain(b) ? changedParts(a, b, `${name}.`) : [above + name]
  })
}

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A service has an endpoint, and nothing else has. Throws `catalog.endpointMissing`. */
export function textOf(kind: DistributionKind, { endpoint, ...text }: DistributionText): DistributionText {
  if (kind !== 'service') return text
  if (!endpoint) throw refuse.endpointMissing()
  return { ...text, endpoint }
}

/** Throws `catalog.slugTaken` and `catalog.tooManyDistributions`. */
export function withDistribution(text: DatasetText, slug: string, said: DistributionText): DatasetText {
  if (Object.hasOwn(text.distributions, slug)) throw refuse.slugTaken({ slug })
  if (Object.keys(text.distributions).length >= DISTRIBUTIONS_MAX)
    throw refuse.tooManyDistributions({ most: DISTRIBUTIONS_MAX })
  return { ...text, distributions: { ...text.distributions, [slug]: said } }
}
