/** Server-sent events in a page: what came, and whether it still comes. */
import { onMount } from 'svelte'
import type { Thing } from './things.ts'

/** Two beats missed. */
const SILENT_MS = 40_000
/** What cannot be changed in place is read again, no more often than this. */
const AGAIN_MS = 10_000

export type News = { things: Thing[]; gone?: string[]; more?: boolean }
type Needs = {
  /** What to listen to; another address is another stream. */
  address(): string
  heard(news: News): void
}

export class Stream {
  /** `still`: without a script, or not yet. */
  state = $state<'still' | 'live' | 'lost'>('still')
  /** When something was heard last. */
  at = $state<string>()
  #heardAt = 0

  constructor({ address, heard }: Needs) {
    $effect(() => {
      const source = new EventSource(address())
      const listen = ({ data }: MessageEvent<string>) => {
        const news = JSON.parse(data) as News & { at: string }
        this.#hear(news.at)
        if (news.things) heard(news)
      }
      for (const name of ['state', 'change', 'beat']) source.addEventListener(name, listen)
      source.onopen = () => this.#hear()
      source.onerror = () => (this.state = 'lost')
      return () => source.close()
    })
    onMount(() => {
      const timer = setInterval(() => {
        if (this.state === 'live' && performance.now() - this.#heardAt > SILENT_MS) this.state = 'lost'
      }, 5_000)
      return () => clearInterval(timer)
    })
  }

  #hear(at?: string): void {
    this.state = 'live'
    if (at) this.at = at
    this.#heardAt = performance.now()
  }
}

/** Reads again, soon and not too often. */
export function calmly(read: () => Promise<unknown>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let readAt = -Infinity
  return () => {
    timer ??= setTimeout(
      async () => {
        await read().catch(() => {})
        readAt = performance.now()
        timer = undefined
      },
      Math.max(1_000, readAt + AGAIN_MS - performance.now()),
    )
  }
}
