/** The thread in which risk is reckoned. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '#platform/errors'
import { TASKS, type Answer, type Tasks } from './apart.ts'

const { task, input } = workerData as { task: keyof Tasks; input: never }

function answerOf(): Answer {
  try {
    return { done: TASKS[task](input) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { code, status, details } = error
    return { refusal: { code, status, details } }
  }
}
parentPort!.postMessage(answerOf())
