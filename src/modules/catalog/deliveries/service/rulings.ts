/** The dictionary that deliveries are read by, and what is done to protect persons: changed by people, in versions. */
import { demand, type Actor } from '#platform/actor'
import type { Json } from '#platform/ledger'
import { fingerprintOf } from '#governance'
import * as datasets from '../../datasets/store.ts'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import { demandNames } from '../columns.ts'
import * as store from '../store/dictionaries.ts'
import { columnsIn, demandTreatment } from '../treatment.ts'
import { RulingDraft, type Ruling } from '../types.ts'

export function createRulings({ database, clock, ledger }: Needs) {
  const { db } = database

  return {
    /** The newest. Throws `catalog.unknown`, also where nothing was delivered yet. */
    async ruling(actor: Actor, distributionId: string): Promise<Ruling> {
      const distribution = await datasets.distribution(db, distributionId)
      const dataset = distribution && (await datasets.find(db, distribution.datasetId))
      if (!actor.can('catalog.inspect', dataset?.organisation)) demand(actor, 'catalog.describe', dataset?.organisation)
      const found = await store.find(db, distributionId)
      if (!found) throw refuse.unknown({ id: distributionId })
      return found
    },

    /**
     * Says it anew; deliveries are read by it from the next reading on. Throws `catalog.overtaken`, `catalog.badColumnName`,
     * `catalog.unknownColumn`.
     */
    async rule(actor: Actor, distributionId: string, draft: RulingDraft): Promise<Ruling> {
      const { seen, dictionary, treatment } = RulingDraft.parse(draft)
      demandNames(dictionary)
      const names = new Set(dictionary.fields.map(({ name }) => name))
      const unknown = treatment.flatMap(columnsIn).find((name) => !names.has(name))
      if (unknown !== undefined) throw refuse.unknownColumn({ name: unknown })
      demandTreatment(treatment, names)
      return db.transaction().execute(async (tx) => {
        const distribution = await datasets.distribution(tx, distributionId)
        const dataset = distribution && (await datasets.lock(tx, distribution.datasetId))
        demand(actor, 'catalog.describe', dataset?.organisation)
        if (distribution?.kind !== 'table') throw refuse.unknown({ id: distributionId })
        const before = await store.find(tx, distributionId)
        if ((before?.version ?? 0) !== seen)
          throw refuse.overtaken({ seen, version: before?.version, at: before?.at, by: before?.by, changed: [] })
        const version = seen + 1
        const payload = { version, sha256: fingerprintOf({ dictionary, treatment } as unknown as Json) }
        const entry = {
          kind: 'catalog.dictionary',
          actor: actor.id,
          subject: `distribution/${distributionId}`,
          payload,
        }
        const entryId = await ledger.append(tx, entry)
        const ruling = { version, dictionary, treatment, at: clock.now(), by: actor.id, entryId }
        await store.add(tx, distributionId, ruling)
        return ruling
      })
    },
  }
}
export type Rulings = ReturnType<typeof createRulings>
