/**
 * Facts, told upward: a module announces what happened and does not know who listens. The outbox is the job queue: each
 * listener's job is written in the transaction of the fact, so a fact is told exactly if it happened.
 */
import type { Tx } from '#platform/db'
import type { Jobs } from '#platform/jobs'

type Handler = (payload: never) => Promise<unknown>

export function createEvents(jobs: Jobs) {
  const listeners = new Map<string, string[]>()
  return {
    /** `listener` names who does what: 'indicators.recompute'. Handlers must be safe to run twice. */
    on<T extends object>(fact: string, listener: string, handler: (payload: T) => Promise<unknown>, atOnce = 1): void {
      const name = `${fact}--${listener}`
      jobs.define<T>(name, ({ data }) => (handler as Handler)(data as never), atOnce)
      listeners.set(fact, [...(listeners.get(fact) ?? []), name])
    },

    /** Does anybody listen for it? */
    hears: (fact: string): boolean => listeners.has(fact),

    /** Announces a fact in the transaction that made it true. */
    async emit(tx: Tx, fact: string, payload: object): Promise<void> {
      for (const name of listeners.get(fact) ?? []) await jobs.enqueue(tx, name, payload)
    },
  }
}
export type Events = ReturnType<typeof createEvents>
