/** How easily a person is told from the rows of a delivery, as they lie behind the gate and as rules would leave them. */
import type { Actor } from '#platform/actor'
import { encode, measureRisk, riskOf, sensitiveOf, type Assessment, type Measures } from '#governance'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import { treating } from '../columns.ts'
import type { Treat } from '../types.ts'
import * as held from '../store/held.ts'
import type { Deliveries } from './deliveries.ts'

/** So many rows are weighed at once. */
const WEIGHED_MAX = 200_000
const BATCH = 5_000

export type Chosen = { quasi: string[]; sensitive: string[]; treatment: Treat[] }
export type Weighed = {
  now: Assessment
  after: Measures
  /** How many different values each chosen column has, and would have. */
  distinct: { column: string; before: number; after: number }[]
  /** The table has more rows than were looked at. */
  isPartial: boolean
}

export function createWeighing({ database: { db } }: Needs, deliveries: Pick<Deliveries, 'rows' | 'view'>) {
  return {
    weighedMax: WEIGHED_MAX,

    /**
     * For those who decide. `treatment` is what would be done to the rows as they are now. Throws `catalog.notRead`,
     * `catalog.unknownColumn`, and what risk refuses.
     */
    async weigh(actor: Actor, id: string, { quasi, sensitive, treatment }: Chosen): Promise<Weighed> {
      await deliveries.rows(actor, id, 1)
      const { columns = [], rows = 0 } = await deliveries.view(actor, id)
      const names = [...quasi, ...sensitive]
      const chosen = names.map((name) => {
        const column = columns.find((one) => one.name === name)
        if (!column) throw refuse.unknownColumn({ name })
        return column
      })
      const batches = async function* () {
        for (let after = 0; after < WEIGHED_MAX;) {
          const found = await held.preview(db, id, chosen, BATCH, after)
          if (found.length === 0) return
          yield found.map(({ cells }) => cells)
          after = found.at(-1)!.line
        }
      }
      const ways = names.map((name) => treating(treatment.filter(({ column }) => column === name)))
      const treated = async function* () {
        for await (const batch of batches()) yield batch.map((cells) => cells.map((cell, i) => ways[i]!(cell)))
      }
      const before = await encode({ columns: chosen, rows: batches() }, names)
      const after = await encode({ columns: chosen, rows: treated() }, names)
      const told = (all: typeof before) => all.slice(quasi.length).map(sensitiveOf)
      return {
        now: riskOf(before.slice(0, quasi.length), told(before)),
        after: measureRisk({ quasi: after.slice(0, quasi.length), sensitive: told(after) }),
        distinct: names.map((column, i) => ({
          ...{ column, before: before[i]!.values.length, after: after[i]!.values.length },
        })),
        isPartial: rows > WEIGHED_MAX,
      }
    },
  }
}
