/** What of all that matches may be seen, as SQL. */
import { sql, type RawBuilder } from 'kysely'
import type { Access, Reach } from '../access.ts'
import type { Level } from '../types.ts'

/** `asked` are attributes that the question looks at: what is hidden must not answer either. */
export function visibleCondition(access: Access, asked: readonly string[] = []): RawBuilder<boolean> {
  const { policies, read, personal } = access
  if (read.all && personal.all) return sql<boolean>`true`
  const withLevel = (level: Level) => [...policies.types].filter(([, one]) => one === level).map(([type]) => type)
  const [open, closed] = [withLevel('public'), withLevel('personal')]
  const owned = ({ all, organisations }: Reach) =>
    all ? sql<boolean>`true` : sql<boolean>`owner = any(${organisations}::uuid[])`
  const plain = sql<boolean>`(types <@ ${open}::text[] or (${owned(read)} and not types && ${closed}::text[])
    or ${owned(personal)})`
  const levels = [...policies.attributes].flatMap(([type, levels]) =>
    asked.flatMap((attribute) => {
      const level = levels.get(attribute)
      if (level === undefined || level === 'public') return []
      return [sql<boolean>`(not types @> array[${type}]::text[] or ${owned(level === 'internal' ? read : personal)})`]
    }),
  )
  return sql<boolean>`(${sql.join([plain, ...levels], sql` and `)})`
}
