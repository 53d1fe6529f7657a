/** The analysis' migrations, in order. */
import type { Migration } from '#platform/db'
import { up as targets } from './0001_targets.ts'
import { up as releases } from './0002_releases.ts'

export const migrations: Migration[] = [
  { module: 'analysis', name: '0001_targets', up: targets },
  { module: 'analysis', name: '0002_releases', up: releases },
]
