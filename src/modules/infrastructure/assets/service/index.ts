/** The verbs of the city's things. */
import { createChanges } from './changes.ts'
import { createInner, type AssetsNeeds, type Inner } from './inner.ts'
import { createViews } from './views.ts'

export function createAssets(needs: AssetsNeeds) {
  const inner: Inner = { ...needs, ...createInner(needs) }
  return { ...createChanges(inner), ...createViews(inner) }
}
export type { AssetsNeeds } from './inner.ts'
export type Assets = ReturnType<typeof createAssets>
