/** The verbs of savings. What is public of them passed the gate; who vouches had no part in what it vouches for. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import type { Kept } from '#platform/files'
import type { Json } from '#platform/ledger'
import { fingerprintOf } from '#governance'
import * as rules from '../rules.ts'
import { holdFor } from '../live.ts'
import { refuse } from '../refusals.ts'
import { keptFiles } from '../sources.ts'
import * as store from '../store.ts'
import { AdjustmentDraft, Plan, RateDraft, type BroughtFile, type FileKind, type KnownRate } from '../types.ts'
import { createInner, FILE_BYTES_MAX, type Inner, type SavingsNeeds } from './inner.ts'
import { createResults } from './results.ts'
import { createViews } from './views.ts'

export function createSavings(needs: SavingsNeeds) {
  const { files, gate, timezone } = needs
  const inner: Inner = { ...needs, ...createInner(needs) }
  const { act, inOne, locked } = inner
  const address = (id: string) => `/savings/${id}`

  async function write(actor: Actor, draft: Plan, id?: string): Promise<store.KnownPlan> {
    const plan = Plan.parse({ ...draft, zone: timezone })
    demand(actor, 'infrastructure.write', plan.organisationId)
    rules.demandOrder(plan)
    return inOne(async (tx) => {
      const known = id === undefined ? undefined : await locked(tx, id)
      if (known?.seal) throw refuse.notDraft({ id: known.id })
      if (known) demand(actor, 'infrastructure.write', known.plan.organisationId)
      const own = id ?? inner.id()
      // A draft may hold what its author still takes out: of it the ledger knows that it was written.
      const drafted = await act(tx, actor, 'planDrafted', `savings/${own}`, { option: plan.option })
      await store.writePlan(tx, own, plan, drafted)
      return { id: own, plan, drafted }
    })
  }

  /** A price or a factor, with whom it is from. Throws `savings.overlaps`, `savings.period`. */
  async function addRate(actor: Actor, given: RateDraft): Promise<KnownRate> {
    demand(actor, 'infrastructure.admin')
    const draft = RateDraft.parse(given)
    rules.demandPeriod(draft)
    return inOne(async (tx) => {
      await store.lockRates(tx)
      rules.demandFree(draft, await store.rates(tx))
      const id = inner.id()
      const pass = await gate.passWords(tx, actor, { module: 'infrastructure', id: 'savings/rates', title: draft.name, content: { name: draft.name, source: draft.source }, address: '/savings' }) // prettier-ignore
      const done = await act(tx, actor, 'rateAdded', `savings/rates/${id}`, draft)
      const rate = { ...draft, id, ...done }
      await store.addRate(tx, rate, pass)
      return rate
    })
  }

  return {
    fileBytesMax: FILE_BYTES_MAX,
    /** Throws `savings.order`. */
    draft: (actor: Actor, draft: Plan) => write(actor, draft),
    /** Throws `savings.unknown`, `savings.notDraft`, `savings.order`. */
    redraft: (actor: Actor, id: string, draft: Plan) => write(actor, draft, id),

    /** Fixes the plan for good, before its measure. Throws `savings.notDraft`, `savings.tooLate`, and what the gate refuses. */
    async seal(actor: Actor, id: string): Promise<void> {
      await inOne(async (tx) => {
        const { plan, seal } = await locked(tx, id)
        demand(actor, 'infrastructure.write', plan.organisationId)
        if (seal) throw refuse.notDraft({ id })
        rules.demandBefore(plan, inner.today())
        const content = plan as unknown as Json
        const pass = await gate.passWords(tx, actor, { module: 'infrastructure', id: `savings/${id}`, title: plan.title, content, address: address(id) }) // prettier-ignore
        const sha256 = fingerprintOf(content)
        const sealed = await act(tx, actor, 'planSealed', `savings/${id}`, { sha256, plan })
        await store.addSeal(tx, id, sha256, sealed, pass)
        await holdFor(tx, inner.live, id, plan)
      })
    },

    /** A change that is none of the measure's doing, public with its reason. Throws `savings.notSealed`, `savings.period`. */
    async adjust(actor: Actor, id: string, given: AdjustmentDraft): Promise<void> {
      const draft = AdjustmentDraft.parse(given)
      rules.demandPeriod(draft)
      await inOne(async (tx) => {
        const { plan, seal } = await locked(tx, id)
        demand(actor, 'infrastructure.write', plan.organisationId)
        if (!seal) throw refuse.notSealed({ id })
        const own = inner.id()
        const pass = await gate.passWords(tx, actor, { module: 'infrastructure', id: `savings/${id}/adjustments`, title: plan.title, content: { reason: draft.reason, of: id }, address: address(id) }) // prettier-ignore
        const done = await act(tx, actor, 'adjusted', `savings/${id}`, draft, draft.reason)
        await store.addAdjustment(tx, id, { ...draft, id: own, ...done }, pass)
      })
    },

    /** Keeps a file's bytes before it is known what they are. */
    async keep(actor: Actor, stream: Readable): Promise<Kept> {
      demand(actor, 'infrastructure.write')
      return files.put(stream, { limitBytes: FILE_BYTES_MAX })
    },

    /** A file is read before it is taken. Throws `savings.notSealed`, `savings.file.…` and what `#tables` refuses. */
    async bring(actor: Actor, id: string, file: Kept & { kind: FileKind; name: string; unit?: string }): Promise<void> {
      const [known] = await store.plans(needs.db, id)
      if (!known) throw refuse.unknown({ id })
      demand(actor, 'infrastructure.write', known.plan.organisationId)
      await keptFiles(files).check(known.plan, file)
      await inOne(async (tx) => {
        const { seal } = await locked(tx, id)
        if (!seal) throw refuse.notSealed({ id })
        const { kind, name, sha256, bytes, unit } = file
        const done = await act(tx, actor, 'fileBrought', `savings/${id}`, { kind, sha256, bytes })
        const brought: BroughtFile = { kind, name, sha256, bytes, unit, ...done }
        await store.addFile(tx, inner.id(), id, brought)
      })
    },

    /** Those of the city pack that no other of the same days stands in the way of: what a person entered stays. */
    async loadRates(loader: Actor, drafts: readonly RateDraft[]): Promise<void> {
      demand(loader, 'infrastructure.admin')
      for (const draft of drafts)
        await addRate(loader, draft).catch((error: unknown) => {
          if (!(error instanceof Refusal) || error.code !== 'savings.overlaps') throw error
        })
    },

    addRate,
    rates: () => store.rates(needs.db),
    ...createResults(inner),
    ...createViews(inner),
  }
}
export type { SavingsNeeds } from './inner.ts'
export type Savings = ReturnType<typeof createSavings>
