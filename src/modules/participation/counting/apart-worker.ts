/** The thread in which votes are counted. */
import { parentPort, workerData } from 'node:worker_threads'
import { TASKS } from './apart.ts'

const { task, input } = workerData as { task: keyof typeof TASKS; input: never[] }
parentPort!.postMessage((TASKS[task] as (...input: never[]) => unknown)(...input))
