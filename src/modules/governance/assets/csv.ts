/** The register as CSV, with the words of one language. */
import { writeCsv } from '#tables'
import type { Lang } from '#words'
import type { Asset } from './types.ts'

const COLUMNS = [
  ...(['slug', 'name', 'description', 'purpose', 'holder', 'steward', 'legal_basis'] as const),
  ...(['security_class', 'openness', 'reason', 'version', 'changed'] as const),
]

export function assetsCsv(assets: readonly Asset[], lang: Lang): string {
  const rows = assets.map(({ slug, names, descriptions, purposes, holder, steward, legalBasis, ...asset }) => [
    ...[slug, names[lang], descriptions[lang], purposes[lang], holder[lang], steward],
    legalBasis.map(({ act, article }) => `${act}, ${article}`).join('; '),
    ...[asset.securityClass, asset.openness.state, asset.openness.reason[lang]],
    ...[asset.version, asset.at.toISOString().slice(0, 10)],
  ])
  return [...writeCsv(COLUMNS, rows, { mark: true })].join('')
}
