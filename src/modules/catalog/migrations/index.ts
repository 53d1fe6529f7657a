/** The catalogue's migrations, in order. */
import type { Migration } from '#platform/db'
import { up as datasets } from './0001_datasets.ts'

export const migrations: Migration[] = [{ module: 'catalog', name: '0001_datasets', up: datasets }]
