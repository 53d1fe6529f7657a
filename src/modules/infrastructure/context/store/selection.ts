/** Which types and scopes are asked for, as SQL. */
import { sql, type RawBuilder } from 'kysely'
import { namesIn, scopePattern, type Selection } from '../q/selection.ts'

function condition(selection: Selection, test: (name: string) => RawBuilder<boolean>): RawBuilder<boolean> {
  if (typeof selection === 'string') return test(selection)
  const parts = ('all' in selection ? selection.all : selection.any).map((one) => condition(one, test))
  return sql<boolean>`(${sql.join(parts, 'all' in selection ? sql` and ` : sql` or `)})`
}

/** One question to the index where any of several will do. */
export function typesCondition(selection: Selection): RawBuilder<boolean> {
  const names = namesIn(selection)
  const isFlat = typeof selection === 'string' || ('any' in selection && names.length === selection.any.length)
  if (isFlat) return sql<boolean>`types && ${names}::text[]`
  return condition(selection, (name) => sql<boolean>`types @> array[${name}]::text[]`)
}

export const scopesCondition = (selection: Selection): RawBuilder<boolean> =>
  condition(selection, (name) =>
    /[+#]/.test(name)
      ? sql<boolean>`exists (select from unnest(scopes) s where s ~ ${scopePattern(name).source})`
      : sql<boolean>`scopes @> array[${name}]::text[]`,
  )
