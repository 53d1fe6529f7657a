/** The reports' migrations, in order. */
import type { Migration } from '#platform/db'
import { up as reports } from './0001_reports.ts'
import { up as releases } from './0002_releases.ts'

export const migrations: Migration[] = [
  { module: 'reports', name: '0001_reports', up: reports },
  { module: 'reports', name: '0002_releases', up: releases },
]
