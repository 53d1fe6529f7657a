/** Counting takes its time: it goes on in a thread of its own, so that the house answers meanwhile. */
import { Worker } from 'node:worker_threads'
import { countBy, resultOf, type BallotKind, type Counted, type CountRule, type Drawn, type Election, type Outcome, type Placed, type Profile, type Result } from '#counting' // prettier-ignore

export const TASKS = {
  count: (election: Election, ballots: Map<string, Counted>, drawn: Drawn): Result =>
    resultOf(election, ballots, drawn),
  /** One outcome for each rule. */
  compare: (
    profile: Profile,
    rules: CountRule[],
    how: { kind: BallotKind; placed?: Placed[]; lot?: string },
  ): Outcome[] => rules.map((rule) => countBy(profile, rule, how)),
}
type Tasks = typeof TASKS

export function apart<Task extends keyof Tasks>(
  task: Task,
  ...input: Parameters<Tasks[Task]>
): Promise<ReturnType<Tasks[Task]>> {
  const worker = new Worker(new URL('./apart-worker.ts', import.meta.url), { workerData: { task, input } })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread of ${task} ended with ${code}`)))
  })
}
