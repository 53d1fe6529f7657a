/** The reports' migrations, in order. */
import type { Migration } from '#platform/db'
import { up as reports } from './0001_reports.ts'

export const migrations: Migration[] = [{ module: 'reports', name: '0001_reports', up: reports }]
