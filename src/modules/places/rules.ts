/** What may be said of areas. Pure. */
import { refusals } from '#platform/errors'
import { words } from '#words'
import type { Area, AreaDraft } from './types.ts'

export const refuse = refusals('places', { unknown: 404, unknownParent: 422, cycle: 422, invalidOutline: 422 })

/** Parents before children; `known` says whose part each known area is. Throws `places.cycle` and `places.unknownParent`. */
export function inOrder(drafts: AreaDraft[], known: ReadonlyMap<string, string | undefined>): AreaDraft[] {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]))
  const ordered = new Map<string, AreaDraft>()
  const wholeOf = (id: string) => (byId.get(id) ?? { parent: known.get(id) }).parent
  for (const { id } of drafts) {
    const path = [id]
    for (let whole = wholeOf(id); whole !== undefined; whole = wholeOf(whole)) {
      if (path.includes(whole)) throw refuse.cycle({ path: [...path, whole].join(' → ') })
      path.push(whole)
    }
  }
  const visit = (draft: AreaDraft): void => {
    if (ordered.has(draft.id)) return
    const parent = draft.parent === undefined ? undefined : byId.get(draft.parent)
    if (parent) visit(parent)
    else if (draft.parent !== undefined && !known.has(draft.parent))
      throw refuse.unknownParent({ id: draft.id, parent: draft.parent })
    ordered.set(draft.id, draft)
  }
  for (const draft of drafts) visit(draft)
  return [...ordered.values()]
}

/** What is said of an area in words; its outline is none. */
export const saidOf = ({ outline, ...area }: AreaDraft) => ({ ...area, ...(outline && { source: outline.source }) })

const NAMELESS: Area['names'] = {
  pl: words.pl.t('places.nameWithdrawn'),
  en: words.en.t('places.nameWithdrawn'),
  uk: words.uk.t('places.nameWithdrawn'),
}
type Words = Pick<Area, 'names'> & Partial<Pick<Area, 'note' | 'breaks' | 'approximate'>>

/** As everybody sees it: of what was taken back no word stays, but when its series break, which sums count on. */
export function shown<Said extends Words>(said: Said, isGone: boolean): Said & Pick<Area, 'isNameWithdrawn'> {
  if (!isGone) return said
  const breaks = said.breaks?.map(({ period, source }) => ({ period, source, note: NAMELESS }))
  return { ...said, names: NAMELESS, note: undefined, ...(breaks && { breaks }), isNameWithdrawn: true }
}

/** Are the words that were taken back brought again? Under another spelling of the rest a name is the same. */
export const isSameName = (one: Area['names'], other: Area['names']): boolean =>
  one.pl === other.pl || one.en === other.en || one.uk === other.uk
