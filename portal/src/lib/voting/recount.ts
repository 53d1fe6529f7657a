/** Starts a recount beside the page, and ends it when it is no longer wanted. */
import type { Asked, Told } from './recount-worker.ts'

export type Recount = { stop(): void }

export function startRecount(asked: Asked, hear: (told: Told) => void): Recount {
  const worker = new Worker(new URL('./recount-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    hear(data)
    if (!('lines' in data)) worker.terminate()
  })
  worker.addEventListener('error', () => hear({ failed: true }))
  worker.postMessage(asked)
  return { stop: () => worker.terminate() }
}
