/** What is searched, what is asked, what is found. */

export const FACETS = [
  ...(['publisher', 'theme', 'format', 'licence', 'hvd', 'frequency', 'tag', 'stars', 'area', 'series'] as const),
] as const
export type Facet = (typeof FACETS)[number]

/** One dataset as it is searched: its words, by how much they say of it, and where it belongs. */
export type Entry = {
  id: string
  title: { pl: string; en?: string; uk?: string }
  keywords: string[]
  /** Everything else that is said of it. */
  more: string[]
  facets: Record<Facet, string[]>
  modified: Date
  issued: Date
}

export const SORTS = ['relevance', 'modified', 'issued', 'title'] as const
export type Sort = (typeof SORTS)[number]

export const QUERY_CHARS_MAX = 200
export const QUERY_WORDS_MAX = 12
export const ROWS_MAX = 1000

export type Question = {
  q?: string
  /** Of several values of one facet, any; of several facets, all. */
  filters?: Partial<Record<Facet, readonly string[]>>
  /** What is said of nothing is sorted by relevance as by time. */
  sort?: Sort
  /** Oldest first, Z before A. */
  reversed?: boolean
  /** In whose order titles stand. */
  lang?: 'pl' | 'en' | 'uk'
  start?: number
  rows?: number
  facets?: readonly Facet[]
  /** So many values of each facet, those that hold most. */
  facetLimit?: number
  /** Count a facet as if nothing of it were chosen, so that a choice can be widened. */
  widening?: boolean
}

export type Count = { value: string; count: number }
export type Answer = {
  /** Of everything that was found; exact. */
  count: number
  ids: string[]
  facets: Partial<Record<Facet, Count[]>>
  /** The words that were searched for, where those asked for are found nowhere together. */
  instead?: string
}
