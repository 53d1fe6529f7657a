/** The migrations of governance, in order. */
import type { Migration } from '#platform/db'
import { up as assets } from './0001_assets.ts'
import { up as gate } from './0002_gate.ts'

export const migrations: Migration[] = [
  { module: 'governance', name: '0001_assets', up: assets },
  { module: 'governance', name: '0002_gate', up: gate },
]
