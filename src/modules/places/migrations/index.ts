/** The places' migrations, in order. */
import type { Migration } from '#platform/db'
import { up as areas } from './0001_areas.ts'
import { up as releases } from './0002_releases.ts'
import { up as areaReleases } from './0003_area_releases.ts'

export const migrations: Migration[] = [
  { module: 'places', name: '0001_areas', up: areas },
  { module: 'places', name: '0002_releases', up: releases },
  { module: 'places', name: '0003_area_releases', up: areaReleases },
]
