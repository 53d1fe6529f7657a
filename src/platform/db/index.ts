/** The database: PostgreSQL with PostGIS, embedded in the data folder or at `DATABASE_URL`, behind one driver and one dialect. */
export { openDatabase, READING_MS_MAX, type Database, type Db, type Tx } from './open.ts'
export { migrate, type Migration } from './migrate.ts'
export { exclusively } from './exclusive.ts'
export { isPassing } from './faults.ts'
export { gathered } from './gather.ts'
export { arrayLiteral, insertMany, type Column } from './bulk.ts'
export { loadTable, type NewTable } from './load.ts'
export { dump, fill, finishFill, prepareFill, resumeCounters, type Rows, type TableInfo } from './dump.ts'
