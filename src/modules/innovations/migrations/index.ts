/** The innovations' migrations, in order. */
import type { Migration } from '#platform/db'
import { up as register } from './0001_register.ts'
import { up as challenges } from './0002_challenges.ts'

export const migrations: Migration[] = [
  { module: 'innovations', name: '0001_register', up: register },
  { module: 'innovations', name: '0002_challenges', up: challenges },
]
