/** What a rule that leaves counts would take away, and why: reckoned from the file as it would be read now, before anything is kept. */
import type { z } from 'zod'
import type { Actor } from '#platform/actor'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import * as dictionaries from '../store/dictionaries.ts'
import * as store from '../store/deliveries.ts'
import { demandTreatment, isOfColumn, makesCounts } from '../treatment.ts'
import { CountingTreat, type Column, type Suppression } from '../types.ts'
import type { Deliveries } from './deliveries.ts'
import { rowsBy } from './table.ts'
import { aggregatedCounts, suppressedCounts } from './wholes.ts'

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
    async suppression(actor: Actor, deliveryId: string, given: z.input<typeof CountingTreat>): Promise<Suppression> {
      const treat = CountingTreat.parse(given)
      await deliveries.rows(actor, deliveryId, 1)
      const delivery = (await store.find(db, deliveryId))!
      const ruling = (await dictionaries.find(db, delivery.distributionId))!
      const treatment = ruling.treatment.filter((one) => isOfColumn(one) || !makesCounts(one))
      demandTreatment([...treatment, treat], new Set(ruling.dictionary.fields.map(({ name }) => name)))
      const signal = AbortSignal.timeout(WAIT_MS)
      try {
        const whole = await rowsBy(needs, delivery, { ...ruling, treatment }, signal)
        const columns = whole.columns
        return treat.rule === 'counts'
          ? shownOf(columns, { columns, ...(await suppressedCounts(treat, whole, signal)) })
          : shownOf(columns, await aggregatedCounts(treat, whole, signal))
      } catch (error) {
        throw signal.aborted ? refuse.countsSlow({ seconds: WAIT_MS / 1000 }) : error
      }
    },
  }
}

type Found = Awaited<ReturnType<typeof suppressedCounts>> & { columns: Column[]; read?: number }

/** `read`: of so many rows counts are made; absent where the rows are counts. */
function shownOf(before: Column[], found: Found): Suppression {
  const { columns, rows, at, counted, small, besides, sums, read } = found
  const names = (all: readonly Column[]) => all.map(({ name }) => name)
  const namesAt = (places: readonly number[]) => places.map((place) => columns[place]!.name)
  const whyOf = (cell: number) =>
    small.has(cell) ? 'small' : besides.has(cell) ? 'besides' : sums.has(cell) ? 'sums' : undefined
  const touched = new Set([...small, ...besides, ...sums].map((cell) => Math.floor(cell / counted.length)))
  const shown = read === undefined ? [...touched].sort((a, b) => a - b) : [...rows.keys()]
  return {
    before: { rows: read ?? rows.length, columns: names(before) },
    after: { rows: rows.length, columns: names(columns) },
    ...{ columns: namesAt(at), counts: namesAt(counted), cells: rows.length * counted.length },
    ...{ small: small.size, besides: besides.size, sums: sums.size },
    rows: shown.slice(0, ROWS_SHOWN_MAX).map((row) => ({
      row: row + 1,
      at: at.map((place) => rows[row]![place] ?? null),
      cells: counted.map((place, i) => ({ value: rows[row]![place] ?? null, why: whyOf(row * counted.length + i) })),
    })),
  }
}
