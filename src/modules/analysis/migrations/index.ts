/** The analysis' migrations, in order. */
import type { Migration } from '#platform/db'
import { up as targets } from './0001_targets.ts'

export const migrations: Migration[] = [{ module: 'analysis', name: '0001_targets', up: targets }]
