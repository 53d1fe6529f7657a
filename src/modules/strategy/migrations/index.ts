/** The strategy's migrations, in order. */
import type { Migration } from '#platform/db'

export const migrations: Migration[] = []
