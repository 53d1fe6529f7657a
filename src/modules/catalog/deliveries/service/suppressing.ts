/** Which counts a rule would leave empty, and why: reckoned from the file as it would be read now, before anything is kept. */
import type { Actor } from '#platform/actor'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import * as dictionaries from '../store/dictionaries.ts'
import * as store from '../store/deliveries.ts'
import { demandTreatment, isOfColumn, makesCounts } from '../treatment.ts'
import { CountsTreat, type Suppression } from '../types.ts'
import type { Deliveries } from './deliveries.ts'
import { rowsBy } from './table.ts'
import { suppressedCounts } from './wholes.ts'

/** Who asks is not kept waiting longer. */
const WAIT_MS = 20_000
const ROWS_SHOWN_MAX = 200

export function createSuppressing(needs: Needs, deliveries: Pick<Deliveries, 'rows'>) {
  const { db } = needs.database

  return {
    /**
     * For those who may see the rows. Every other rule is done first, but one that makes counts, in whose place this one
     * would come. Throws `catalog.notRead`, `catalog.unknownColumn`, `catalog.countsUnfit`, `catalog.countsOpen`,
     * `catalog.tooManyGroups`, `catalog.countsSlow`, and `governance.risk.notAdding`.
     */
    async suppression(actor: Actor, deliveryId: string, given: CountsTreat): Promise<Suppression> {
      const treat = CountsTreat.parse(given)
      await deliveries.rows(actor, deliveryId, 1)
      const delivery = (await store.find(db, deliveryId))!
      const ruling = (await dictionaries.find(db, delivery.distributionId))!
      const treatment = ruling.treatment.filter((one) => isOfColumn(one) || !makesCounts(one))
      demandTreatment([...treatment, treat], new Set(ruling.dictionary.fields.map(({ name }) => name)))
      const signal = AbortSignal.timeout(WAIT_MS)
      try {
        const whole = await rowsBy(needs, delivery, { ...ruling, treatment }, signal)
        return shownOf(treat, await suppressedCounts(treat, whole, signal))
      } catch (error) {
        throw signal.aborted ? refuse.countsSlow({ seconds: WAIT_MS / 1000 }) : error
      }
    },
  }
}

function shownOf(
  { dimensions, counts }: CountsTreat,
  { rows, at, counted, small, besides }: Awaited<ReturnType<typeof suppressedCounts>>,
): Suppression {
  const whyOf = (cell: number) => (small.has(cell) ? 'small' : besides.has(cell) ? 'besides' : undefined)
  const touched = new Set([...small, ...besides].map((cell) => Math.floor(cell / counted.length)))
  const shown = [...touched].sort((a, b) => a - b).slice(0, ROWS_SHOWN_MAX)
  return {
    ...{ columns: dimensions.map(({ column }) => column), counts },
    ...{ cells: rows.length * counted.length, small: small.size, besides: besides.size },
    rows: shown.map((row) => ({
      row: row + 1,
      at: at.map((place) => rows[row]![place] ?? null),
      cells: counted.map((place, i) => ({ value: rows[row]![place] ?? null, why: whyOf(row * counted.length + i) })),
    })),
  }
}
