/** Entities that are read and changed one by one, each by itself, in as few statements as there are moments. */
import { gathered, type Db } from '#platform/db'
import * as store from '../store/entities.ts'
import type { Entity } from '../types.ts'

/** Decided on subscriptions of this stamp. */
type Stamped = { stamp: number }
export type Alone = ReturnType<typeof createAlone>

export function createAlone(db: Db) {
  return {
    find: gathered((ids: string[]) => store.find(db, ids)),

    /** False where it is there, or was decided on other subscriptions than there are. */
    add: gathered(async (drafts: ({ entity: Entity; byAll: boolean } & Stamped)[]) => {
      const add = (byAll: boolean) => async (stamp: number, all: typeof drafts) => {
        const entities = all.filter((one) => one.byAll === byAll).map(({ entity }) => entity)
        return store.add(db, entities, byAll, stamp)
      }
      return together(drafts, ({ entity }) => entity.id, async (...all) => (await add(true)(...all)).union(await add(false)(...all))) // prettier-ignore
    }),

    /** False where the entity or the subscriptions are others than it was decided on, or somebody else changes it just now. */
    patch: gathered((changes: ({ patch: store.Patch; version: string } & Stamped)[]) =>
      together(
        changes,
        ({ patch }) => patch.id,
        (stamp, all) =>
          store.patch(
            db,
            all.map(({ patch }) => patch),
            { stamp, versions: all.map(({ version }) => version) },
          ),
      ),
    ),
  }
}

/** Of those that are about one thing only the first takes part, and only what was decided on the newest subscriptions. */
async function together<One extends Stamped>(
  all: readonly One[],
  idOf: (one: One) => string,
  run: (stamp: number, all: One[]) => Promise<Set<string>>,
): Promise<boolean[]> {
  const stamp = Math.max(...all.map((one) => one.stamp))
  const first = new Map<string, One>()
  for (const one of all) if (one.stamp === stamp && !first.has(idOf(one))) first.set(idOf(one), one)
  const done = await run(stamp, [...first.values()])
  return all.map((one) => first.get(idOf(one)) === one && done.has(idOf(one)))
}
