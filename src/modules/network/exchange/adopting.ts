/** Taking a practice of another city: said in public, tried here as a pilot, and what came of it goes back by itself. */
import { demand, type Actor } from '#platform/actor'
import type { Needs } from '../needs.ts'
import type { Reading } from './reading.ts'
import { refuse } from './rules.ts'
import * as store from './store/own.ts'
import { AdoptionDraft, type Adoption } from './types.ts'
import { plain } from './weighing.ts'

export const ADOPTED = 'network.adopted'

export function createAdopting(
  { db, clock, ids, ledger, events, gate, innovations }: Needs,
  reading: Pick<Reading, 'one'>,
) {
  return {
    /**
     * Public at once where it holds nothing of a person. Throws `exchange.unknown`, `exchange.ownCard`,
     * `exchange.alreadyAdopted`, `governance.held`.
     */
    async adopt(actor: Actor, given: AdoptionDraft): Promise<{ id: string }> {
      demand(actor, 'innovations.organise')
      const { domain, card, adapted, contact } = AdoptionDraft.parse(given)
      const { card: taken } = await reading.one(domain, card)
      if (taken.city.isOwn) throw refuse.ownCard({ id: card })
      const id = ids.uuid()
      const content = { titles: taken.content.titles, adapted, contact, document: taken.document }
      await gate.orHold(() =>
        db.transaction().execute(async (tx) => {
          await store.lock(tx)
          const before = (await store.adoptions(tx, gate)).find((one) => one.domain === domain && one.card === card)
          if (before) throw refuse.alreadyAdopted({ id: before.id })
          const said = { adapted, contact }
          const title = Object.values(content.titles)[0]!
          const { releaseId } = await gate.passWords(tx, actor, { module: 'network', id: `network/adoptions/${domain}/${card}`, title, content: said, address: `/network/practices/${domain}/${card}` }) // prettier-ignore
          const entryId = await ledger.append(tx, { kind: 'network.adoption', actor: actor.id, subject: `network/adoptions/${id}`, payload: plain({ domain, card, ...content }) }) // prettier-ignore
          await store.adopt(tx, { id, domain, card, content, at: clock.now(), by: actor.id, entryId, releaseId })
          await events.emit(tx, ADOPTED, { id })
        }),
      )
      return { id }
    },

    /**
     * The pilot by which it is tried here: once its evaluation is published, that goes to the city it came from.
     * Throws `exchange.unknown`, `exchange.unknownPilot` for one that is not public.
     */
    async tryBy(actor: Actor, id: string, pilotId: string): Promise<void> {
      demand(actor, 'innovations.organise')
      await innovations.pilots.one(pilotId).catch(() => {
        throw refuse.unknownPilot({ id: pilotId })
      })
      await db.transaction().execute(async (tx) => {
        await store.lock(tx)
        const found = await store.adoption(tx, gate, id)
        if (!found) throw refuse.unknown({ id })
        if (found.pilotId === pilotId) return
        await ledger.append(tx, { kind: 'network.adoptionPilot', actor: actor.id, subject: `network/adoptions/${id}`, payload: { pilot: pilotId } }) // prettier-ignore
        await store.link(tx, id, pilotId)
        await events.emit(tx, ADOPTED, { id })
      })
    },

    /** What this city took from others, the newest first. */
    adoptions: (): Promise<Adoption[]> => store.adoptions(db, gate),
    async adoption(id: string): Promise<Adoption> {
      const found = await store.adoption(db, gate, id)
      if (!found) throw refuse.unknown({ id })
      return found
    },
  }
}
