/** The search of the house: keeps up with what is published, whichever process published it. */
import { setImmediate } from 'node:timers/promises'
import { Engine } from './engine.ts'
import type { Answer, Entry, Question } from './types.ts'

/** Where what is published is read from. */
export type Source = {
  /** A number that grows with every change of what is public; cheap, since it is asked for before each answer. */
  seq(): Promise<number>
  /** Another text once areas are called otherwise: every entry says the names of its areas. */
  names?(): Promise<string>
  /** What changed after `seq`, in the state that it has now; without it, everything there is. `gone`: ids of what is not public any more. */
  changes(
    after?: number,
  ): Promise<{ seq: number; entries: AsyncIterable<Entry> | Iterable<Entry>; gone: readonly string[] }>
}

/** After so many, others are let in between. */
const BREATH = 100
/** Below so many, what is gone is no burden. */
const GONE_MIN = 1000

export function createSearch(source: Source) {
  let engine: Engine | undefined
  let seen = 0
  let called: string | undefined
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined

  async function fill(into: Engine, after?: number): Promise<void> {
    const { seq, entries, gone } = await source.changes(after)
    for (const id of gone) into.remove(id)
    let read = 0
    for await (const entry of entries) {
      into.put(entry)
      if (++read % BREATH === 0) await setImmediate()
    }
    engine = into
    seen = seq
  }

  async function catchUp(): Promise<void> {
    const [seq, names] = await Promise.all([source.seq(), source.names?.()])
    if (!engine || names !== called) {
      await fill(new Engine())
      called = names
      return
    }
    if (seq === seen) return
    await fill(engine, seen)
    const { alive, gone } = engine.size()
    if (gone > GONE_MIN && gone > alive) await fill(new Engine())
  }

  /** One at a time; who asks while one runs waits for the next, which sees what was public when he asked. */
  function upToDate(): Promise<void> {
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined
        return (running = catchUp())
      })
    return next
  }

  return {
    /** As of what is public when it is asked. */
    async ask(question: Question): Promise<Answer> {
      await upToDate()
      return engine!.ask(question)
    },
    /** Begins to read before anybody asks. */
    warm: upToDate,
  }
}
export type Search = ReturnType<typeof createSearch>
