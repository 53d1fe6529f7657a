/** A delivery becomes the newest version of its distribution, in one transaction. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import { HeldBack, textsIn, type Decided } from '#governance'
import type { DatasetText } from '../../datasets/types.ts'
import { candidateOf } from '../../deliveries/rules.ts'
import * as deliveries from '../../deliveries/store/deliveries.ts'
import * as held from '../../deliveries/store/held.ts'
import type { Delivery } from '../../deliveries/types.ts'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import { PublicationDraft, type Kept } from '../types.ts'
import type { Describing } from './describing.ts'
import { lockPlace, orBusy, type Place } from './places.ts'

export function createPublishing(needs: Needs, describing: Describing) {
  const { database, clock, ids, ledger, events, governance } = needs
  const { gate, assets } = governance
  const { db } = database

  /** The delivery and where it belongs, held until the transaction ends: always the dataset first. */
  async function locked(tx: Tx, id: string): Promise<Place & { delivery: Delivery }> {
    const found = await deliveries.find(tx, id)
    if (!found) throw refuse.unknown({ id })
    const place = (await lockPlace(tx, found.distributionId))!
    return { ...place, delivery: (await deliveries.lock(tx, id))! }
  }

  async function assetOf(tx: Tx, { dataset }: Place): Promise<string> {
    return (await assets.bySlug(tx, (dataset.said.text as DatasetText).asset)).id
  }

  /** What is said of it becomes public with the first version; later, what waits at the gate does not hold data up. */
  async function describe(tx: Tx, actor: Actor, { dataset }: Place): Promise<void> {
    const { described, isWithdrawn } = await store.standing(tx, dataset.id)
    const isNew = described === undefined || isWithdrawn
    await describing.publish(tx, actor, dataset).catch((error) => {
      if (isNew || !(error instanceof Refusal) || !error.code.startsWith('governance.')) throw error
    })
  }

  async function passFor(tx: Tx, place: Place, delivery: Delivery, address: string) {
    const { examinationId, fingerprint } = delivery
    if (examinationId) return gate.pass(tx, { examinationId, fingerprint: fingerprint!, address })
    const candidate = candidateOf({ ...place, assetId: await assetOf(tx, place) }, delivery)
    return gate.passClear(tx, { id: delivery.broughtBy }, { ...candidate, address })
  }

  async function publish(tx: Tx, actor: Actor, id: string, draft: PublicationDraft): Promise<Kept> {
    const { note, original = false } = PublicationDraft.parse(draft)
    const { delivery, ...place } = await locked(tx, id)
    const { distribution, dataset } = place
    demand(actor, 'catalog.publish', dataset.organisation)
    rules.demandPublishable(delivery)
    if (original) rules.demandSeenWhole(delivery)
    if (note) gate.demandFit(textsIn({ note }))
    await describe(tx, actor, place)
    const number = (await store.versionsOf(tx, distribution.id)).length + 1
    const address = rules.addressOf(dataset.slug, distribution.slug, number)
    const pass = await passFor(tx, place, delivery, address)
    const seq = await store.nextSeq(tx)
    const { sha256, fingerprint, rows } = delivery
    const payload = { seq, version: number, release: pass.releaseId, sha256, fingerprint, rows }
    const entry = { kind: 'catalog.published', actor: actor.id, subject: `distribution/${distribution.id}`, payload }
    const act = { at: clock.now(), by: actor.id, entryId: await ledger.append(tx, entry) }
    const release = { releaseId: pass.releaseId, distributionId: distribution.id }
    await store.add(tx, {
      ...{ seq, kind: 'version', datasetId: dataset.id, versionNumber: number },
      ...release,
      ...act,
    })
    const version = {
      ...versionOf(delivery, original || distribution.kind === 'file'),
      ...release,
      id: ids.uuid(),
      number,
      seq,
      note,
    }
    await store.addVersion(tx, { ...version, content: delivery.content ?? null })
    if (distribution.kind === 'table') await held.publish(tx, delivery.id, distribution.id)
    await deliveries.update(tx, delivery.id, { state: 'published' })
    await events.emit(tx, 'catalog.published', { seq, datasetId: dataset.id, distributionId: distribution.id, number })
    return { ...version, publishedAt: act.at }
  }

  /** What the gate holds back after all goes into its queue, and the delivery says so. */
  async function orHeld<T>(deliveryId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof HeldBack)) throw error
      return gate
        .orHold(() => Promise.reject<T>(error))
        .catch(async (told: Refusal) => {
          const examinationId = told.details.id as string
          if (error.candidate.subject.kind !== 'text')
            await deliveries.update(db, deliveryId, { state: 'held', examinationId })
          throw told
        })
    }
  }

  return {
    /**
     * Makes a delivery public. Throws `catalog.notReady`, `catalog.alreadyPublished`, and `governance.held` or
     * `governance.refused` where the gate does not let it pass.
     */
    publish: (actor: Actor, deliveryId: string, draft: PublicationDraft = {}): Promise<Kept> =>
      orHeld(deliveryId, () => orBusy(() => db.transaction().execute((tx) => publish(tx, actor, deliveryId, draft)))),

    /** A person decided at the gate on what came in. */
    async decided({ examinationId, verdict }: Decided): Promise<void> {
      await db.transaction().execute(async (tx) => {
        for (const { id, state } of await deliveries.byExamination(tx, examinationId)) {
          if (!['held', 'opened', 'refused'].includes(state)) continue
          await deliveries.update(tx, id, { state: verdict === 'open' ? 'opened' : 'refused' })
        }
      })
    },
  }
}

const versionOf = ({ id, rows, sha256, bytes, mediaType, fileName, reading }: Delivery, original: boolean) => ({
  ...{ deliveryId: id, rows, sha256, bytes, mediaType, fileName, original },
  format: reading?.format ?? ('file' as const),
})
