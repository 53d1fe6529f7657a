/** For tests: background work that is done when the test says so, and cancelled as the house's own is. */
import { Cancelled, type Job } from '#platform/jobs'
import { systemIds } from '#platform/ids'

type Waiting = { id: string; name: string; data: object; cancelled: AbortController; done: number; total?: number }

export function jobsByHand() {
  const handlers = new Map<string, (job: Job<never>) => Promise<unknown>>()
  const all = new Map<string, Waiting>()
  const gone = new Set<string>()
  const jobs = {
    define: (name: string, handler: (job: Job<never>) => Promise<unknown>) => void handlers.set(name, handler),
    async enqueue(_: unknown, name: string, data: object) {
      const id = systemIds.uuid()
      all.set(id, { id, name, data, cancelled: new AbortController(), done: 0 })
      return id
    },
    status: async (id: string) => ({ state: 'running', done: all.get(id)!.done, total: all.get(id)!.total ?? null }),
    cancel: async (id: string) => void gone.add(id),
  }
  /** The last that was enqueued. */
  async function run(): Promise<void> {
    const one = [...all.values()].at(-1)!
    const progress = async (done: number, total?: number) => {
      Object.assign(one, { done, total })
      if (gone.has(one.id)) one.cancelled.abort(new Cancelled())
    }
    await handlers.get(one.name)!({ id: one.id, data: one.data, signal: one.cancelled.signal, progress } as Job<never>)
  }
  return { jobs, run }
}
