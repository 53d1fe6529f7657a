/** What is drawn of a table that nobody asked anything of yet must be a number that means something. */
import { expect, test } from 'vitest'
import type { PublicTable } from '#catalog'
import { columnsOf, firstChart, firstNumber } from './columns.ts'

/** Of so many rows; how many different values each column has. */
const tableOf = (rows: number, distinct: Record<string, number>) => {
  const columns = Object.keys(distinct).map((name) => ({ name, type: name === 'value' ? 'number' : 'string' }))
  const statistics = columns.map(({ name }) => ({ name, count: rows, distinct: distinct[name]! }))
  return { content: { columns, statistics, dictionary: { fields: [] } } } as unknown as PublicTable
}

test('the number of each area is drawn where an area has one row', () => {
  const table = tableOf(27, { area: 27, value: 26 })
  expect(firstNumber(table, columnsOf(table, 'en'), 'area')?.id).toBe('value')
})

test('figures of many things, a row for each, are not added up over their areas', () => {
  const table = tableOf(2_000, { area: 66, indicator: 33, value: 1_500 })
  expect(firstNumber(table, columnsOf(table, 'en'), 'area')).toBeUndefined()
  expect(firstChart(table)).toMatchObject({ how: 'count' })
})
