/** Results: computed, vouched for by somebody else, published; none is ever changed. */
import { demand, type Actor } from '#platform/actor'
import { dayAfter } from '#stats'
import { bundleBytes, BUNDLE_FORMAT, recompute, seriesOf, type Bundle } from '../bundle.ts'
import { findingsOf, worthsOf, type Brought, type Period } from '../findings.ts'
import * as rules from '../rules.ts'
import { createLamps, readsLamps } from '../lamps.ts'
import { createLive, holdFor } from '../live.ts'
import { refuse } from '../refusals.ts'
import { keptFiles } from '../sources.ts'
import * as store from '../store.ts'
import { VerificationDraft, type ResultContent, type ToldFile } from '../types.ts'
import { FILE_BYTES_MAX, type Inner } from './inner.ts'

const BUNDLE_LIMIT = 2 * FILE_BYTES_MAX

export function createResults(inner: Inner) {
  const { db, clock, files, gate, act, inOne, locked, today } = inner
  const kept = keptFiles(files)
  const live = createLive(inner.live)
  const lamps = createLamps(inner.live)

  /** From the things that the plan names, or from the newest files. */
  async function readFor(
    actor: Actor,
    { id, plan }: store.KnownPlan,
    period: Period,
  ): Promise<{ brought: Brought; files: ToldFile[] }> {
    if (plan.option === 'C' && plan.series) return live.read(actor, plan, plan.series, clock.now())
    const told = plan.option === 'A' && readsLamps(plan) ? await lamps.read(actor, plan, period) : undefined
    // Groups whose lamps do not tell their watts are measured by a file.
    if (told && readsLamps(plan, 'all')) return told
    const read = await kept.read(plan, await store.files(db, id))
    const files = read.files.map(({ kind, name, sha256 }): ToldFile => ({ kind, name, sha256 }))
    if (!told || read.brought.option !== 'A') return { ...read, files }
    return { brought: { option: 'A', watts: { ...read.brought.watts, ...told.brought.watts } }, files: [...files, ...told.files] } // prettier-ignore
  }

  async function resultOf(id: string): Promise<store.KnownResult & { known: store.KnownPlan }> {
    const [result] = await store.results(db, { id })
    const [known] = result ? await store.plans(db, result.planId) : []
    if (!result || !known) throw refuse.unknown({ id })
    return { ...result, known }
  }

  return {
    /** From the newest files, for the days from `from` to before `to`. Throws `savings.…`, `stats.savings.…`. */
    async compute(actor: Actor, planId: string, period: Period = {}): Promise<store.KnownResult> {
      const [known] = await store.plans(db, planId)
      if (!known) throw refuse.unknown({ id: planId })
      demand(actor, 'infrastructure.write', known.plan.organisationId)
      if (!known.seal) throw refuse.notSealed({ id: planId })
      const { plan, seal } = known
      rules.demandPast({ to: dayAfter(period.from ?? plan.reportsFrom) }, today())
      const [read, adjustments, rates] = await Promise.all([
        readFor(actor, known, period),
        store.adjustments(db, planId),
        store.rates(db),
      ])
      const found = findingsOf(plan, read.brought, adjustments, period)
      rules.demandPast(found, today())
      const own = rates.filter(({ carrier }) => carrier === plan.carrier)
      const told = read.files
      const content: ResultContent = { ...found, ...worthsOf(plan, found, own), files: told, rates: own }
      const { files: _files, rates: _rates, ...result } = content
      const bundle: Bundle = {
        ...{ format: BUNDLE_FORMAT, planEntry: seal.entryId, plan, adjustments, rates: own },
        ...{ period: { from: found.from, to: found.to }, files: told, readings: readingsOf(read.brought), result },
      }
      const written = await files.put([bundleBytes(bundle)], { limitBytes: BUNDLE_LIMIT })
      return inOne(async (tx) => {
        await locked(tx, planId)
        const number = (await store.results(tx, { planId })).length + 1
        const { avoided_kwh, interval, from, to } = content
        const computed = await act(tx, actor, 'computed', `savings/${planId}`, { number, from, to, avoided_kwh, interval, bundle: written.sha256 }) // prettier-ignore
        const result = { id: inner.id(), planId, number, content, bundle: written, computed }
        await store.addResult(tx, result)
        await holdFor(tx, inner.live, planId, plan, told)
        return result
      })
    },

    /** By another person, once. Throws `savings.notPerson`, `savings.fourEyes`, `savings.decided`. */
    async verify(actor: Actor, resultId: string, given: VerificationDraft): Promise<void> {
      const draft = VerificationDraft.parse(given)
      const { planId, known } = await resultOf(resultId)
      demand(actor, 'infrastructure.write', known.plan.organisationId)
      await inOne(async (tx) => {
        const { drafted, seal } = await locked(tx, planId)
        const [result] = await store.results(tx, { id: resultId })
        if (result!.verification) throw refuse.decided({ id: resultId })
        const [brought, adjusted] = await Promise.all([store.files(tx, planId), store.adjustments(tx, planId)])
        const acts = [drafted, ...(seal ? [seal] : []), result!.computed, ...brought, ...adjusted]
        rules.demandOther(actor, acts.map(({ by }) => by)) // prettier-ignore
        // The grounds stand in the ledger when they have passed the gate.
        const payload = { number: result!.number, verdict: draft.verdict, bundle: result!.bundle.sha256 }
        const done = await act(tx, actor, 'verified', `savings/${planId}`, payload)
        await store.addVerification(tx, resultId, draft, done)
      })
    },

    /** Only what was confirmed, and only the very bundle. Throws `savings.notConfirmed`, `savings.published`, and what the gate refuses. */
    async publish(actor: Actor, resultId: string): Promise<void> {
      const { planId, known } = await resultOf(resultId)
      demand(actor, 'infrastructure.admin', known.plan.organisationId)
      await inOne(async (tx) => {
        const { plan } = await locked(tx, planId)
        const [result] = await store.results(tx, { id: resultId })
        const { verification, publication, bundle, number, content } = result!
        if (publication) throw refuse.published({ id: resultId })
        if (verification?.verdict !== 'confirmed') throw refuse.notConfirmed({ id: resultId })
        const about = { as: verification.as, grounds: verification.grounds, bundle: bundle.sha256, files: content.files.map(({ name }) => name) } // prettier-ignore
        const pass = await gate.passWords(tx, actor, { module: 'infrastructure', id: `savings/${planId}/results/${number}`, title: plan.title, content: about, address: `/savings/${planId}` }) // prettier-ignore
        const done = await act(
          tx,
          actor,
          'published',
          `savings/${planId}`,
          { number, bundle: bundle.sha256 },
          verification.grounds,
        )
        await store.addPublication(tx, resultId, done, pass)
      })
    },

    /** The bundle's bytes, of what is public, or for whoever may see the rest. Throws `savings.unknown`. */
    async bundle(actor: Actor, planId: string, number: number) {
      const result = (await store.results(db, { planId })).find((one) => one.number === number)
      if (!result || (!result.publication && !actor.can('infrastructure.read'))) throw refuse.unknown({ id: planId })
      return { ...result.bundle, stream: await files.get(result.bundle.sha256, { verify: true }) }
    },

    recompute,
  }
}

const readingsOf = (brought: Brought): Bundle['readings'] =>
  brought.option === 'A'
    ? { option: 'A', watts: Object.fromEntries(Object.entries(brought.watts).map(([name, watts]) => [name, [...watts]])) } // prettier-ignore
    : { option: 'C', meter: seriesOf(brought.meter), temperature_f: seriesOf(brought.temperature_f) }
