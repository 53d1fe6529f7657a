/** Participation's migrations, in order: those of budgets begin with 00, of eligibility with 01, proposals 02, ballots 03, counting 04. */
import type { Migration } from '#platform/db'
import { up as editions } from './0001_editions.ts'
import { up as voters } from './0100_voters.ts'
import { up as consents } from './0101_consents.ts'
import { up as proposals } from './0200_proposals.ts'
import { up as discussion } from './0201_discussion.ts'
import { up as together } from './0202_together.ts'
import { up as ballots } from './0300_ballots.ts'
import { up as counting } from './0400_counting.ts'

export const migrations: Migration[] = [
  { module: 'participation', name: '0001_editions', up: editions },
  { module: 'participation', name: '0100_voters', up: voters },
  { module: 'participation', name: '0101_consents', up: consents },
  { module: 'participation', name: '0200_proposals', up: proposals },
  { module: 'participation', name: '0201_discussion', up: discussion },
  { module: 'participation', name: '0202_together', up: together },
  { module: 'participation', name: '0300_ballots', up: ballots },
  { module: 'participation', name: '0400_counting', up: counting },
]
