/** What is public is taken back: a version, or a dataset with all of it. A tombstone stays. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Refusal } from '#platform/errors'
import type { Withdrawn } from '#governance'
import * as datasets from '../../datasets/store.ts'
import type { DistributionEntry } from '../../datasets/types.ts'
import * as deliveries from '../../deliveries/store/deliveries.ts'
import * as held from '../../deliveries/store/held.ts'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import * as store from '../store.ts'
import { Reason, type Kept } from '../types.ts'
import { lockPlace, orBusy, type Place } from './places.ts'

/** Who takes back what the gate took back. */
const GATE = 'system:gate'

export function createWithdrawing({ database, clock, ledger, events, governance }: Needs) {
  const { gate } = governance
  const { db } = database
  const inTurn = (work: (tx: Tx) => Promise<void>) => orBusy(() => db.transaction().execute(work))

  /** Versions of one distribution go back behind the gate; the view shows the newest of those that stay. */
  async function retract(tx: Tx, distribution: DistributionEntry, versions: Kept[], seq: number): Promise<void> {
    await store.withdrawVersions(tx, versions.map(({ id }) => id), seq) // prettier-ignore
    for (const { deliveryId } of versions) await deliveries.update(tx, deliveryId, { state: 'withdrawn' })
    if (distribution.kind !== 'table') return
    const newest = (await store.versionsOf(tx, distribution.id)).findLast(({ withdrawal }) => !withdrawal)
    await held.retract(tx, versions.map(({ deliveryId }) => deliveryId), distribution.id, newest?.deliveryId) // prettier-ignore
  }

  /** Where the gate was first, its own word of it is on the way here. */
  const gateWithdraws = (tx: Tx, by: string, releaseId: string, reason: string): Promise<void> =>
    gate.withdraw(tx, { id: by }, releaseId, reason).catch((error: Refusal) => {
      if (error.code !== 'governance.alreadyWithdrawn') throw error
    })

  type Withdrawal = { datasetId: string; distribution?: DistributionEntry; number?: number; reason: string; by: string }
  /** The tombstone: that it was there, until when, and why it is not. */
  async function note(tx: Tx, { datasetId, distribution, number, reason, by }: Withdrawal): Promise<number> {
    const seq = await store.nextSeq(tx)
    const subject = distribution ? `distribution/${distribution.id}` : `dataset/${datasetId}`
    const entry = { kind: 'catalog.withdrawn', actor: by, subject, grounds: reason, payload: { seq, version: number } }
    const act = { at: clock.now(), by, entryId: await ledger.append(tx, entry) }
    const what = { datasetId, distributionId: distribution?.id, versionNumber: number }
    await store.add(tx, { seq, kind: 'withdrawal', ...what, reason, ...act })
    await events.emit(tx, 'catalog.withdrawn', { seq, ...what })
    return seq
  }

  async function withdrawVersion(tx: Tx, by: string, place: Place, version: Kept, reason: string): Promise<void> {
    const { dataset, distribution } = place
    const seq = await note(tx, { datasetId: dataset.id, distribution, number: version.number, reason, by })
    await retract(tx, distribution, [version], seq)
  }

  async function withdrawDataset(tx: Tx, by: string, datasetId: string, reason: string): Promise<void> {
    for (const releaseId of await store.standingReleases(tx, datasetId)) await gateWithdraws(tx, by, releaseId, reason)
    const seq = await note(tx, { datasetId, reason, by })
    for (const distribution of (await datasets.distributionsOf(tx, [datasetId])).get(datasetId) ?? []) {
      const standing = (await store.versionsOf(tx, distribution.id)).filter(({ withdrawal }) => !withdrawal)
      if (standing.length > 0) await retract(tx, distribution, standing, seq)
    }
    await store.withdrawDataset(tx, datasetId, seq)
  }

  async function findVersion(tx: Tx, distributionId: string, number: number): Promise<Kept> {
    const found = (await store.versionsOf(tx, distributionId)).find((version) => version.number === number)
    if (!found) throw refuse.unknown({ id: distributionId })
    return found
  }

  return {
    /** Takes one version back; a tombstone says why. Throws `catalog.alreadyWithdrawn`, `governance.unfitText`. */
    async withdraw(actor: Actor, distributionId: string, number: number, reason: string): Promise<void> {
      const stated = Reason.parse(reason)
      await inTurn(async (tx) => {
        const place = await lockPlace(tx, distributionId)
        demand(actor, 'catalog.withdraw', place?.dataset.organisation)
        if (!place) throw refuse.unknown({ id: distributionId })
        const version = await findVersion(tx, distributionId, number)
        if (version.withdrawal) throw refuse.alreadyWithdrawn({ ...version.withdrawal })
        await gateWithdraws(tx, actor.id, version.releaseId, stated)
        await withdrawVersion(tx, actor.id, place, version, stated)
      })
    },

    /** Takes a dataset back with everything of it. */
    async withdrawDataset(actor: Actor, id: string, reason: string): Promise<void> {
      const stated = Reason.parse(reason)
      await inTurn(async (tx) => {
        const dataset = await datasets.lock(tx, id)
        demand(actor, 'catalog.withdraw', dataset?.organisation)
        if (!dataset) throw refuse.unknown({ id })
        const { described, isWithdrawn } = await store.standing(tx, id)
        if (described === undefined) throw refuse.notPublished({ id })
        if (isWithdrawn) throw refuse.alreadyWithdrawn({ id })
        await withdrawDataset(tx, actor.id, id, stated)
      })
    },

    /** The gate took back a release of ours; nothing is done twice. */
    async takenBack({ releaseId, reason }: Withdrawn): Promise<void> {
      const publication = await store.byRelease(db, releaseId)
      if (!publication) return
      const { datasetId, distributionId, versionNumber, descriptionVersion } = publication
      await inTurn(async (tx) => {
        if (distributionId && versionNumber) {
          const place = (await lockPlace(tx, distributionId))!
          const version = await findVersion(tx, distributionId, versionNumber)
          if (!version.withdrawal) await withdrawVersion(tx, GATE, place, version, reason)
          return
        }
        await datasets.lock(tx, datasetId)
        const { described, isWithdrawn } = await store.standing(tx, datasetId)
        if (!isWithdrawn && described === descriptionVersion) await withdrawDataset(tx, GATE, datasetId, reason)
      })
    },
  }
}
