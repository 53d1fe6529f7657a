/** The register of assets: said, changed, ended; every version stays, every change is in the ledger. All of it is public. */
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Ids } from '#platform/ids'
import type { Ledger } from '#platform/ledger'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { Asset, AssetDraft, Grounds, type Written } from './types.ts'

type Needs = { db: Db; clock: Clock; ids: Ids; ledger: Ledger }

export function createAssets({ db, clock, ids, ledger }: Needs) {
  async function write(tx: Tx, actor: Actor, asset: Omit<Asset, 'at' | 'grounds'>, grounds: string): Promise<Written> {
    const { slug, version, ended, securityClass, openness } = asset
    const entryId = await ledger.append(tx, {
      kind: ended ? 'governance.assetEnded' : 'governance.assetSaid',
      actor: actor.id,
      subject: `asset/${slug}`,
      grounds,
      payload: { version, securityClass, openness: openness.state },
    })
    const written = { ...asset, at: clock.now(), by: actor.id, grounds, entryId }
    await store.add(tx, written)
    return written
  }

  /** The newest version, nobody else writing the register until the transaction ends. Throws `governance.unknownAsset`. */
  async function locked(tx: Tx, slug: string): Promise<Written> {
    await store.lock(tx)
    const [newest] = await store.versions(tx, slug)
    if (!newest) throw rules.refuse.unknownAsset({ slug })
    return newest
  }

  return {
    /** What the city holds now, by slug. */
    list: async (): Promise<Asset[]> =>
      (await store.all(db)).filter(({ ended }) => !ended).map((asset) => Asset.parse(asset)),

    /** Newest first. Throws `governance.unknownAsset`. */
    async versions(slug: string): Promise<Asset[]> {
      const found = await store.versions(db, slug)
      if (found.length === 0) throw rules.refuse.unknownAsset({ slug })
      return found.map((asset) => Asset.parse(asset))
    },

    /** The newest version. Throws `governance.unknownAsset`. */
    async byId(tx: Db | Tx, id: string): Promise<Asset> {
      const found = await store.byId(tx, id)
      if (!found) throw rules.refuse.unknownAsset({ slug: id })
      return Asset.parse(found)
    },

    /** The newest version. Throws `governance.unknownAsset`. */
    async bySlug(tx: Db | Tx, slug: string): Promise<Asset> {
      const [newest] = await store.versions(tx, slug)
      if (!newest) throw rules.refuse.unknownAsset({ slug })
      return Asset.parse(newest)
    },

    /** Whose the asset is, where it is one organisation's. */
    organisationOf: async (tx: Db | Tx, id: string | undefined): Promise<string | undefined> =>
      id === undefined ? undefined : (await store.byId(tx, id))?.organisationId,

    /** A new asset. Throws `governance.assetExists`, `governance.assetOpenness`. */
    async add(actor: Actor, draft: AssetDraft, grounds: string): Promise<Asset> {
      const parsed = AssetDraft.parse(draft)
      demand(actor, 'governance.assets', parsed.organisationId)
      rules.demandConsistent(parsed)
      const stated = Grounds.parse(grounds)
      return db.transaction().execute(async (tx) => {
        await store.lock(tx)
        const { slug } = parsed
        if ((await store.versions(tx, slug)).length > 0) throw rules.refuse.assetExists({ slug })
        return Asset.parse(await write(tx, actor, { ...parsed, id: ids.uuid(), version: 1, ended: false }, stated))
      })
    },

    /** A new version in place of the one that the person saw. Throws `governance.assetConflict`, `governance.assetUnchanged`. */
    async change(
      actor: Actor,
      slug: string,
      draft: Omit<AssetDraft, 'slug'>,
      expected: number,
      grounds: string,
    ): Promise<Asset> {
      const parsed = AssetDraft.parse({ ...draft, slug })
      rules.demandConsistent(parsed)
      const stated = Grounds.parse(grounds)
      return db.transaction().execute(async (tx) => {
        const current = await locked(tx, slug)
        // Whoever may not keep the one may not move it into the other.
        for (const { organisationId } of [current, parsed]) demand(actor, 'governance.assets', organisationId)
        const version = rules.nextVersion(current, expected)
        if (rules.sameDraft(current, parsed)) throw rules.refuse.assetUnchanged({ slug })
        return Asset.parse(await write(tx, actor, { ...parsed, id: current.id, version, ended: false }, stated))
      })
    },

    /** The city holds it no longer; that it did stays readable. Throws `governance.assetConflict`, `governance.assetEnded`. */
    async end(actor: Actor, slug: string, expected: number, grounds: string): Promise<Asset> {
      const stated = Grounds.parse(grounds)
      return db.transaction().execute(async (tx) => {
        const current = await locked(tx, slug)
        demand(actor, 'governance.assets', current.organisationId)
        const version = rules.nextVersion(current, expected)
        return Asset.parse(await write(tx, actor, { ...Asset.parse(current), version, ended: true }, stated))
      })
    },

    /**
     * The assets of a city pack: new ones are added, those of which the pack says something else than before get a new
     * version; what people changed since stays.
     */
    async load(actor: Actor, drafts: readonly AssetDraft[], grounds: string): Promise<void> {
      demand(actor, 'governance.assets')
      await db.transaction().execute(async (tx) => {
        await store.lock(tx)
        const said = new Map((await store.all(tx, actor.id)).map((asset) => [asset.slug, asset]))
        const newest = new Map((await store.all(tx)).map((asset) => [asset.slug, asset]))
        for (const draft of drafts.map((one) => AssetDraft.parse(one))) {
          const before = said.get(draft.slug)
          if (before && rules.sameDraft(before, draft)) continue
          const { id, version } = newest.get(draft.slug) ?? { id: ids.uuid(), version: 0 }
          await write(tx, actor, { ...draft, id, version: version + 1, ended: false }, grounds)
        }
      })
    },
  }
}
export type Assets = ReturnType<typeof createAssets>
