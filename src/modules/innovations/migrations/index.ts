/** The innovations' migrations, in order. */
import type { Migration } from '#platform/db'
import { up as register } from './0001_register.ts'
import { up as challenges } from './0002_challenges.ts'
import { up as pilots } from './0005_pilots.ts'
import { up as cards } from './0006_cards.ts'

export const migrations: Migration[] = [
  { module: 'innovations', name: '0001_register', up: register },
  { module: 'innovations', name: '0002_challenges', up: challenges },
  { module: 'innovations', name: '0005_pilots', up: pilots },
  { module: 'innovations', name: '0006_cards', up: cards },
]
