/** What people say of datasets, and of series of them: all that becomes public together is one text with versions. */
import { z } from 'zod'
import { Address, Contact, Description, Frequency, Prose, Slug, Title } from '../types.ts'

export const DISTRIBUTIONS_MAX = 200
const PROTOCOL_CHARS_MAX = 60

export const DISTRIBUTION_KINDS = ['table', 'file', 'service'] as const
export const DistributionKind = z.enum(DISTRIBUTION_KINDS)
export type DistributionKind = z.infer<typeof DistributionKind>

const Endpoint = z.object({
  url: Address,
  description: Address.optional().describe('what describes it: OpenAPI, WSDL, capabilities'),
  mediaType: z.string().max(200).optional().describe('what comes from there is a file of this type, and no service'),
  protocol: z.string().trim().min(1).max(PROTOCOL_CHARS_MAX).describe('HTTP, OGC:WFS, GTFS-RT…'),
})

/** What is said of one distribution; `endpoint` of a service alone. */
export const DistributionText = z.object({
  title: Title,
  description: Prose.optional(),
  endpoint: Endpoint.optional(),
})
export type DistributionText = z.infer<typeof DistributionText>

export const DistributionDraft = DistributionText.extend({ slug: Slug, kind: DistributionKind })
export type DistributionDraft = z.input<typeof DistributionDraft>

/** All that is said of a dataset. `asset`: what the city holds, that this is data of. */
export const DatasetText = z.object({
  description: Description,
  asset: Slug.describe('of the register of data assets'),
  series: Slug.optional(),
  distributions: z.record(Slug, DistributionText).default({}),
})
export type DatasetText = z.infer<typeof DatasetText>

export const SeriesText = z.object({ title: Title, description: Prose, frequency: Frequency, contact: Contact })
export type SeriesText = z.infer<typeof SeriesText>

const begun = { slug: Slug, organisation: z.uuid().describe('who publishes it') }
export const DatasetDraft = DatasetText.omit({ distributions: true }).extend(begun)
export type DatasetDraft = z.input<typeof DatasetDraft>
export const SeriesDraft = SeriesText.extend(begun)
export type SeriesDraft = z.input<typeof SeriesDraft>

/** `seen`: the version that the writer had before them. Another one since then is not written over. */
const seen = { seen: z.int().positive().describe('the version that was read') }
export const DatasetChange = DatasetText.omit({ distributions: true }).extend(seen)
export type DatasetChange = z.input<typeof DatasetChange>
export const SeriesChange = SeriesText.extend(seen)
export type SeriesChange = z.input<typeof SeriesChange>
export const DistributionChange = DistributionText.extend(seen)
export type DistributionChange = z.input<typeof DistributionChange>

/** One state of what is said, and who said it when. */
export type Said<Text> = { version: number; text: Text; at: Date; by: string; entryId: string }

/** A dataset or a series with its newest text, as it is kept. */
export type Entered = {
  id: string
  kind: 'dataset' | 'series'
  slug: string
  organisation: string
  created_at: Date
  said: Said<DatasetText | SeriesText>
}

type Entry<Kind extends 'dataset' | 'series', Text> = {
  id: string
  kind: Kind
  slug: string
  organisation: string
  createdAt: Date
  /** The newest, whether public or not. */
  said: Said<Text>
}
export type DistributionEntry = { id: string; datasetId: string; slug: string; kind: DistributionKind }
/** As those who work on it see it. */
export type DatasetEntry = Entry<'dataset', DatasetText> & { distributions: DistributionEntry[] }
export type SeriesEntry = Entry<'series', SeriesText>
