/** Who helps with a project, what may go wrong, its papers, and the effect that it promises: each a line of the diary. */
import { demand, type Actor } from '#platform/actor'
import * as moneyStore from '../../money/store.ts'
import * as rules from '../rules.ts'
import { refuse } from '../rules.ts'
import * as store from '../store.ts'
import { DocumentDraft, PartnerDraft, PromiseDraft, RiskDraft } from '../types.ts'
import type { Inner } from './inner.ts'

type In<Schema extends { _zod: { input: unknown } }> = Schema['_zod']['input']

export function createAround(inner: Inner) {
  const { inOne, own, note, db, indicators } = inner

  return {
    async partner(actor: Actor, id: string, given: In<typeof PartnerDraft>): Promise<void> {
      const draft = PartnerDraft.parse(given)
      await inOne(async (tx) => note(tx, actor, await own(tx, actor, id), 'partner', draft))
    },

    /** A risk, or what became of one that was named before. */
    async risk(actor: Actor, id: string, given: In<typeof RiskDraft>): Promise<void> {
      const draft = RiskDraft.parse(given)
      await inOne(async (tx) => note(tx, actor, await own(tx, actor, id), 'risk', draft))
    },

    async document(actor: Actor, id: string, given: In<typeof DocumentDraft>): Promise<void> {
      const draft = DocumentDraft.parse(given)
      await inOne(async (tx) => note(tx, actor, await own(tx, actor, id), 'document', draft))
    },

    /**
     * The effect that it is to have, fixed before the work begins; a later one needs its reason, and the first stays visible.
     * Throws `strategy.unknownIndicator`, `strategy.promiseLate`, `strategy.reason`.
     */
    async promise(actor: Actor, id: string, given: In<typeof PromiseDraft>): Promise<void> {
      const draft = PromiseDraft.parse(given)
      const definition = (await indicators.definitions()).find((one) => one.id === draft.indicator)
      if (!definition) throw refuse.unknownIndicator({ id: draft.indicator })
      await inOne(async (tx) => {
        const project = await own(tx, actor, id)
        const { promise } = rules.aroundOf(await store.entries(tx, id))
        rules.demandPromise(project, promise, draft.reason)
        const { names, unit } = definition
        const content = { ...draft, names, unit, isFirst: promise === null }
        await note(tx, actor, project, 'promise', content, draft.reason || undefined)
      })
    },

    /**
     * No project is deleted. Throws `strategy.moneyHangs` with how many lines of the budget name it, or what was paid; else
     * `strategy.stays`: what was promised in public stays, and is given up instead.
     */
    async remove(actor: Actor, id: string): Promise<never> {
      const project = await inner.found(id)
      demand(actor, 'strategy.projects', project.organisationId)
      const lines = (await moneyStore.ofProject(db, id)).length
      if (lines > 0 || project.spent_minor > 0)
        throw refuse.moneyHangs({
          sums: lines,
          spent_minor: project.spent_minor,
          isPaid: project.spent_minor > 0 ? 'yes' : 'no',
        })
      throw refuse.stays({ id })
    },
  }
}
