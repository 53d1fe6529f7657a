/** What may be said of areas. Pure. */
import { refusals } from '#platform/errors'
import type { AreaDraft } from './types.ts'

export const refuse = refusals('places', { unknown: 404, unknownParent: 422, cycle: 422, invalidOutline: 422 })

/** Parents before children. Throws `places.cycle` and `places.unknownParent`. */
export function inOrder(drafts: AreaDraft[], known: ReadonlySet<string>): AreaDraft[] {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]))
  const ordered = new Map<string, AreaDraft>()
  const visit = (draft: AreaDraft, path: string[]): void => {
    if (ordered.has(draft.id)) return
    if (path.includes(draft.id)) throw refuse.cycle({ path: [...path, draft.id].join(' → ') })
    const parent = draft.parent === undefined ? undefined : byId.get(draft.parent)
    if (parent) visit(parent, [...path, draft.id])
    else if (draft.parent !== undefined && !known.has(draft.parent))
      throw refuse.unknownParent({ id: draft.id, parent: draft.parent })
    ordered.set(draft.id, draft)
  }
  for (const draft of drafts) visit(draft, [])
  return [...ordered.values()]
}
