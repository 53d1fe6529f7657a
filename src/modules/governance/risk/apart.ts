/** Reckoning that takes long goes on in a thread of its own, so that the house answers meanwhile; a signal ends it. */
import { Worker } from 'node:worker_threads'
import { Refusal } from '#platform/errors'
import { protect, type Protected, type Protection } from './counts/index.ts'
import type { CountTable } from './counts/index.ts'
import { measure } from './measure.ts'
import { propose, type Proposal } from './proposals.ts'
import type { Assessment } from './assess.ts'
import type { Coded, Measures, Sensitive } from './types.ts'

type Table = { quasi: Coded[]; sensitive: Sensitive[] }
/** What can be asked of the thread. */
export const TASKS = {
  /** A table as it is, what could be done, and as it was tried. */
  weigh: ({ before, after, k }: { before: Table; after?: Table; k?: number }): Weighing => ({
    ...propose(before.quasi, before.sensitive, { k }),
    ...(after && after.quasi.length > 0 && after.quasi[0]!.codes.length > 0 && { after: measure(after) }),
  }),
  protect: ({ table, protections }: { table: CountTable; protections: Protection[] }): Protected =>
    protect(table, protections),
}
export type Weighing = { now: Assessment; proposals: Proposal[]; after?: Measures }
export type Tasks = typeof TASKS
export type Answer = { done: unknown } | { refusal: Pick<Refusal, 'code' | 'status' | 'details'> }

/** Throws what the task throws, and the signal's reason. */
export function apart<Task extends keyof Tasks>(
  task: Task,
  input: Parameters<Tasks[Task]>[0],
  signal: AbortSignal,
): Promise<ReturnType<Tasks[Task]>> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./apart-worker.ts', import.meta.url), { workerData: { task, input } })
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal.reason)
      void worker.terminate()
    }
    signal.addEventListener('abort', stop, { once: true })
    worker.once('message', (answer: Answer) => {
      if ('done' in answer) return resolve(answer.done as ReturnType<Tasks[Task]>)
      const { code, status, details } = answer.refusal
      reject(new Refusal(code, status, details))
    })
    worker.once('error', reject)
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop)
      reject(new Error(`the thread of ${task} ended with ${code}`))
    })
  })
}
