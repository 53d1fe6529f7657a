/** The tests: pure ones, those on a database, and the journeys in a browser. */
import { join } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

/** Each file on a database has a process of its own, as have programs that tests start: what one has compiled the next does not compile again. */
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled')

/** Two cores and an embedded database of about a gigabyte for each worker. */
export const WORKERS = 2

const TESTS = ['src/**/*.test.ts', 'test/**/*.test.ts', 'portal/src/**/*.test.ts']

/** What touches no database and keeps nothing between files. */
const PURE = [
  'src/{stats,tables,counting,words}/**/*.test.ts',
  'src/city/**/!(live|society).test.ts',
  'src/verify/election/**/*.test.ts',
  'src/modules/participation/ballots/{signer/**/*.test.ts,form.test.ts}',
  'src/cli/{models,counting}/**/*.test.ts',
  'src/modules/governance/{detectors,risk}/**/*.test.ts',
  'src/modules/indicators/{reading,formula}/**/*.test.ts',
  'src/modules/catalog/rdf/{rdf,dane-gov-pl}.test.ts',
  'src/modules/network/sources/catalogues/*.test.ts',
  'src/modules/!(participation)/**/rules.test.ts',
  'src/modules/**/rules/**/*.test.ts',
  'src/modules/indicators/{comparison,periods,standards}.test.ts',
  'src/modules/indicators/{mappings/assistant,service}/**/{assistant,findable}.test.ts',
  'src/modules/catalog/{search/search,rows/counts,ckan/sql/check}.test.ts',
  'src/modules/infrastructure/savings/reading/reading.test.ts',
  'src/modules/infrastructure/telemetry/devices/{mapping,commits}.test.ts',
  'src/modules/network/{map/map,exchange/evidence}.test.ts',
  'src/platform/{copy,ical,integrity,text}/*.test.ts',
  'src/platform/ledger/{canonical,leaf,merkle,notes,tiles}.test.ts',
  'src/tidy.test.ts',
  'portal/src/**/*.test.ts',
]

/** A process for all of its files: most of their time would be the loading of modules. */
const pure = { extends: true as const, test: { name: 'pure', include: PURE, isolate: false } }

const database = (mode: string) => ({
  extends: true as const,
  test: {
    name: 'database',
    include: TESTS,
    exclude: [...configDefaults.exclude, ...PURE],
    // How a page looks does not depend on the database: on the embedded one axe has seen them all.
    env: mode === 'postgres' ? { BARRIERS: 'seen' } : {},
    globalSetup: ['./test/embedded.ts'],
  },
})

export default defineConfig(({ mode }) => ({
  test: {
    // What touches no database comes out the same on another one: `--mode postgres` leaves it to `npm test`.
    projects: mode === 'postgres' ? [database(mode)] : [pure, database(mode)],
    reporters: ['default', './test/closing-line.ts'],
    maxWorkers: WORKERS,
    testTimeout: 30_000,
    hookTimeout: 180_000,
  },
}))
