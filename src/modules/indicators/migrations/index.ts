/** The indicators' migrations, in order. */
import type { Migration } from '#platform/db'
import { up as figures } from './0001_figures.ts'
import { up as checking } from './0002_checking.ts'
import { up as mappings } from './0003_mappings.ts'
import { up as areas } from './0009_areas.ts'
import { up as strategies } from './0010_strategies.ts'
import { up as fetches } from './0011_fetches.ts'
import { up as releases } from './0012_releases.ts'
import { up as saidReleases } from './0013_said_releases.ts'
import { up as sourcing } from './0014_sourcing.ts'

export const migrations: Migration[] = [
  { module: 'indicators', name: '0001_figures', up: figures },
  { module: 'indicators', name: '0002_checking', up: checking },
  { module: 'indicators', name: '0003_mappings', up: mappings },
  { module: 'indicators', name: '0009_areas', up: areas },
  { module: 'indicators', name: '0010_strategies', up: strategies },
  { module: 'indicators', name: '0011_fetches', up: fetches },
  { module: 'indicators', name: '0012_releases', up: releases },
  { module: 'indicators', name: '0013_said_releases', up: saidReleases },
  { module: 'indicators', name: '0014_sourcing', up: sourcing },
]
