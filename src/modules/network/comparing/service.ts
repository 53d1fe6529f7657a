/** What everybody else has of a number, whoever they are: signed by cities of the network, or only claimed elsewhere. */
import { unitFactor } from '#indicators'
import { zoneOf } from '#stats'
import type { Needs } from '../needs.ts'
import type { Beside, BesideOwn, Compared, ReceivedRoom } from '../received/service.ts'
import type { Sources } from '../sources/service.ts'
import type { Claimed } from '../sources/types.ts'
import { claimDifferences, monthsSince, type ClaimDifference } from './rules.ts'

export type Comparing = ReturnType<typeof createComparing>
/** `age_months`: since its period ended. `confirmedAt`: when its sender last said nothing else. */
export type Fresh = { age_months?: number; confirmedAt?: Date }
/** What a non-member claims, laid beside as what a city stated is; where it was read is all that is known of it. */
export type BesideClaimed = Claimed & Fresh & { state: 'claimed'; differences: ClaimDifference[]; valueInOurUnit?: number; provenance: string } // prettier-ignore
export type Whole = Omit<BesideOwn, 'others'> & {
  /** Of which all the values are, or else the latest of each. */
  period?: string
  others: (Beside & Fresh & { provenance: string })[]
  claimed: BesideClaimed[]
}
type Rooms = {
  received: Pick<ReceivedRoom, 'beside' | 'compared' | 'links'>
  sources: Pick<Sources, 'claimed' | 'counted' | 'list'>
}

export function createComparing(
  { indicators, clock, timezone }: Pick<Needs, 'indicators' | 'clock' | 'timezone'>,
  { received, sources }: Rooms,
) {
  const zone = zoneOf(timezone)

  return {
    /** Which of the city's indicators others have too: how many of them, and when the newest came. */
    async compared(): Promise<Compared[]> {
      const all = [
        ...(await received.compared()),
        ...(await sources.counted()).map(({ indicator, count, at }) => ({ id: indicator, cities: count, at })),
      ]
      return [...Map.groupBy(all, ({ id }) => id)].map(([id, found]) => ({
        ...{ id, cities: found.reduce((sum, { cities }) => sum + cities, 0) },
        at: new Date(Math.max(...found.map(({ at }) => at.getTime()))),
      }))
    },

    /**
     * One value of each, of the period that is asked for, or else of the city's newest, or else of the newest that anybody has;
     * of its latest where it has none of that. Throws `received.unknown`.
     */
    async beside(id: string, asked?: string): Promise<Whole> {
      const first = await received.beside(id, asked)
      const periods = first.others.map(({ statement }) => statement.credentialSubject.period)
      const stated = asked ?? first.own?.period ?? periods.toSorted().at(-1)
      const claims = await sources.claimed(id, stated ?? '')
      const period = stated ?? claims.map((one) => one.period).toSorted().at(-1) // prettier-ignore
      const chosen = asked === undefined && period !== undefined ? await received.beside(id, period) : first
      const { unit } = (await indicators.definitions()).find((one) => one.id === id)!
      const ours = { unit, period: period ?? '', status: chosen.own?.status ?? 'A' }
      const today = zone.dayOf(clock.now().getTime())
      const links = await received.links([...new Set(chosen.others.map(({ domain }) => domain))])
      const read = new Map(claims.length === 0 ? [] : (await sources.list()).map(({ id: source, failure, goodAt }) => [source, failure ? undefined : goodAt])) // prettier-ignore
      const confirmedAt = (domain: string) => {
        const { wholeAt, failure } = links.get(domain)!
        return failure ? undefined : (wholeAt ?? undefined)
      }
      return {
        ...{ ...chosen, period },
        others: chosen.others.map((one) => {
          const { provenance, period: of } = one.statement.credentialSubject
          return { ...one, provenance, age_months: monthsSince(of, today), confirmedAt: confirmedAt(one.domain) }
        }),
        claimed: claims.map((claim) => {
          const factor = unitFactor(claim.unit, unit)
          const valueInOurUnit = factor === undefined ? undefined : claim.value * factor
          const fresh = { age_months: monthsSince(claim.period, today), confirmedAt: read.get(claim.id) }
          return { ...claim, ...fresh, state: 'claimed', provenance: claim.address, valueInOurUnit, differences: claimDifferences(ours, claim) } // prettier-ignore
        }),
      }
    },
  }
}
