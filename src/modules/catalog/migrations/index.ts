/** The catalogue's migrations, in order. */
import type { Migration } from '#platform/db'
import { up as datasets } from './0001_datasets.ts'
import { up as deliveries } from './0002_deliveries.ts'
import { up as publications } from './0003_publications.ts'
import { up as figures } from './0004_figures.ts'
import { up as rereading } from './0005_rereading.ts'
import { up as weighings } from './0006_weighings.ts'

export const migrations: Migration[] = [
  { module: 'catalog', name: '0001_datasets', up: datasets },
  { module: 'catalog', name: '0002_deliveries', up: deliveries },
  { module: 'catalog', name: '0003_publications', up: publications },
  { module: 'catalog', name: '0004_figures', up: figures },
  { module: 'catalog', name: '0005_rereading', up: rereading },
  { module: 'catalog', name: '0006_weighings', up: weighings },
]
