/** Taking a practice of another city: said in public, tried here as a pilot, and what came of it goes back by itself. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { PilotDraft } from '#innovations'
import type { Needs } from '../needs.ts'
import { begunFrom, stepOf, type Begun, type Step } from './beginning.ts'
import { publicPilot } from './gathering.ts'
import type { Reading } from './reading.ts'
import { refuse } from './rules.ts'
import * as store from './store/own.ts'
import { AdoptionDraft, WithdrawalDraft, type Adoption } from './types.ts'
import { plain } from './weighing.ts'

export const ADOPTED = 'network.adopted'
/** An adoption as those see it who go on with it. */
export type Undertaken = Adoption & { step: Step; withdrawal?: { at: Date; grounds: string } }

async function standing({ db, gate }: Pick<Needs, 'db' | 'gate'>, id: string): Promise<Adoption> {
  const found = await store.adoption(db, gate, id)
  if (!found) throw refuse.unknown({ id })
  return found
}

/** A result that was told is not quietly exchanged for another. */
async function demandOpen(innovations: Needs['innovations'], { id, pilotId }: Adoption): Promise<void> {
  if ((await publicPilot(innovations, pilotId))?.found) throw refuse.resultStands({ id })
}

const isThere = (asked: Promise<unknown>) => asked.then(() => true, (error: unknown) => { if (error instanceof Refusal) return false; throw error }) // prettier-ignore

type Cards = Pick<Reading, 'one' | 'find'>

export function createAdopting(needs: Needs, reading: Cards) {
  const { db, clock, ids, ledger, events, gate, innovations } = needs
  const { pilots } = innovations

  const inOne = <Result>(work: (tx: Tx) => Promise<Result>) =>
    db.transaction().execute(async (tx) => {
      await store.lock(tx)
      return work(tx)
    })

  async function link(tx: Tx, actor: Actor, adoption: Adoption, pilotId: string | null): Promise<void> {
    const { id } = adoption
    await store.lock(tx)
    const found = await store.adoption(tx, gate, id)
    if (!found) throw refuse.unknown({ id })
    if (found.pilotId === pilotId) return
    // Another was named meanwhile, and what that one found was not looked at.
    if (found.pilotId !== adoption.pilotId) throw refuse.changedMeanwhile({ id })
    await ledger.append(tx, { kind: 'network.adoptionPilot', actor: actor.id, subject: `network/adoptions/${id}`, payload: { pilot: pilotId } }) // prettier-ignore
    await store.link(tx, id, pilotId)
    await events.emit(tx, ADOPTED, { id })
  }

  return {
    ...createFollowing(needs, reading),
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
        inOne(async (tx) => {
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

    /** A plan is drafted, and named as the one by which it is tried, or neither. Throws `exchange.unknown`, `exchange.resultStands`, `exchange.changedMeanwhile`, and what `pilots.add` does. */
    async begin(actor: Actor, id: string, draft: PilotDraft): Promise<{ pilotId: string }> {
      demand(actor, 'innovations.organise')
      const adoption = await standing(needs, id)
      await demandOpen(innovations, adoption)
      const { id: pilotId } = await pilots.add(actor, draft, (tx, drafted) => link(tx, actor, adoption, drafted))
      return { pilotId }
    },

    /**
     * The pilot by which it is tried here, or none any more: once its evaluation is published, that goes to the city it
     * came from. Of a plan that is not public yet nobody outside is told. Throws `exchange.unknown`,
     * `exchange.unknownPilot`, `exchange.resultStands` once a result was told, `exchange.changedMeanwhile`.
     */
    async tryBy(actor: Actor, id: string, pilotId: string | null): Promise<void> {
      demand(actor, 'innovations.organise')
      const isKnown = pilotId === null || (await isThere(pilots.one(pilotId))) || (await isThere(pilots.forWork(actor, pilotId))) // prettier-ignore
      if (!isKnown) throw refuse.unknownPilot({ id: pilotId })
      const adoption = await standing(needs, id)
      await demandOpen(innovations, adoption)
      await db.transaction().execute((tx) => link(tx, actor, adoption, pilotId))
    },

    /** Given up: the others are told that it is withdrawn, and a result that was told leaves what all found together. Throws `exchange.unknown`. */
    async withdraw(actor: Actor, id: string, given: WithdrawalDraft): Promise<void> {
      demand(actor, 'innovations.organise')
      const { grounds } = WithdrawalDraft.parse(given)
      await inOne(async (tx) => {
        if (!(await store.adoption(tx, gate, id))) throw refuse.unknown({ id })
        const entryId = await ledger.append(tx, { kind: 'network.adoptionWithdrawal', actor: actor.id, subject: `network/adoptions/${id}`, grounds, payload: {} }) // prettier-ignore
        await store.withdraw(tx, id, { grounds, at: clock.now(), by: actor.id, entryId })
        await events.emit(tx, ADOPTED, { id })
      })
    },
  }
}

/** How far each has come, and what one would begin with. */
function createFollowing({ db, gate, innovations }: Needs, reading: Cards) {
  return {
    /** What a plan here begins with: what the card says, and by what its city saw whether it works. Throws `exchange.unknown`. */
    async begun(actor: Actor, id: string): Promise<Begun> {
      demand(actor, 'innovations.organise')
      const adoption = await standing({ db, gate }, id)
      return begunFrom(adoption, await reading.find(adoption.domain, adoption.card))
    },

    /** What this city took from others, the newest first, as everybody sees it: without pilots that are not public. */
    async adoptions(): Promise<Adoption[]> {
      const all = await store.adoptions(db, gate)
      return Promise.all(all.map(async (one) => ({ ...one, pilotId: (await publicPilot(innovations, one.pilotId))?.pilot.id ?? null }))) // prettier-ignore
    },

    /** The same for those who go on with them: how far each has come, the withdrawn last. */
    async undertaken(actor: Actor): Promise<Undertaken[]> {
      demand(actor, 'innovations.organise')
      const [open, ended] = await Promise.all([store.adoptions(db, gate), store.givenUp(db, gate)])
      const now = open.map(async (one): Promise<Undertaken> => ({ ...one, step: stepOf(one.pilotId, await publicPilot(innovations, one.pilotId)) })) // prettier-ignore
      const before = ended.map(({ withdrawnAt: at, grounds, ...one }): Undertaken => ({ ...one, step: 'withdrawn', withdrawal: { at, grounds } })) // prettier-ignore
      return [...(await Promise.all(now)), ...before]
    },

    /** Whose practice a public pilot tries, where it tries one. */
    async triedBy(pilotId: string): Promise<Adoption | undefined> {
      return (await store.adoptions(db, gate)).find((one) => one.pilotId === pilotId)
    },
  }
}
