/** What is said of a dataset or a series becomes public, by the gate like everything else. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { fingerprintOf, textsIn } from '#governance'
import type { Json } from '#platform/ledger'
import * as datasets from '../../datasets/store.ts'
import type { Entered } from '../../datasets/types.ts'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import * as rules from '../rules.ts'
import * as store from '../store.ts'

export function createDescribing(needs: Needs) {
  const { database, clock, ledger, events, governance } = needs
  const { gate, assets } = governance

  /** The content as the gate is to see it. */
  async function candidate(tx: Tx, { id, slug, said }: Entered) {
    const { text } = said
    const asset = 'asset' in text ? await assets.bySlug(tx, text.asset) : undefined
    return {
      subject: { module: 'catalog', kind: 'text' as const, id, title: rules.titleOf(text).pl },
      fingerprint: fingerprintOf(text as unknown as Json),
      findings: gate.examineWords(textsIn(text)),
      assetId: asset?.id,
      // Words of the house, about the data and not about persons: the detectors look whether that is so.
      aggregate: true,
      address: rules.addressOf(slug),
    }
  }

  /** Publishes the newest text unless it is public already. The caller holds the row. */
  async function publish(tx: Tx, actor: Actor, row: Entered): Promise<void> {
    const { id, said } = row
    const { described, isWithdrawn } = await store.standing(tx, id)
    if (described === said.version && !isWithdrawn) return
    const pass = await gate.passClear(tx, { id: said.by }, await candidate(tx, row))
    const seq = await store.nextSeq(tx)
    const payload = { seq, version: said.version, release: pass.releaseId }
    const entry = { kind: 'catalog.published', actor: actor.id, subject: `dataset/${id}`, payload }
    const act = { at: clock.now(), by: actor.id, entryId: await ledger.append(tx, entry) }
    const publication = { seq, kind: 'description' as const, datasetId: id, descriptionVersion: said.version }
    await store.add(tx, { ...publication, releaseId: pass.releaseId, ...act })
    await store.setDescribed(tx, id, seq)
    await events.emit(tx, 'catalog.published', { seq, datasetId: id })
  }

  return {
    publish,

    /** Makes the newest text public. Throws `catalog.unknown`, `governance.held`, `governance.refused`. */
    async publishDescription(actor: Actor, id: string): Promise<void> {
      await gate.orHold(() =>
        database.db.transaction().execute(async (tx) => {
          const row = await datasets.lock(tx, id)
          demand(actor, 'catalog.publish', row?.organisation)
          if (!row) throw refuse.unknown({ id })
          await publish(tx, actor, row)
        }),
      )
    },
  }
}
export type Describing = ReturnType<typeof createDescribing>
