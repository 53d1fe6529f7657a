/** The tests: pure ones and those on a database; journeys in a browser are a project of their own. */
import { defineConfig } from 'vitest/config'

/** Two cores and an embedded database of about a gigabyte for each worker. */
export const WORKERS = 2

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['./test/embedded.ts'],
    maxWorkers: WORKERS,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
