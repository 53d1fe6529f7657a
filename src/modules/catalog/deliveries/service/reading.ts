/** The background work: a delivery is read, its rows are laid behind the gate, and the gate is told what was found in them. */
import { exclusively, isPassing, type Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import { wasCancelled, type Job } from '#platform/jobs'
import { UNREAD } from '#governance'
import * as datasets from '../../datasets/store.ts'
import type { DatasetText, DistributionEntry } from '../../datasets/types.ts'
import type { Needs } from '../../needs.ts'
import * as rules from '../rules.ts'
import { READ_JOB } from './deliveries.ts'
import * as store from '../store/deliveries.ts'
import * as held from '../store/held.ts'
import { readTable } from './table.ts'
import type { Delivery } from '../types.ts'

export type ReadJob = Pick<Job<{ id: string }>, 'data' | 'progress' | 'signal'>
/** What was read of it; `stops` where that breaks the dictionary. */
export type Read = Partial<Delivery> & { stops?: boolean }

export function createReading(needs: Needs) {
  const { database, clock, governance } = needs
  const { db } = database

  /** What was read goes to the gate: clear by the stated rule, or held for a person. */
  async function settle(tx: Tx, delivery: Delivery, distribution: DistributionEntry, read: Read): Promise<void> {
    const { stops, ...found } = read
    const whole = { ...found, readAt: clock.now() }
    if (stops) return store.update(tx, delivery.id, { ...whole, state: 'stopped' })
    const dataset = (await datasets.find(tx, distribution.datasetId))!
    const { id: assetId } = await governance.assets.bySlug(tx, (dataset.said.text as DatasetText).asset)
    const candidate = rules.candidateOf({ dataset, distribution, assetId }, { ...delivery, ...found })
    if (await governance.gate.isClear(tx, candidate)) return store.update(tx, delivery.id, { ...whole, state: 'ready' })
    const { id: examinationId, state } = await governance.gate.hold(tx, { id: delivery.broughtBy }, candidate)
    await store.update(tx, delivery.id, { ...whole, examinationId, state: state === 'withdrawn' ? 'held' : state })
  }

  /** A file goes out as it came, whatever it holds: a person decides, also where it is a table in which nothing was found. */
  async function looked({ sha256 }: Delivery): Promise<Read> {
    const findings = await governance.gate.examineFile(() => needs.files.read(sha256))
    const isTold = findings.some(({ detector }) => detector === UNREAD.detector)
    return { fingerprint: sha256, findings: isTold ? findings : [...findings, UNREAD] }
  }

  async function read({ data: { id }, progress, signal }: ReadJob): Promise<void> {
    const delivery = await store.find(db, id)
    if (delivery?.state !== 'reading') return
    const distribution = (await datasets.distribution(db, delivery.distributionId))!
    const isTable = distribution.kind === 'table'
    try {
      const found: Read = isTable ? await readTable(needs, delivery, { progress, signal }) : await looked(delivery)
      await db.transaction().execute(async (tx) => {
        // Given up in the meantime, it stays so.
        if ((await store.lock(tx, id))?.state === 'reading') return settle(tx, delivery, distribution, found)
        if (isTable) await held.drop(tx, id)
      })
    } catch (error) {
      if (isTable) await held.drop(db, id)
      if (wasCancelled(signal)) return store.update(db, id, { state: 'abandoned' })
      if (!(error instanceof Refusal) || isPassing(error)) throw error
      const failure = { code: error.code, details: error.details }
      await store.update(db, id, { state: 'stopped', failure, readAt: clock.now() })
    }
  }

  /** Begins anew where it was interrupted; one process at a time, also where one that was taken for dead is not. */
  return { read: (job: ReadJob): Promise<void> => exclusively(db, `${READ_JOB} ${job.data.id}`, () => read(job)) }
}
