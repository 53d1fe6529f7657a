/** The migrations of identity, in order. */
import type { Migration } from '#platform/db'
import { up as accounts } from './0001_accounts.ts'
import { up as organisations } from './0002_organisations.ts'
import { up as notices } from './0003_notices.ts'

export const migrations: Migration[] = [
  { module: 'identity', name: '0001_accounts', up: accounts },
  { module: 'identity', name: '0002_organisations', up: organisations },
  { module: 'identity', name: '0003_notices', up: notices },
]
