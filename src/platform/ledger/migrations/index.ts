/** The ledger's tables, in order. */
import type { Migration } from '#platform/db'
import * as log from './0001_log.ts'

export const migrations: Migration[] = [{ module: 'ledger', name: '0001_log', up: log.up }]
