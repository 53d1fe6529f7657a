/** Rows gathered by column until there are enough of them for a batch. */
import type { Accepted, AcceptedRow, Reason, Rejection, Status } from './types.ts'

/** Rejected rows keep their text, so a batch is also full when they are this much. */
const REJECTED_MAX = 1000

export type Gathering = {
  line: number[]
  area: string[]
  areaId: string[]
  measure: string[]
  dimension: string[]
  period: string[]
  value: number[]
  unit: string[]
  status: Status[]
  reason: (Reason | undefined)[]
  note: (string | undefined)[]
  flags: (readonly string[] | undefined)[]
}
export type Gathered = { accepted: Accepted; rejected: Rejection[]; skipped: number }

const columns = (): Gathering => ({
  line: [], area: [], areaId: [], measure: [], dimension: [], period: [], value: [], unit: [], status: [], reason: [], note: [], flags: [],
}) // prettier-ignore

export function createBatches(rowsMax: number) {
  let rows = columns()
  let rejected: Rejection[] = []
  let skipped = 0
  let full: Gathered[] = []
  const close = () => {
    const accepted = {
      ...rows,
      length: rows.line.length,
      line: Uint32Array.from(rows.line),
      value: Float64Array.from(rows.value),
    }
    full.push({ accepted, rejected, skipped })
    rows = columns()
    rejected = []
    skipped = 0
  }
  return {
    /** The columns to push a row to; `added` after each. */
    rows: () => rows,
    added(): void {
      if (rows.line.length >= rowsMax) close()
    },
    reject(rejection: Rejection): void {
      rejected.push(rejection)
      if (rejected.length >= REJECTED_MAX) close()
    },
    skip(): void {
      skipped++
    },
    /** The batches that are full, or all there is. */
    take(all: boolean): Gathered[] {
      if (all && (rows.line.length > 0 || rejected.length > 0 || skipped > 0)) close()
      const taken = full
      full = []
      return taken
    },
  }
}
export type Batches = ReturnType<typeof createBatches>

/** One accepted row out of its columns. */
export function rowAt(rows: Accepted, i: number): AcceptedRow {
  const value = rows.value[i]!
  return {
    line: rows.line[i]!,
    area: rows.area[i]!,
    areaId: rows.areaId[i]!,
    measure: rows.measure[i]!,
    dimension: rows.dimension[i]!,
    period: rows.period[i]!,
    value: Number.isNaN(value) ? null : value,
    unit: rows.unit[i]!,
    status: rows.status[i]!,
    ...(rows.reason[i] && { reason: rows.reason[i] }),
    ...(rows.note[i] && { note: rows.note[i] }),
    flags: rows.flags[i] ?? [],
  }
}
