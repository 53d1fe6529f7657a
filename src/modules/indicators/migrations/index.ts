/** The indicators' migrations, in order. */
import type { Migration } from '#platform/db'
import { up as figures } from './0001_figures.ts'

export const migrations: Migration[] = [{ module: 'indicators', name: '0001_figures', up: figures }]
