/** Threads that each do one task after another, for work that would keep the house from answering. */
import { availableParallelism } from 'node:os'
import { parentPort, Worker } from 'node:worker_threads'
import { Refusal } from '#platform/errors'

const THREADS_MAX = 4
/** What nobody needs for so long is given back. */
const IDLE_MS = 30_000

export type Pool<Task, Answer> = {
  /** Waits for its turn. Throws what the task throws: a `Refusal` as it is, anything else as an error; `Exhausted`. */
  ask(task: Task): Promise<Answer>
}

/** What one task may take; its thread is ended where it takes more. */
export type Limits = { timeoutMs?: number; memoryMb?: number }
export class Exhausted extends Error {
  readonly what: 'time' | 'memory'
  constructor(what: 'time' | 'memory') {
    super(`a task took more ${what} than it may`)
    this.what = what
  }
}

type Said<Answer> = { answer: Answer } | { refusal: Pick<Refusal, 'code' | 'status' | 'details'> } | { error: string }
type Waiting<Task, Answer> = { task: Task; done: PromiseWithResolvers<Answer> }

/** `program`: a file that calls `serveTasks`. Threads are started when there is work, and hold no process open. */
export function createPool<Task, Answer>(program: URL, { timeoutMs, memoryMb }: Limits = {}): Pool<Task, Answer> {
  const size = Math.min(availableParallelism(), THREADS_MAX)
  const waiting: Waiting<Task, Answer>[] = []
  const idle: One[] = []
  let count = 0

  /** A thread, and what it does now. */
  type One = { worker: Worker; now?: PromiseWithResolvers<Answer>; timer?: NodeJS.Timeout }

  function start(): One {
    const one: One = { worker: new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }) }
    const fail = (error: Error & { code?: string }) => {
      one.now?.reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Exhausted('memory') : error)
      one.now = undefined
    }
    one.worker.on('message', (said: Said<Answer>) => {
      const { now } = one
      one.now = undefined
      clearTimeout(one.timer)
      if (now) settle(now, said)
      work(one)
    })
    one.worker.on('error', fail)
    one.worker.on('exit', (code) => {
      fail(new Error(`the thread ended with ${code}`))
      clearTimeout(one.timer)
      if (idle.includes(one)) idle.splice(idle.indexOf(one), 1)
      count--
      if (waiting.length > 0) next()
    })
    count++
    return one
  }

  function work(one: One): void {
    const first = waiting.shift()
    if (!first) {
      one.worker.unref()
      one.timer = setTimeout(() => void one.worker.terminate(), IDLE_MS).unref()
      return void idle.push(one)
    }
    one.now = first.done
    if (timeoutMs !== undefined) one.timer = setTimeout(() => end(one), timeoutMs).unref()
    one.worker.ref()
    one.worker.postMessage(first.task)
  }

  function end(one: One): void {
    one.now?.reject(new Exhausted('time'))
    one.now = undefined
    void one.worker.terminate()
  }

  function next(): void {
    const free = idle.pop()
    clearTimeout(free?.timer)
    if (free) work(free)
    else if (count < size) work(start())
  }

  return {
    ask(task) {
      const done = Promise.withResolvers<Answer>()
      waiting.push({ task, done })
      next()
      return done.promise
    },
  }
}

function settle<Answer>(done: PromiseWithResolvers<Answer>, said: Said<Answer>): void {
  if ('answer' in said) return done.resolve(said.answer)
  if ('error' in said) return done.reject(new Error(said.error))
  done.reject(new Refusal(said.refusal.code, said.refusal.status, said.refusal.details))
}

/** The thread's own side. */
export function serveTasks<Task, Answer>(work: (task: Task) => Answer | Promise<Answer>): void {
  const port = parentPort!
  port.on('message', async (task: Task) => port.postMessage(await saidOf(work, task)))
}

async function saidOf<Task, Answer>(work: (task: Task) => Answer | Promise<Answer>, task: Task): Promise<Said<Answer>> {
  try {
    return { answer: await work(task) }
  } catch (error) {
    if (!(error instanceof Refusal)) return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) } // prettier-ignore
    const { code, status, details } = error
    return { refusal: { code, status, details } }
  }
}
