/** What stands in columns: gathered to be shown to a person who is asked what it means. */
import { refuse } from './refusals.ts'
import type { Column } from './types.ts'

export const VALUES_SHOWN = 200
const VALUE_CHARS = 200

export type Census = {
  add(fields: readonly string[]): void
  /** The values of each column, in the order in which they came. */
  columns(): Pick<Column, 'values' | 'more'>[]
}

export function createCensus(columns: readonly number[]): Census {
  const seen = columns.map(() => new Set<string>())
  return {
    add(fields) {
      for (const [i, column] of columns.entries()) {
        const values = seen[i]!
        if (values.size <= VALUES_SHOWN && column < fields.length)
          values.add(fields[column]!.slice(0, VALUE_CHARS).trim())
      }
    },
    columns: () =>
      seen.map((values) => ({ values: [...values].slice(0, VALUES_SHOWN), more: values.size > VALUES_SHOWN })),
  }
}

/** The refusal of columns that no mapping covers, with what stands in them. */
export function unmapped(names: readonly string[], columns: readonly number[], census: Census) {
  const counted = census.columns()
  const found = columns.map((column, i) => ({ name: names[column]!, index: column + 1, ...counted[i]! }))
  const list = found.map(({ name, values, more }) => `${name}: ${values.join(' | ')}${more ? ' | …' : ''}`).join('; ')
  return refuse.mappingMissing({ columns: found, list: list === '' ? names.filter(Boolean).join(', ') : list })
}
