/** Good practices travel: what this city signs of its own, what it takes in of others, and what it adopts. */
import type { Keys } from '../keys/service.ts'
import type { Needs } from '../needs.ts'
import type { Peers } from '../peers/service.ts'
import { createAdopting } from './adopting.ts'
import { createIssuing } from './issuing.ts'
import { createReading } from './reading.ts'
import { createTaking } from './taking.ts'

export type Exchange = ReturnType<typeof createExchange>

export function createExchange(
  needs: Needs,
  keys: Pick<Keys, 'did' | 'host' | 'sign' | 'list'>,
  peers: Pick<Peers, 'believed' | 'demandRoom' | 'spend' | 'isAccepted' | 'list'> & {
    outside: Pick<Peers['outside'], 'json'>
  },
) {
  // prettier-ignore
  const issuing = createIssuing(needs, keys)
  const taking = createTaking(needs, peers)
  const reading = createReading(needs, peers, issuing, keys.host)
  return { ...{ issuing, taking, host: keys.host }, ...reading, ...createAdopting(needs, reading) }
}
