/** A thread beside this one that is given its work piece by piece and answers at its end. */
import { parentPort, Worker } from 'node:worker_threads'

export { createPool, Exhausted, serveTasks, type Limits, type Pool } from './pool.ts'

/** So many pieces are on their way before the thread is waited for. */
const UNDER_WAY_MAX = 4
/** What a piece leaves behind is thrown away the sooner; it fits into the processor's own memory. */
const YOUNG_MB = 8

export type Thread<Answer> = {
  /** A copy goes, but of what is in `lent`, which is gone here until the thread has done with it; waits where that is behind. */
  give(piece: object, lent?: ArrayBuffer[]): Promise<void>
  /** What was lent and has come back, to be used again rather than left to the collector; empty where there is none. */
  room(): ArrayBuffer
  /** Throws what the thread failed with. */
  end(): Promise<Answer>
  /** Ends it, wherever it is; nothing happens where it has answered. */
  stop(): void
}

/** `program`: a file that calls `serve`; `data`: its `workerData`. */
export function startThread<Answer>(program: URL, data: unknown): Thread<Answer> {
  const worker = new Worker(program, { workerData: data, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
  const answer = Promise.withResolvers<Answer>()
  answer.promise.catch(() => {})
  const back: ArrayBuffer[] = []
  let underWay = 0
  let room: (() => void) | undefined
  let isOver = false
  const fail = (error: Error) => {
    isOver = true
    answer.reject(error)
    room?.()
  }
  worker.on('message', (said: { answer: Answer } | { back: ArrayBuffer[] }) => {
    if ('answer' in said) return answer.resolve(said.answer)
    back.push(...said.back)
    underWay--
    room?.()
  })
  worker.once('error', fail)
  worker.once('exit', (code) => fail(new Error(`the thread ended with ${code}`)))
  return {
    room: () => back.pop() ?? new ArrayBuffer(0),
    async give(piece, lent = []) {
      if (isOver) return
      worker.postMessage({ piece, lent }, lent)
      if (++underWay < UNDER_WAY_MAX) return
      const { promise, resolve } = Promise.withResolvers<void>()
      room = resolve
      await promise
    },
    end() {
      worker.postMessage(null)
      return answer.promise
    },
    stop: () => void worker.terminate(),
  }
}

type Given<Piece> = { piece: Piece; lent: ArrayBuffer[] }

/** The thread's own side: pieces are taken one after another. */
export function serve<Piece extends object>(work: { take(piece: Piece): void | Promise<void>; end(): unknown }): void {
  const port = parentPort!
  let before = Promise.resolve()
  const next = async (given: Given<Piece> | null) => {
    if (given) {
      await work.take(given.piece)
      return port.postMessage({ back: given.lent }, given.lent)
    }
    port.postMessage({ answer: await work.end() })
    port.close()
  }
  port.on('message', (given: Given<Piece> | null) => (before = before.then(() => next(given))))
}
