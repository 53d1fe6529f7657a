/** What is published, as the module itself keeps it. */
import { z } from 'zod'
import type { DatasetText, DistributionEntry, SeriesText } from '../datasets/types.ts'
import { Title, type Format } from '../types.ts'

export const REASON_CHARS_MAX = 2_000

/** Why something is taken back; everybody reads it. */
export const Reason = z.string().trim().min(1).max(REASON_CHARS_MAX)
export const PublicationDraft = z.object({
  note: Title.optional().describe('what changed, for people'),
  original: z
    .boolean()
    .default(false)
    .describe('the file itself is public too, bit for bit; only where nothing was treated'),
})
export type PublicationDraft = z.input<typeof PublicationDraft>

export type PublicationKind = 'description' | 'version' | 'withdrawal'
/** One thing that became public or was taken back, in the order of the catalogue. */
export type Publication = {
  seq: number
  kind: PublicationKind
  datasetId: string
  distributionId?: string
  descriptionVersion?: number
  versionNumber?: number
  releaseId?: string
  reason?: string
  at: Date
  by: string
  entryId: string
}

/** A version as it is kept: which delivery it is, by which release it is public. */
export type Kept = {
  id: string
  distributionId: string
  number: number
  seq: number
  releaseId: string
  deliveryId: string
  rows?: number
  sha256: string
  bytes: number
  mediaType: string
  format: Format
  fileName: string
  original: boolean
  /** Its rows have a geometry, or a latitude and a longitude. */
  hasPlaces?: boolean
  note?: Title
  publishedAt: Date
  withdrawal?: { at: Date; reason: string }
}

/** A dataset or series of which something is or was public. */
export type PublicRow = {
  id: string
  kind: 'dataset' | 'series'
  slug: string
  organisation: string
  text: DatasetText | SeriesText
  releaseId: string
  issued: Date
  modified: Date
  withdrawal?: { at: Date; reason: string }
  distributions: (DistributionEntry & { versions: Kept[] })[]
}
