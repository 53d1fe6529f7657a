/**
 * Asked at once what many ask for one by one at the same time: a question takes along those that came while it could not be
 * asked yet. Whoever comes after it was asked is answered by the next one, so that nobody gets what was so before he came.
 */
import { Refusal } from '#platform/errors'

/** So many of one kind are under way at once: one that waits holds up no other, and those that come gather. */
const UNDER_WAY_MAX = 2
const TOGETHER_MAX = 100

type Waiting<Asked, Found> = { asked: Asked; resolve: (found: Found) => void; reject: (error: unknown) => void }

/** `ask` answers each in its place. Not for what is asked within a transaction. */
export function gathered<Asked, Found>(
  ask: (all: Asked[]) => Promise<readonly Found[]>,
): (asked: Asked) => Promise<Found> {
  let waiting: Waiting<Asked, Found>[] = []
  let underWay = 0
  let isCalled = false

  function go(): void {
    isCalled = false
    while (underWay < UNDER_WAY_MAX && waiting.length > 0) {
      const together = waiting.slice(0, TOGETHER_MAX)
      waiting = waiting.slice(TOGETHER_MAX)
      underWay++
      void answer(together).finally(() => {
        underWay--
        go()
      })
    }
  }

  async function answer(together: Waiting<Asked, Found>[]): Promise<void> {
    try {
      const found = await ask(together.map(({ asked }) => asked))
      together.forEach(({ resolve }, i) => resolve(found[i]!))
    } catch (error) {
      // What is wrong with one is its own matter; a database that is away is everybody's.
      if (together.length === 1 || error instanceof Refusal) for (const { reject } of together) reject(error)
      else for (const one of together) await answer([one])
    }
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject })
      if (isCalled) return
      isCalled = true
      // After all that came in the same breath.
      setImmediate(go)
    })
}
