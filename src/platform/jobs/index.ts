/**
 * Background work: enqueued in the transaction that causes it, retried with backoff, seen while it runs, cancelled by a
 * person, and, when it has failed for good, kept as a dead letter until an administrator decides. On pg-boss.
 */
export { Cancelled, createJobs, wasCancelled, type Job, type Jobs, type JobStatus } from './jobs.ts'
export { migrations } from './migrations/index.ts'
