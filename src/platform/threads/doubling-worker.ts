/** A thread for the test of pools: doubles, refuses what is odd, ends itself when told to, and comes to no end with what is large. */
import { Refusal } from '#platform/errors'
import { serveTasks } from './pool.ts'

serveTasks((n: number) => {
  if (n < 0) process.exit(1)
  while (n > 1_000);
  if (n % 2 === 1) throw new Refusal('threads.odd', 422, { n })
  return n * 2
})
