/** The catalogue as everybody may see it: only what is published and not taken back. */
import type { Identity } from '#identity'
import type { DatasetText, SeriesText } from '../../datasets/types.ts'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import type { Catalogue, Dataset, DatasetSeries, Distribution, Format, Publisher, Title, Version } from '../../types.ts'
import * as store from '../store.ts'
import type { Kept, PublicRow } from '../types.ts'

const TABLE_FORMATS: Format[] = ['csv', 'xlsx', 'json', 'ndjson', 'parquet']

const ASK_AGAIN_MS = 500

export function createReading(needs: Needs) {
  const { database, identity, places, governance, baseUrl, city } = needs
  const { db } = database
  let remembered: { stamp: string; whole: Promise<Catalogue> } | undefined
  const stampNow = async () => `${await store.lastSeq(db)}.${await places.stamp()}`

  async function publishers(): Promise<(id: string) => Publisher> {
    const known = new Map((await identity.organisations()).map((one) => [one.id, publisherOf(one)]))
    return (id) => known.get(id) ?? { id, names: city, kind: 'city' }
  }

  async function read(): Promise<Catalogue> {
    const [rows, publisher] = [await store.published(db), await publishers()]
    const standing = rows.filter(({ withdrawal }) => !withdrawal)
    const datasets = standing.filter(isDataset).map((row) => datasetOf(row, publisher(row.organisation)))
    const used = new Set(datasets.flatMap(({ series }) => series ?? []))
    const series = standing.filter(isSeries).filter(({ slug }) => used.has(slug))
    const named = new Set(datasets.flatMap(({ description }) => description.spatial))
    const dates = rows.flatMap(({ issued, modified }) => [issued.getTime(), modified.getTime()])
    const boxes = await places.boxes([...named])
    const own = (await identity.organisations()).find(({ kind }) => kind === 'city')
    return {
      ...{ baseUrl, homepage: `${baseUrl}/catalog`, title: needs.title, description: needs.about },
      publisher: own ? publisherOf(own) : { id: 'city', names: city, kind: 'city' },
      issued: new Date(dates.length > 0 ? Math.min(...dates) : 0),
      modified: new Date(dates.length > 0 ? Math.max(...dates) : 0),
      datasets,
      series: series.map((row) => seriesOf(row, publisher(row.organisation))),
      areas: (await places.areas())
        .filter(({ id }) => named.has(id))
        .map(({ id, names, identifiers }) => ({ id, names, identifiers, bbox: boxes.get(id) })),
    }
  }

  let asked: { at_ms: number; stamp: Promise<string> } | undefined

  return {
    /** Another text once something was published or taken back, names of areas included; looked up at most twice a second. */
    stamp(): Promise<string> {
      const now = performance.now()
      if (!asked || now - asked.at_ms > ASK_AGAIN_MS) asked = { at_ms: now, stamp: stampNow() }
      return asked.stamp
    },

    /** The whole of it, remembered until something is published or taken back. */
    async catalogue(): Promise<Catalogue> {
      const stamp = await stampNow()
      if (remembered?.stamp !== stamp) {
        const whole = read()
        remembered = { stamp, whole }
        whole.catch(() => (remembered = undefined))
      }
      return remembered.whole
    },

    /** Throws `catalog.unknown`, and `catalog.withdrawn` with when and why. */
    async dataset(slug: string): Promise<Dataset> {
      const [row] = await store.published(db, slug)
      if (!row || !isDataset(row)) throw refuse.unknown({ slug })
      if (row.withdrawal) throw refuse.withdrawn({ slug, ...row.withdrawal })
      await governance.gate.demandPublic(row.releaseId)
      return datasetOf(row, (await publishers())(row.organisation))
    },
  }
}
export type Reading = ReturnType<typeof createReading>

type Row<Text> = PublicRow & { text: Text }
const isDataset = (row: PublicRow): row is Row<DatasetText> => row.kind === 'dataset'
const isSeries = (row: PublicRow): row is Row<SeriesText> => row.kind === 'series'

const publisherOf = ({ id, names, kind }: Awaited<ReturnType<Identity['organisations']>>[number]): Publisher => ({
  id,
  names: names as Required<Title>,
  kind,
})

function datasetOf(
  { id, slug, text, issued, modified, distributions }: Row<DatasetText>,
  publisher: Publisher,
): Dataset {
  return {
    ...{ id, slug, publisher, issued, modified, description: text.description, asset: { slug: text.asset } },
    ...(text.series !== undefined && { series: text.series }),
    distributions: distributions
      .filter(
        ({ slug, kind, versions }) =>
          Object.hasOwn(text.distributions, slug) && (kind === 'service' || versions.length > 0),
      )
      .map((one) => distributionOf(one, text)),
  }
}

function distributionOf(
  { id, slug, kind, versions }: PublicRow['distributions'][number],
  text: DatasetText,
): Distribution {
  const newest = versions.findLast(({ withdrawal }) => !withdrawal)
  const { title, description, endpoint } = text.distributions[slug]!
  return {
    ...{ id, slug, kind, title, ...(description && { description }), ...(endpoint && { endpoint }) },
    format: (newest ?? versions.at(-1))?.format ?? 'file',
    formats: formatsOf(kind, versions),
    versions: versions.map(versionOf),
    ...(newest && { current: versionOf(newest) }),
  }
}

/** GeoJSON where every version that stands can be had as such: each is named in each format. */
function formatsOf(kind: Distribution['kind'], versions: readonly Kept[]): Format[] {
  if (kind === 'service') return []
  if (kind === 'file') return ['file']
  const hasPlaces = versions.every(({ hasPlaces, withdrawal }) => hasPlaces || withdrawal)
  return hasPlaces ? [...TABLE_FORMATS, 'geojson'] : TABLE_FORMATS
}

const versionOf = ({
  id,
  number,
  seq,
  publishedAt,
  rows,
  sha256,
  bytes,
  mediaType,
  note,
  withdrawal,
}: Kept): Version => ({
  ...{ id, number, seq, publishedAt, sha256, bytes, mediaType },
  ...(rows !== undefined && { rows }),
  ...(note && { note }),
  ...(withdrawal && { withdrawal }),
})

function seriesOf({ id, slug, text, issued, modified }: Row<SeriesText>, publisher: Publisher): DatasetSeries {
  return { id, slug, ...text, publisher, issued, modified }
}
