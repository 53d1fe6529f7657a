/** What may be said of an asset. Pure. */
import { refusals } from '#platform/errors'
import type { Asset, AssetDraft } from './types.ts'

export const refuse = refusals('governance', {
  unknownAsset: 404,
  assetExists: 409,
  assetConflict: 409,
  assetEnded: 409,
  assetUnchanged: 422,
  assetOpenness: 422,
})

/** Personal data are not open as they are; a register of them is open in part at most. Throws `governance.assetOpenness`. */
export function demandConsistent({ slug, securityClass, openness }: AssetDraft): void {
  if (openness.state === 'open' && securityClass !== 'public') throw refuse.assetOpenness({ slug, securityClass })
}

/** The next version of what the person saw. Throws `governance.assetConflict`, `governance.assetEnded`. */
export function nextVersion({ slug, version, ended }: Asset, expected: number): number {
  if (expected !== version) throw refuse.assetConflict({ slug, expected, version })
  if (ended) throw refuse.assetEnded({ slug })
  return version + 1
}

const KEYS = [
  ...(['slug', 'names', 'descriptions', 'purposes', 'organisationId', 'holder', 'steward', 'stewardId'] as const),
  ...(['legalBasis', 'securityClass', 'openness'] as const),
]

/** Only what a person says of it, always in the same order. */
export const draftOf = (asset: AssetDraft): AssetDraft =>
  Object.fromEntries(KEYS.flatMap((key) => (asset[key] === undefined ? [] : [[key, asset[key]]]))) as AssetDraft

/** Do both say the same? */
export const sameDraft = (a: AssetDraft, b: AssetDraft): boolean => sorted(draftOf(a)) === sorted(draftOf(b))

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
