/** A report is asked for, made in the background of one moment, and given up where nobody wants it. */
import { demand, type Actor } from '#platform/actor'
import { isPassing } from '#platform/db'
import { Refusal } from '#platform/errors'
import { wasCancelled, type Job } from '#platform/jobs'
import { canonical, type Json } from '#platform/ledger'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import { ReportRequest, type Report } from '../types/index.ts'
import { contentOf } from './content.ts'
import type { Finding } from './finding.ts'
import type { Needs } from './needs.ts'
import { PRINT_JOB } from './printing.ts'

export const MAKE_JOB = 'reports.make'
/** Far more than any report says. */
const BYTES_MAX = 20_000_000

export function createMaking(needs: Needs, { find, locked }: Finding) {
  const { db, clock, ids, ledger, files, jobs, indicators, timezone } = needs

  const thisYear = () =>
    Number(new Intl.DateTimeFormat('en', { timeZone: timezone, year: 'numeric' }).format(clock.now()))

  /** Writes down what was known, and says so in the ledger; then the PDFs are printed. */
  async function make(found: Report, job: Pick<Job<unknown>, 'progress' | 'signal'>): Promise<void> {
    const content = await contentOf(needs, found, job)
    const text = Buffer.from(canonical(content as unknown as Json))
    const kept = await files.put([text], { limitBytes: BYTES_MAX, signal: job.signal })
    await db.transaction().execute(async (tx) => {
      if ((await store.lock(tx, found.id))?.state !== 'making') return
      const { kind, standard = null, area, year, moment, askedBy } = found
      const payload = { kind, standard, area, year, seq: moment.seq, askedBy, ...kept }
      const subject = `report/${found.id}`
      const entryId = await ledger.append(tx, { kind: 'reports.made', actor: 'system:reports', subject, payload })
      const printJobId = await jobs.enqueue(tx, PRINT_JOB, { id: found.id })
      await store.update(tx, found.id, { ...kept, entryId, printJobId, state: 'made' })
    })
  }

  return {
    /** The last year that can be reported. */
    thisYear,

    /**
     * Begins a report of this moment: the last publication of which all values are computed. The same report of the same
     * moment is the one that it was before. Throws `indicators.unknownStandard`, `reports.yearAhead`, `reports.nothingPublished`.
     */
    async ask(actor: Actor, request: ReportRequest): Promise<Report & { before: boolean }> {
      demand(actor, 'reports.make')
      const { kind, standard, year } = ReportRequest.parse(request)
      if (standard !== undefined) indicators.standard(standard)
      rules.demandBegun(year, thisYear())
      const moment = await indicators.moment()
      if (!moment) throw rules.refuse.nothingPublished()
      const area = indicators.home
      const draft = { id: ids.uuid(), kind, standard, area, year, moment, askedBy: actor.id, askedAt: clock.now() }
      return db.transaction().execute(async (tx) => {
        const added = await store.add(tx, draft)
        if (!added) return { ...(await store.same(tx, draft))!, before: true }
        const jobId = await jobs.enqueue(tx, MAKE_JOB, { id: added.id })
        await store.update(tx, added.id, { jobId })
        const payload = { kind, standard: standard ?? null, area, year, seq: moment.seq }
        const subject = `report/${added.id}`
        await ledger.append(tx, { kind: 'reports.asked', actor: actor.id, subject, payload })
        return { ...added, jobId, before: false }
      })
    },

    /** The background work of making; begins anew where it was interrupted. */
    async make(job: Pick<Job<{ id: string }>, 'data' | 'progress' | 'signal'>): Promise<void> {
      const found = await find(job.data.id)
      if (found.state !== 'making') return
      try {
        await make(found, job)
      } catch (error) {
        if (wasCancelled(job.signal)) return store.update(db, found.id, { state: 'cancelled' })
        if (!(error instanceof Refusal) || isPassing(error)) throw error
        const { code, details } = error
        await store.update(db, found.id, { state: 'failed', failure: { code, details } })
      }
    },

    /** Gives a report up that is being made, or that was made and not published. */
    async cancel(actor: Actor, id: string, grounds?: string): Promise<void> {
      demand(actor, 'reports.make')
      const found = await db.transaction().execute(async (tx) => {
        const found = await locked(tx, id)
        rules.demandUnpublished(found)
        await store.update(tx, id, { state: 'cancelled' })
        await ledger.append(tx, { kind: 'reports.cancelled', actor: actor.id, subject: `report/${id}`, grounds })
        return found
      })
      if (found.jobId) await jobs.cancel(found.jobId)
      if (found.printJobId) await jobs.cancel(found.printJobId)
    },
  }
}
