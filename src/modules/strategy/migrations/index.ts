/** The strategy's migrations, in order. */
import type { Migration } from '#platform/db'
import { up as projects } from './0001_projects.ts'
import { up as strategies } from './0002_strategies.ts'
import { up as progress } from './0003_progress.ts'
import { up as money } from './0004_money.ts'
import { up as decisions } from './0005_decisions.ts'

export const migrations: Migration[] = [
  { module: 'strategy', name: '0001_projects', up: projects },
  { module: 'strategy', name: '0002_strategies', up: strategies },
  { module: 'strategy', name: '0003_progress', up: progress },
  { module: 'strategy', name: '0004_money', up: money },
  { module: 'strategy', name: '0005_decisions', up: decisions },
]
