/** The tests: pure ones, those on a database, and the journeys in a browser. */
import { defineConfig } from 'vitest/config'

/** Two cores and an embedded database of about a gigabyte for each worker. */
export const WORKERS = 2

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'portal/src/**/*.test.ts'],
    globalSetup: ['./test/embedded.ts'],
    reporters: ['default', './test/closing-line.ts'],
    maxWorkers: WORKERS,
    testTimeout: 30_000,
    hookTimeout: 180_000,
  },
})
