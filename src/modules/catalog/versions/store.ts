/** The tables of what is published, and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { DatasetText, DistributionEntry, SeriesText } from '../datasets/types.ts'
import type { Format, Title } from '../types.ts'
import type { Kept, Publication, PublicRow } from './types.ts'

type Tables = {
  catalog_datasets: {
    id: string
    kind: 'dataset' | 'series'
    slug: string
    organisation_id: string
    described_seq: number | null
    withdrawn_seq: number | null
  }
  catalog_distributions: { id: string; dataset_id: string; slug: string; kind: DistributionEntry['kind'] }
  catalog_descriptions: { dataset_id: string; version: number; details: unknown }
  catalog_publications: {
    seq: number
    kind: Publication['kind']
    dataset_id: string
    distribution_id: string | null
    description_version: number | null
    version_number: number | null
    release_id: string | null
    reason: string | null
    at: Date
    by: string
    entry_id: string
  }
  catalog_versions: {
    id: string
    distribution_id: string
    number: number
    seq: number
    release_id: string
    delivery_id: string
    content: unknown
    rows: number | null
    sha256: string
    bytes: number
    media_type: string
    format: Format
    file_name: string
    original: boolean
    note: Title | null
    withdrawn_seq: number | null
  }
}

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = <T>(value: T): RawBuilder<T> => sql`${JSON.stringify(value)}::jsonb`
/** One publication at a time, so that each knows its place. */
const LOCK = 8_131_981

/** The place of the next publication, which nobody else takes until the transaction ends. */
export async function nextSeq(tx: Tx): Promise<number> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
  return (await lastSeq(tx)) + 1
}

export async function lastSeq(db: Db | Tx): Promise<number> {
  const { seq } = await tables(db)
    .selectFrom('catalog_publications')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .executeTakeFirstOrThrow()
  return seq ?? 0
}

/** The datasets and series of which something became public, or was taken back, after that place. */
export async function changedSince(db: Db, seq: number): Promise<string[]> {
  const query = tables(db).selectFrom('catalog_publications').select('dataset_id').distinct().where('seq', '>', seq)
  return (await query.execute()).map(({ dataset_id }) => dataset_id)
}

export async function add(tx: Tx, publication: Publication): Promise<void> {
  const { seq, kind, datasetId, at, by, entryId } = publication
  await tables(tx)
    .insertInto('catalog_publications')
    .values({
      ...{ seq, kind, dataset_id: datasetId, at, by, entry_id: entryId },
      distribution_id: publication.distributionId ?? null,
      description_version: publication.descriptionVersion ?? null,
      version_number: publication.versionNumber ?? null,
      release_id: publication.releaseId ?? null,
      reason: publication.reason ?? null,
    })
    .execute()
}

export async function setDescribed(tx: Tx, datasetId: string, seq: number): Promise<void> {
  await tables(tx)
    .updateTable('catalog_datasets')
    .set({ described_seq: seq, withdrawn_seq: null })
    .where('id', '=', datasetId)
    .execute()
}

/** What is public of it: the version of its description, and whether it was taken back since. */
export async function standing(db: Db | Tx, datasetId: string) {
  const row = await tables(db)
    .selectFrom('catalog_datasets as d')
    .leftJoin('catalog_publications as p', 'p.seq', 'd.described_seq')
    .select(['p.description_version as described', 'd.withdrawn_seq'])
    .where('d.id', '=', datasetId)
    .executeTakeFirst()
  return { described: row?.described ?? undefined, isWithdrawn: (row?.withdrawn_seq ?? null) !== null }
}

const selectDatasets = (db: Db | Tx) =>
  tables(db)
    .selectFrom('catalog_datasets as d')
    .innerJoin('catalog_publications as p', 'p.seq', 'd.described_seq')
    .innerJoin('catalog_descriptions as t', (join) =>
      join.onRef('t.dataset_id', '=', 'd.id').onRef('t.version', '=', 'p.description_version'),
    )
    .leftJoin('catalog_publications as w', 'w.seq', 'd.withdrawn_seq')
    .select(['d.id', 'd.kind', 'd.slug', 'd.organisation_id as organisation', 't.details as text'])
    .select(['p.release_id', 'w.at as withdrawn_at', 'w.reason'])
    .select(({ selectFrom }) => [
      selectFrom('catalog_publications as all')
        .select(({ fn }) => fn.min('all.at').as('at'))
        .whereRef('all.dataset_id', '=', 'd.id')
        .as('issued'),
      selectFrom('catalog_publications as all')
        .select(({ fn }) => fn.max('all.at').as('at'))
        .whereRef('all.dataset_id', '=', 'd.id')
        .as('modified'),
    ])

const selectVersions = (db: Db | Tx) =>
  tables(db)
    .selectFrom('catalog_versions as v')
    .innerJoin('catalog_publications as p', 'p.seq', 'v.seq')
    .leftJoin('catalog_publications as w', 'w.seq', 'v.withdrawn_seq')
    .select(['v.id', 'v.distribution_id as distributionId', 'v.number', 'v.seq', 'v.release_id as releaseId'])
    .select(['v.delivery_id as deliveryId', 'v.rows', 'v.sha256', 'v.bytes', 'v.media_type as mediaType'])
    .select(['v.format', 'v.file_name as fileName', 'v.original', 'v.note', 'p.at as publishedAt'])
    .select(['w.at as withdrawn_at', 'w.reason'])
    .select(
      sql<boolean>`coalesce(${has('geojson')} or (${has('latitude')} and ${has('longitude')}), false)`.as('hasPlaces'),
    )

const has = (type: string): RawBuilder<boolean> =>
  sql`v.content @? ${sql.lit(`$.columns[*] ? (@.type == "${type}")`)}::jsonpath`

type VersionRow = Awaited<ReturnType<ReturnType<typeof selectVersions>['executeTakeFirstOrThrow']>>
const versionOf = ({ withdrawn_at, reason, rows, note, ...row }: VersionRow): Kept => ({
  ...row,
  rows: rows ?? undefined,
  note: note ?? undefined,
  ...(withdrawn_at && { withdrawal: { at: withdrawn_at, reason: reason! } }),
})

/** Everything of which a description is or was public; one of it by its slug. */
export async function published(db: Db | Tx, slug?: string): Promise<PublicRow[]> {
  const one = selectDatasets(db)
  const rows = await (slug === undefined ? one : one.where('d.slug', '=', slug)).orderBy('d.id').execute()
  const ids = rows.map(({ id }) => id)
  const distributions = await distributionsOf(db, slug === undefined ? undefined : ids)
  return rows.map(({ withdrawn_at, reason, text, release_id, issued, modified, ...row }) => ({
    ...row,
    ...{ text: text as DatasetText | SeriesText, releaseId: release_id!, issued: issued!, modified: modified! },
    ...(withdrawn_at && { withdrawal: { at: withdrawn_at, reason: reason! } }),
    distributions: distributions.get(row.id) ?? [],
  }))
}

async function distributionsOf(db: Db | Tx, datasetIds?: string[]) {
  if (datasetIds?.length === 0) return new Map<string, PublicRow['distributions']>()
  let found = tables(db).selectFrom('catalog_distributions').select(['id', 'dataset_id as datasetId', 'slug', 'kind'])
  if (datasetIds) found = found.where('dataset_id', 'in', datasetIds)
  const rows = await found.orderBy('id').execute()
  let versions = selectVersions(db)
  if (datasetIds) {
    const ids = rows.map(({ id }) => id)
    versions = versions.where('v.distribution_id', 'in', ids.length > 0 ? ids : [null as never])
  }
  const byDistribution = Map.groupBy(
    (await versions.orderBy('v.number').execute()).map(versionOf),
    ({ distributionId }) => distributionId,
  )
  const whole = rows.map((row) => ({ ...row, versions: byDistribution.get(row.id) ?? [] }))
  return Map.groupBy(whole, ({ datasetId }) => datasetId)
}

export async function versionsOf(db: Db | Tx, distributionId: string): Promise<Kept[]> {
  const rows = await selectVersions(db).where('v.distribution_id', '=', distributionId).orderBy('v.number').execute()
  return rows.map(versionOf)
}

/** The publication that a release of the gate let out. */
export async function byRelease(db: Db | Tx, releaseId: string): Promise<Publication | undefined> {
  const row = await tables(db)
    .selectFrom('catalog_publications')
    .selectAll()
    .where('release_id', '=', releaseId)
    .executeTakeFirst()
  return row && publicationOf(row)
}

/** What datasets and series are called in addresses. */
export async function slugsOf(db: Db, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(db).selectFrom('catalog_datasets').select(['id', 'slug']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, slug }) => [id, slug]))
}

/** The newest publications, of everything or of one dataset. */
export async function publications(db: Db, limit: number, datasetId?: string): Promise<Publication[]> {
  let query = tables(db).selectFrom('catalog_publications').selectAll()
  if (datasetId !== undefined) query = query.where('dataset_id', '=', datasetId)
  return (await query.orderBy('seq', 'desc').limit(limit).execute()).map(publicationOf)
}

type PublicationRow = Tables['catalog_publications']
const publicationOf = (row: PublicationRow): Publication => ({
  ...{ seq: row.seq, kind: row.kind, datasetId: row.dataset_id, at: row.at, by: row.by, entryId: row.entry_id },
  distributionId: row.distribution_id ?? undefined,
  descriptionVersion: row.description_version ?? undefined,
  versionNumber: row.version_number ?? undefined,
  releaseId: row.release_id ?? undefined,
  reason: row.reason ?? undefined,
})

export type NewVersion = Omit<Kept, 'publishedAt' | 'withdrawal' | 'hasPlaces'> & { content: unknown }

export async function addVersion(tx: Tx, version: NewVersion): Promise<void> {
  await tables(tx)
    .insertInto('catalog_versions')
    .values({
      ...{ id: version.id, distribution_id: version.distributionId, number: version.number, seq: version.seq },
      ...{ release_id: version.releaseId, delivery_id: version.deliveryId, content: json(version.content) },
      ...{ rows: version.rows ?? null, sha256: version.sha256, bytes: version.bytes, media_type: version.mediaType },
      ...{ format: version.format, file_name: version.fileName, original: version.original },
      ...{ note: version.note ? json(version.note) : null, withdrawn_seq: null },
    })
    .execute()
}

/** A version by the delivery that it is, where it stands in the catalogue. */
export type Laid = {
  dataset: string
  distribution: string
  distributionId: string
  number: number
  firstLine?: number
  withdrawal?: { at: Date; reason: string }
}

export async function ofDeliveries(db: Db | Tx, deliveryIds: string[]): Promise<Map<string, Laid>> {
  if (deliveryIds.length === 0) return new Map()
  const rows = await tables(db)
    .selectFrom('catalog_versions as v')
    .innerJoin('catalog_distributions as o', 'o.id', 'v.distribution_id')
    .innerJoin('catalog_datasets as d', 'd.id', 'o.dataset_id')
    .leftJoin('catalog_publications as w', (join) =>
      join.on('w.seq', '=', sql<number>`coalesce(v.withdrawn_seq, d.withdrawn_seq)`),
    )
    .select(['v.delivery_id', 'd.slug as dataset', 'o.slug as distribution', 'o.id as distributionId', 'v.number'])
    .select([sql<number | null>`(v.content->>'firstLine')::int`.as('firstLine'), 'w.at', 'w.reason'])
    .where('v.delivery_id', 'in', deliveryIds)
    .execute()
  return new Map(
    rows.map(({ delivery_id, firstLine, at, reason, ...row }) => [
      delivery_id,
      { ...row, ...(firstLine !== null && { firstLine }), ...(at && { withdrawal: { at, reason: reason! } }) },
    ]),
  )
}

export async function withdrawVersions(tx: Tx, ids: string[], seq: number): Promise<void> {
  if (ids.length === 0) return
  await tables(tx).updateTable('catalog_versions').set({ withdrawn_seq: seq }).where('id', 'in', ids).execute()
}

export async function withdrawDataset(tx: Tx, id: string, seq: number): Promise<void> {
  await tables(tx).updateTable('catalog_datasets').set({ withdrawn_seq: seq }).where('id', '=', id).execute()
}

/** The releases by which anything of a dataset is public. */
export async function standingReleases(tx: Tx, datasetId: string): Promise<string[]> {
  const rows = await tables(tx)
    .selectFrom('catalog_publications as p')
    .leftJoin('catalog_versions as v', 'v.seq', 'p.seq')
    .select('p.release_id')
    .where('p.dataset_id', '=', datasetId)
    .where('p.release_id', 'is not', null)
    .where('v.withdrawn_seq', 'is', null)
    .execute()
  return rows.map(({ release_id }) => release_id!)
}

export type Standing = {
  id: string | null
  releaseId: string
  isWithdrawn: boolean
  withdrawal?: { at: Date; reason: string }
}

/**
 * Which version of that number there is, or the newest that stands, or the newest; `withdrawal` where it or all of its
 * dataset was taken back, `isWithdrawn` where the gate took its release back. One question, since it is asked before
 * everything else.
 */
export async function publicVersion(
  db: Db,
  isWithdrawn: (release: RawBuilder<unknown>) => RawBuilder<boolean>,
  distributionId: string,
  number?: number,
): Promise<Standing | undefined> {
  const { rows } = await sql<Omit<Standing, 'withdrawal'> & { at: Date | null; reason: string }>`
    select v.id, v.release_id as "releaseId", w.at, w.reason, ${isWithdrawn(sql`v.release_id`)} as "isWithdrawn"
    from catalog_distributions o
    join catalog_datasets d on d.id = o.dataset_id
    left join catalog_versions v on v.distribution_id = o.id ${number === undefined ? sql`` : sql`and v.number = ${number}`}
    left join catalog_publications w on w.seq = coalesce(d.withdrawn_seq, v.withdrawn_seq)
    where o.id = ${distributionId} order by v.withdrawn_seq is null desc, v.number desc limit 1`.execute(db)
  if (!rows[0]) return undefined
  const { at, reason, ...standing } = rows[0]
  return { ...standing, ...(at && { withdrawal: { at, reason } }) }
}

export async function version(db: Db, id: string): Promise<Kept | undefined> {
  const row = await selectVersions(db).where('v.id', '=', id).executeTakeFirst()
  return row && versionOf(row)
}

export async function content(db: Db, versionId: string): Promise<unknown> {
  const row = await tables(db)
    .selectFrom('catalog_versions')
    .select('content')
    .where('id', '=', versionId)
    .executeTakeFirst()
  return row?.content ?? null
}
