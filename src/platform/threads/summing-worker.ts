/** For tests: gives back what it was given. */
import { setTimeout } from 'node:timers/promises'
import { workerData } from 'node:worker_threads'
import { serve } from './index.ts'

const taken = [(workerData as { start: number }).start]

serve<Uint8Array>({
  async take([first = 0]) {
    if (first === 255) throw new Error('255 is no number of ours')
    // The later ones would overtake.
    await setTimeout(5 - (first % 5))
    taken.push(first)
  },
  end: () => taken,
})
