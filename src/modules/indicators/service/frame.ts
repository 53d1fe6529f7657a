/** What figures are computed with: the valid definitions, compiled over their measures, and the family of areas. */
import type { Db, Tx } from '#platform/db'
import { compileFormulas, familyOf, type Family, type Formulas } from '../formula/index.ts'
import { areas, catalogue, definitions } from '../store/index.ts'
import type { Definition } from '../types.ts'

export type Frame = { formulas: Formulas; definitions: ReadonlyMap<string, Definition>; family: Family }

/** As it was after publication `seq`. */
export async function readFrame(db: Db | Tx, seq?: number): Promise<Frame> {
  const all = await definitions.all(db, seq)
  const formulas = compileFormulas(all, await catalogue.measures(db))
  const family = familyOf(await areas.all(db, seq))
  return { formulas, family, definitions: new Map(all.map((definition) => [definition.id, definition])) }
}

/**
 * Keeps the frame until a publication changes it. Definitions, areas and measures' units change by publications alone, and
 * whoever publishes holds the publications' lock: the number of the last one that changed a frame, read under that lock,
 * tells every process whether its own is still right. Never from a transaction that publishes such a change itself: taken
 * back, its number would come again for another change.
 */
export function createFrames() {
  let kept: { framed: number; frame: Frame } | undefined
  return async function frameOf(tx: Tx, framed: number): Promise<Frame> {
    if (kept?.framed !== framed) kept = { framed, frame: await readFrame(tx) }
    return kept.frame
  }
}
