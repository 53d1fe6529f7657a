/** The verbs on what is said of datasets. Nothing here makes anything public. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Json } from '#platform/ledger'
import { fingerprintOf } from '#governance'
import type { Needs } from '../needs.ts'
import { refuse } from '../refusals.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import {
  DatasetChange,
  DatasetDraft,
  DatasetText,
  DistributionChange,
  DistributionDraft,
  SeriesChange,
  SeriesDraft,
  SeriesText,
  type DatasetEntry,
  type DistributionEntry,
  type Entered,
  type Said,
  type SeriesEntry,
} from './types.ts'

const LISTED = 50

export function createDatasets(needs: Needs) {
  const { database, clock, ids, ledger, identity, places, governance } = needs
  const { db } = database

  async function demandKnown(text: DatasetText): Promise<void> {
    const { asset, series, description } = text
    if (!(await governance.assets.list()).some(({ slug }) => slug === asset)) throw refuse.unknownAsset({ slug: asset })
    if (series !== undefined && (await store.bySlug(db, series))?.kind !== 'series')
      throw refuse.unknownSeries({ slug: series })
    const areas = new Set(description.spatial.length > 0 ? (await places.areas()).map(({ id }) => id) : [])
    const outside = description.spatial.filter((id) => !areas.has(id))
    if (outside.length > 0) throw refuse.unknownAreas({ names: outside.join(', ') })
    const related = await store.known(db, description.related)
    const unrelated = description.related.filter((slug) => !related.has(slug))
    if (unrelated.length > 0) throw refuse.unknownRelated({ names: unrelated.join(', ') })
  }

  async function locked<Kind extends Entered['kind']>(tx: Tx, id: string, kind: Kind): Promise<Entered> {
    const found = await store.lock(tx, id)
    if (found?.kind !== kind) throw refuse.unknown({ id })
    return found
  }

  type Act = { actor: Actor; id: string; version: number; text: DatasetText | SeriesText }
  /** Keeps a text; the ledger has its fingerprint, since it may never become public. */
  async function say(tx: Tx, { actor, id, version, text }: Act): Promise<Said<DatasetText | SeriesText>> {
    const fingerprint = fingerprintOf(text as unknown as Json)
    const payload = { version, sha256: fingerprint }
    const entry = { kind: 'catalog.described', actor: actor.id, subject: `dataset/${id}`, payload }
    const entryId = await ledger.append(tx, entry)
    const said = { version, text, at: clock.now(), by: actor.id, entryId }
    await store.say(tx, id, { ...said, fingerprint })
    return said
  }

  async function begin(
    actor: Actor,
    kind: Entered['kind'],
    { slug, organisation }: { slug: string; organisation: string },
    text: DatasetText | SeriesText,
  ): Promise<string> {
    demand(actor, 'catalog.describe', organisation)
    if (!(await identity.organisations()).some(({ id }) => id === organisation))
      throw refuse.unknownOrganisation({ id: organisation })
    const id = ids.uuid()
    await db.transaction().execute(async (tx) => {
      const draft = { id, kind, slug, organisation, at: clock.now(), by: actor.id }
      if (!(await store.add(tx, draft))) throw refuse.slugTaken({ slug })
      await say(tx, { actor, id, version: 1, text })
    })
    return id
  }

  /** A new state of what is said, worked out from the newest. */
  async function change<Text extends DatasetText | SeriesText>(
    actor: Actor,
    { id, kind, seen }: { id: string; kind: Entered['kind']; seen?: number },
    next: (text: Text, tx: Tx) => Text | Promise<Text>,
  ): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const found = await locked(tx, id, kind)
      demand(actor, 'catalog.describe', found.organisation)
      if (seen !== undefined) {
        const read = seen === found.said.version ? found.said : await store.version(tx, id, seen)
        rules.demandSeen(found.said, seen, read)
      }
      const text = await next(found.said.text as Text, tx)
      if (isSame(text, found.said.text)) return
      await say(tx, { actor, id, version: found.said.version + 1, text })
    })
  }

  /** Throws `catalog.unknown`, also to those who may not see it. */
  async function find(actor: Actor, id: string, kind: Entered['kind']): Promise<Entered> {
    const found = await store.find(db, id)
    if (found?.kind !== kind) throw refuse.unknown({ id })
    if (!actor.can('catalog.inspect', found.organisation)) demand(actor, 'catalog.describe', found.organisation)
    return found
  }

  async function dataset(actor: Actor, id: string): Promise<DatasetEntry> {
    const row = await find(actor, id, 'dataset')
    return { ...entryOf(row), distributions: (await store.distributionsOf(db, [id])).get(id) ?? [] } as DatasetEntry
  }

  async function series(actor: Actor, id: string): Promise<SeriesEntry> {
    return entryOf(await find(actor, id, 'series')) as SeriesEntry
  }

  /** Those whose data this actor works on or decides about. */
  async function organisationsOf(actor: Actor): Promise<string[]> {
    const all = (await identity.organisations()).map(({ id }) => id)
    const own = all.filter((id) => actor.can('catalog.describe', id) || actor.can('catalog.inspect', id))
    if (own.length === 0) demand(actor, 'catalog.describe')
    return own
  }

  async function own(actor: Actor, kind: Entered['kind'], limit: number, before?: string): Promise<Entered[]> {
    return store.list(db, { kind, organisations: await organisationsOf(actor), limit, before })
  }

  return {
    /** As those who work on it see it, public or not. Throws `catalog.unknown`. */
    entry: dataset,
    seriesEntry: series,
    /** The same by the name in its address. Throws `catalog.unknown`. */
    async entryOf(actor: Actor, slug: string): Promise<DatasetEntry> {
      const found = await store.bySlug(db, slug)
      if (!found) throw refuse.unknown({ slug })
      return dataset(actor, found.id)
    },
    /** The dataset of a distribution. Throws `catalog.unknown`. */
    async entryWith(actor: Actor, distributionId: string): Promise<DatasetEntry> {
      const found = await store.distribution(db, distributionId)
      if (!found) throw refuse.unknown({ id: distributionId })
      return dataset(actor, found.datasetId)
    },

    /** The id behind a slug; undefined where nothing has it. */
    find: async (slug: string): Promise<string | undefined> => (await store.bySlug(db, slug))?.id,
    /** Those of the actor's organisations, newest first. */
    async entries(actor: Actor, limit = LISTED, before?: string): Promise<DatasetEntry[]> {
      const rows = await own(actor, 'dataset', limit, before)
      const ids = rows.map(({ id }) => id)
      const distributions = await store.distributionsOf(db, ids)
      return rows.map((row) => ({ ...entryOf(row), distributions: distributions.get(row.id) ?? [] }) as DatasetEntry)
    },
    async seriesEntries(actor: Actor, limit = LISTED, before?: string): Promise<SeriesEntry[]> {
      return (await own(actor, 'series', limit, before)).map((row) => entryOf(row) as SeriesEntry)
    },
    /** A series by the name in its address. Throws `catalog.unknown`. */
    async seriesEntryOf(actor: Actor, slug: string): Promise<SeriesEntry> {
      const found = await store.bySlug(db, slug)
      if (!found) throw refuse.unknown({ slug })
      return series(actor, found.id)
    },
    /** The datasets that stand in a series, of those that this actor works on or decides about; the oldest first. */
    async members(actor: Actor, slug: string): Promise<DatasetEntry[]> {
      const rows = await store.inSeries(db, slug, await organisationsOf(actor))
      return rows.map((row) => ({ ...entryOf(row), distributions: [] }) as DatasetEntry)
    },
    /** Every state of what was said of a dataset, newest first. */
    async said(actor: Actor, id: string): Promise<Said<DatasetText>[]> {
      await find(actor, id, 'dataset')
      return (await store.history(db, id)) as Said<DatasetText>[]
    },

    /** Who said something else of it when, and which parts differ from what was said before; newest first. */
    async history(actor: Actor, id: string) {
      await find(actor, id, 'dataset')
      const all = await store.history(db, id)
      return all.map(({ version, at, by, text }, i) => {
        const before = all[i + 1]
        return { version, at, by, changed: before && rules.changedParts(before.text, text) }
      })
    },

    /** Throws `catalog.slugTaken`, `catalog.unknownOrganisation`, `catalog.unknownSeries`, `catalog.unknownAreas`. */
    async create(actor: Actor, draft: DatasetDraft): Promise<DatasetEntry> {
      const { slug, organisation, ...said } = DatasetDraft.parse(draft)
      const text = DatasetText.parse(said)
      await demandKnown(text)
      return dataset(actor, await begin(actor, 'dataset', { slug, organisation }, text))
    },
    async createSeries(actor: Actor, draft: SeriesDraft): Promise<SeriesEntry> {
      const { slug, organisation, ...text } = SeriesDraft.parse(draft)
      return series(actor, await begin(actor, 'series', { slug, organisation }, text))
    },

    /** Says something else of it. Throws `catalog.overtaken` where another editor was first. */
    async describe(actor: Actor, id: string, draft: DatasetChange): Promise<DatasetEntry> {
      const { seen, ...said } = DatasetChange.parse(draft)
      await demandKnown({ ...said, distributions: {} })
      await change<DatasetText>(actor, { id, kind: 'dataset', seen }, ({ distributions }) => ({
        ...said,
        distributions,
      }))
      return dataset(actor, id)
    },
    /** Puts a dataset into a series, or takes it out. Throws `catalog.unknownSeries`. */
    async setSeries(actor: Actor, id: string, slug: string | undefined): Promise<void> {
      if (slug !== undefined && (await store.bySlug(db, slug))?.kind !== 'series') throw refuse.unknownSeries({ slug })
      await change<DatasetText>(actor, { id, kind: 'dataset' }, ({ series: _, ...said }) => ({ ...said, ...(slug !== undefined && { series: slug }) })) // prettier-ignore
    },
    async describeSeries(actor: Actor, id: string, draft: SeriesChange): Promise<SeriesEntry> {
      const { seen, ...said } = SeriesChange.parse(draft)
      await change<SeriesText>(actor, { id, kind: 'series', seen }, () => said)
      return series(actor, id)
    },

    /** Throws `catalog.slugTaken`, `catalog.tooManyDistributions` and `catalog.endpointMissing`. */
    async addDistribution(actor: Actor, datasetId: string, draft: DistributionDraft): Promise<DistributionEntry> {
      const { slug, kind, ...text } = DistributionDraft.parse(draft)
      const added = { id: ids.uuid(), datasetId, slug, kind }
      await change<DatasetText>(actor, { id: datasetId, kind: 'dataset' }, async (said, tx) => {
        const next = rules.withDistribution(said, slug, rules.textOf(kind, text))
        await store.addDistribution(tx, { ...added, at: clock.now(), by: actor.id })
        return next
      })
      return added
    },
    async describeDistribution(actor: Actor, id: string, draft: DistributionChange): Promise<DatasetEntry> {
      const { seen, ...text } = DistributionChange.parse(draft)
      const found = await store.distribution(db, id)
      if (!found) throw refuse.unknown({ id })
      const { datasetId, slug, kind } = found
      await change<DatasetText>(actor, { id: datasetId, kind: 'dataset', seen }, (said) => ({
        ...said,
        distributions: { ...said.distributions, [slug]: rules.textOf(kind, text) },
      }))
      return dataset(actor, datasetId)
    },
  }
}
export type Datasets = ReturnType<typeof createDatasets>

const isSame = (a: object, b: object): boolean => fingerprintOf(a as Json) === fingerprintOf(b as Json)
const entryOf = ({ created_at, ...row }: Entered) => ({ ...row, createdAt: created_at })
