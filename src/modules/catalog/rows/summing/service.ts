/** The verbs of summing up: what charts and maps show of a published table. */
import type { Database } from '#platform/db'
import type { PublicTable } from '../service.ts'
import type { Table } from '../store.ts'
import * as charts from './store/charts.ts'
import * as maps from './store/maps.ts'
import * as types from './types.ts'

/** All throw what is wrong with the question, `catalog.tooSlow`, and `catalog.unknown` where the table was taken back. */
export const createSums = (database: Database, tableOf: (found: PublicTable) => Promise<Table>) => ({
  /** Groups of a column and what the rows of each come to. */
  groups: async (found: PublicTable, asked: types.Grouping) =>
    charts.groups(database, await tableOf(found), types.Grouping.parse(asked)),
  /** How a number is spread. */
  bins: async (found: PublicTable, asked: types.Spread) =>
    charts.bins(database, await tableOf(found), types.Spread.parse(asked)),
  /** Two numbers of each row. */
  pairs: async (found: PublicTable, asked: types.Pairing) =>
    charts.pairs(database, await tableOf(found), types.Pairing.parse(asked)),
  /** Where the rows are. */
  mapped: async (found: PublicTable, asked: types.Mapping) =>
    maps.mapped(database, await tableOf(found), types.Mapping.parse(asked)),
  /** What lies in each outline. */
  within: async (found: PublicTable, asked: types.Within) =>
    maps.within(database, await tableOf(found), types.Within.parse(asked)),
})
