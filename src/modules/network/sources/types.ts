/** What is read at the address of somebody who is no member of the network: claimed, and always shown as theirs. */
import { z } from 'zod'
import type { Failure } from '../peers/types.ts'

export const SOURCES_MAX = 500
export const SOURCE_BYTES_MAX = 20_000_000
export const CLAIMS_MAX = 10_000
/** Of one look into a catalogue. */
export const LISTED_MAX = 200

const text = (most: number) => z.string().trim().min(1).max(most)
export const SourceDraft = z.object({
  /** Who publishes it, and of which city it speaks. */
  sender: text(200),
  address: text(2_000),
  /** The city's indicator whose number in a standard it is said to have. */
  indicator: text(80),
  /** By which definition, as the sender calls it: a standard and its edition. */
  version: text(200),
  /** Of the values, where the file does not say. */
  unit: text(100),
  /** The file's word for the place, and for the measure; whatever stands there where they are not given. */
  area: text(200).optional(),
  measure: text(200).optional(),
  /** Which rows are meant, by columns that tell figures apart besides. */
  where: z.array(z.object({ column: text(200), value: z.string().trim().max(200) })).max(20),
})
export type SourceDraft = z.infer<typeof SourceDraft>

export type Source = SourceDraft & {
  id: string
  addedAt: Date
  by: string
  nextAt: Date
  goodAt?: Date
  failures: number
  failure?: Failure
  claims: number
}

export type Claim = { period: string; value: number; status: string }
/** One value for a page: whose it is, from where, and when it came. */
export type Claimed = Claim & { id: string; sender: string; address: string; version: string; unit: string; at: Date }

/** A file that a catalogue lists. */
export type Listed = { dataset: string; title: string; format: string; address: string }
/** What a look into a catalogue found: the files of so many of its pages, and whether it goes on. */
export type Catalogue = { files: Listed[]; pages: number; isMore: boolean }
