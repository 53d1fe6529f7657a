/** The network's migrations, in order. */
import type { Migration } from '#platform/db'
import { up as keys } from './0001_keys.ts'

export const migrations: Migration[] = [{ module: 'network', name: '0001_keys', up: keys }]
