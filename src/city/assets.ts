/** The assets of a pack, each with the acts that it names. */
import type { AssetDraft } from '#governance'
import type { City } from './types.ts'

export function assetsOf({ acts, assets }: Pick<City, 'acts' | 'assets'>): AssetDraft[] {
  const byId = new Map(acts.map((act) => [act.id, act]))
  return assets.map(({ legalBasis, ...asset }) => ({
    ...asset,
    legalBasis: legalBasis.map(({ act, article }) => {
      const { name, url } = byId.get(act)!
      return { act: name, article, url }
    }),
  }))
}
