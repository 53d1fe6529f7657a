/** The tests: pure ones, those on a database, and the journeys in a browser. */
import { join } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

/** Each file has a process of its own, as have programs that tests start: what one has compiled the next does not compile again. */
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled')

/** Two cores and an embedded database of about a gigabyte for each worker. */
export const WORKERS = 2

/** What touches no database comes out the same on another one: `--mode postgres` leaves it to `npm test`. */
const WITHOUT_DATABASE = [
  'src/{stats,tables,counting,words,city}/**',
  'src/verify/election/**',
  'src/modules/participation/ballots/{signer/**,form.test.ts}',
  'src/cli/{models,counting}/**',
  'src/modules/governance/{detectors,risk}/**',
  'src/modules/indicators/{reading,formula}/**',
  'src/modules/catalog/rdf/{rdf,dane-gov-pl}.test.ts',
  'src/tidy.test.ts',
  'portal/src/**',
]

export default defineConfig(({ mode }) => ({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'portal/src/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(mode === 'postgres' ? WITHOUT_DATABASE : [])],
    // Nor does how a page looks depend on it: there axe has seen them all.
    env: mode === 'postgres' ? { BARRIERS: 'seen' } : {},
    globalSetup: ['./test/embedded.ts'],
    reporters: ['default', './test/closing-line.ts'],
    maxWorkers: WORKERS,
    testTimeout: 30_000,
    hookTimeout: 180_000,
  },
}))
