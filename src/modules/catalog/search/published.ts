/** What is published, as the search follows it. */
import type { Db } from '#platform/db'
import type { Reading } from '../versions/service/reading.ts'
import type { Places } from '#places'
import * as store from '../versions/store.ts'
import { entryOf } from './entry.ts'
import type { Source } from './following.ts'

export function publishedSource(
  db: Db,
  { catalogue }: Pick<Reading, 'catalogue'>,
  places: Pick<Places, 'stamp'>,
): Source {
  return {
    seq: () => store.lastSeq(db),
    names: places.stamp,
    async changes(after) {
      const seq = await store.lastSeq(db)
      const changed = after === undefined ? undefined : new Set(await store.changedSince(db, after))
      const { datasets, areas } = await catalogue()
      const names = new Map(areas.map(({ id, names }) => [id, names]))
      const standing = changed ? datasets.filter(({ id }) => changed.delete(id)) : datasets
      const entries = standing.map((one) =>
        entryOf(
          one,
          one.description.spatial.flatMap((id) => names.get(id) ?? []),
        ),
      )
      return { seq, entries, gone: [...(changed ?? [])] }
    },
  }
}
