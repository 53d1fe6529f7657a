/** Participation's migrations, in order: those of budgets begin with 00, of eligibility with 01, proposals 02, ballots 03, counting 04. */
import type { Migration } from '#platform/db'
import { up as editions } from './0001_editions.ts'

export const migrations: Migration[] = [{ module: 'participation', name: '0001_editions', up: editions }]
