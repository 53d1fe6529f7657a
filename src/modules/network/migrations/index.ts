/** The network's migrations, in order. */
import type { Migration } from '#platform/db'
import { up as keys } from './0001_keys.ts'
import { up as statements } from './0002_statements.ts'
import { up as peers } from './0003_peers.ts'
import { up as received } from './0004_received.ts'

export const migrations: Migration[] = [
  { module: 'network', name: '0001_keys', up: keys },
  { module: 'network', name: '0002_statements', up: statements },
  { module: 'network', name: '0003_peers', up: peers },
  { module: 'network', name: '0004_received', up: received },
]
