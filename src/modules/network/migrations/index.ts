/** The network's migrations, in order. */
import type { Migration } from '#platform/db'
import { up as keys } from './0001_keys.ts'
import { up as statements } from './0002_statements.ts'
import { up as ties } from './0006_ties.ts'
import { up as enquiries } from './0007_enquiries.ts'
import { up as federation } from './0003_federation.ts'

export const migrations: Migration[] = [
  { module: 'network', name: '0001_keys', up: keys },
  { module: 'network', name: '0002_statements', up: statements },
  { module: 'network', name: '0006_ties', up: ties },
  { module: 'network', name: '0007_enquiries', up: enquiries },
  { module: 'network', name: '0003_federation', up: federation },
]
