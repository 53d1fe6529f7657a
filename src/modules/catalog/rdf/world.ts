/** What descriptions lean on beside the dataset itself: addresses, areas, and how the datasets of a series follow one another. Pure. */
import type { Catalogue, Dataset, DatasetSeries } from '../types.ts'
import { addressesAt, type Addresses } from './addresses.ts'

export type Area = Catalogue['areas'][number]
export type World = {
  catalogue: Catalogue
  at: Addresses
  areas: ReadonlyMap<string, Area>
  /** What is not withdrawn, by slug. */
  datasets: ReadonlyMap<string, Dataset>
  series: ReadonlyMap<string, { about: DatasetSeries; members: Dataset[] }>
}

export function worldOf(catalogue: Catalogue): World {
  const standing = catalogue.datasets.filter(({ withdrawal }) => !withdrawal)
  const members = Map.groupBy(standing, ({ series }) => series)
  return {
    catalogue,
    at: addressesAt(catalogue.baseUrl),
    areas: new Map(catalogue.areas.map((area) => [area.id, area])),
    datasets: new Map(standing.map((dataset) => [dataset.slug, dataset])),
    series: new Map(
      catalogue.series.map((about) => [
        about.slug,
        { about, members: (members.get(about.slug) ?? []).toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)) },
      ]),
    ),
  }
}

/** By the time that a dataset is about; where it does not say, by when it was issued. */
const placeOf = ({ description: { temporal }, issued, slug }: Dataset): string =>
  `${temporal?.from ?? temporal?.to ?? issued.toISOString()} ${slug}`
