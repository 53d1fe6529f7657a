/** How many rows a question means. A version never changes, so each question is counted once and the answer is remembered. */
import { createHash } from 'node:crypto'
import type { Asked } from './types.ts'

/** What is remembered, of all tables together. */
const REMEMBERED_MAX = 10_000
/** So many are counted at once for those who do not wait for them. */
const COUNTING_MAX = 2

export type Total = { count: number; isEstimate: boolean }
/** `count` takes what it takes, within a limit of its own; `estimate` takes no time. */
export type Counting = {
  key: string
  count: () => Promise<number>
  estimate: () => Promise<number>
  /** Estimated where more are expected, else counted however long it takes. */
  estimateFrom?: number
  /** Not counted for somebody who does not wait: where nothing can be interrupted. */
  isTooMany: boolean
}

/** What a question counts: not its page, its order or how it is shown. */
export const keyOf = (table: string, { filters, q = '', distinct, fields }: Asked): string =>
  createHash('sha256').update(JSON.stringify([table, filters, q.trim(), distinct && (fields ?? true)])).digest('base64') // prettier-ignore

export function createCounts() {
  const remembered = new Map<string, number>()
  const running = new Map<string, Promise<number>>()

  function begin({ key, count }: Counting): Promise<number> {
    const counting = count()
      .then((counted) => {
        if (remembered.size >= REMEMBERED_MAX) remembered.delete(remembered.keys().next().value!)
        remembered.set(key, counted)
        return counted
      })
      .finally(() => running.delete(key))
    // Who does not wait for it does not hear of its failure either.
    counting.catch(() => {})
    running.set(key, counting)
    return counting
  }
  const isRoom = ({ isTooMany }: Counting) => !isTooMany && running.size < COUNTING_MAX

  return {
    /** Counts beside what else is asked, where there is room. */
    beside(counting: Counting): void {
      const { key, estimateFrom } = counting
      if (estimateFrom === undefined && !remembered.has(key) && !running.has(key) && isRoom(counting)) begin(counting)
    },

    /**
     * Exact where it is known or comes in time, always where patience is infinite; counting goes on, so that the next who asks is
     * told exactly.
     */
    async total(counting: Counting, patience_ms: number): Promise<Total> {
      const { key, estimate, estimateFrom } = counting
      const known = remembered.get(key)
      if (known !== undefined) return { count: known, isEstimate: false }
      const estimated = async (): Promise<Total> => ({ count: await estimate(), isEstimate: true })
      if (estimateFrom !== undefined) {
        const expected = await estimated()
        if (expected.count > estimateFrom) return expected
      }
      const isWaited = patience_ms === Infinity || estimateFrom !== undefined
      const begun = running.get(key) ?? (isWaited || isRoom(counting) ? begin(counting) : undefined)
      if (isWaited) return { count: await begun!, isEstimate: false }
      const counted = begun && (await inTime(begun, patience_ms))
      return counted === undefined ? estimated() : { count: counted, isEstimate: false }
    },
  }
}
export type Counts = ReturnType<typeof createCounts>

/** What comes in time; undefined for what does not, or fails. */
async function inTime(counting: Promise<number>, ms: number): Promise<number | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, ms, undefined)))
  return Promise.race([counting.catch(() => undefined), late]).finally(() => clearTimeout(timer))
}
