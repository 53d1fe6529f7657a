/** What administrators see of failed background work and do about it, on the record. */
import { demand, type Actor } from '#platform/actor'
import { record, type Parts } from './parts.ts'

export function createOperations(parts: Parts) {
  const { db, jobs } = parts

  return {
    /** What failed for good, newest first. Its data stay unseen: letters are among them. */
    async deadJobs(actor: Actor) {
      demand(actor, 'jobs.manage')
      return (await jobs.dead()).map(({ id, name, error, failedAt }) => ({ id, name, error, failedAt }))
    },

    /** Sends everything that failed for good back to its queue. The entry follows directly after: the queue has no place in our transaction. */
    async reviveJobs(actor: Actor): Promise<number> {
      demand(actor, 'jobs.manage')
      const count = await jobs.revive()
      if (count === 0) return 0
      await db
        .transaction()
        .execute((tx) =>
          record(parts, tx, { kind: 'jobs.revived', actor: actor.id, subject: 'jobs', payload: { count } }),
        )
      return count
    },
  }
}
