/** The strategy's migrations, in order. */
import type { Migration } from '#platform/db'
import { up as projects } from './0001_projects.ts'

export const migrations: Migration[] = [{ module: 'strategy', name: '0001_projects', up: projects }]
