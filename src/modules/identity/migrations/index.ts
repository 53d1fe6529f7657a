/** The migrations of identity, in order. */
import type { Migration } from '#platform/db'
import { up as accounts } from './0001_accounts.ts'
import { up as organisations } from './0002_organisations.ts'
import { up as links } from './0004_links.ts'
import { up as family } from './0005_family.ts'
import { up as passkeys } from './0006_passkeys.ts'
import { up as outside } from './0007_outside.ts'
import { up as notices } from './0003_notices.ts'

export const migrations: Migration[] = [
  { module: 'identity', name: '0001_accounts', up: accounts },
  { module: 'identity', name: '0002_organisations', up: organisations },
  { module: 'identity', name: '0003_notices', up: notices },
  { module: 'identity', name: '0004_links', up: links },
  { module: 'identity', name: '0005_family', up: family },
  { module: 'identity', name: '0006_passkeys', up: passkeys },
  { module: 'identity', name: '0007_outside', up: outside },
]
