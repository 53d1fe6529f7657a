/** The report's own page, printed as PDF in every language, and kept. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import { isPassing } from '#platform/db'
import { Refusal } from '#platform/errors'
import { wasCancelled, type Job } from '#platform/jobs'
import { LANGS, type Lang } from '#words'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import type { Print, Report } from '../types/index.ts'
import type { Finding } from './finding.ts'
import type { Needs } from './needs.ts'

export const PRINT_JOB = 'reports.print'
const BYTES_MAX = 100_000_000

export function createPrinting({ db, clock, ledger, files, jobs, press }: Needs, { find, locked, read }: Finding) {
  async function printAll(found: Report, job: Pick<Job<unknown>, 'progress' | 'signal'>): Promise<Print[]> {
    const prints: Print[] = []
    for (const [at, lang] of LANGS.entries()) {
      job.signal.throwIfAborted()
      await job.progress(at, LANGS.length)
      const bytes = await press.print(`/${lang}/reports/${found.id}`, { signal: job.signal })
      const kept = await files.put([bytes], { limitBytes: BYTES_MAX, signal: job.signal })
      prints.push({ lang, ...kept, at: clock.now() })
    }
    return prints
  }

  return {
    /** The background work of printing. A house without a browser has the page and the data, and says why no PDF. */
    async print(job: Pick<Job<{ id: string }>, 'data' | 'progress' | 'signal'>): Promise<void> {
      const found = await find(job.data.id)
      if (found.state !== 'made' || found.prints.length > 0) return
      try {
        const prints = await printAll(found, job)
        await db.transaction().execute(async (tx) => {
          await store.addPrints(tx, found.id, prints)
          await store.update(tx, found.id, { printFailure: null })
          const payload = Object.fromEntries(prints.map(({ lang, sha256 }) => [lang, sha256]))
          const subject = `report/${found.id}`
          await ledger.append(tx, { kind: 'reports.printed', actor: 'system:reports', subject, payload })
        })
        await job.progress(LANGS.length, LANGS.length)
      } catch (error) {
        if (wasCancelled(job.signal)) return
        if (!(error instanceof Refusal) || isPassing(error)) throw error
        const { code, details } = error
        await store.update(db, found.id, { printFailure: { code, details } })
      }
    },

    /** Prints again what could not be printed before. Throws `reports.notMade`. */
    async printAgain(actor: Actor, id: string): Promise<void> {
      demand(actor, 'reports.make')
      await db.transaction().execute(async (tx) => {
        const found = await locked(tx, id)
        if (found.state !== 'made') throw rules.refuse.notMade({ id, state: found.state })
        if (found.prints.length > 0) return
        const printJobId = await jobs.enqueue(tx, PRINT_JOB, { id })
        await store.update(tx, id, { printJobId, printFailure: null })
        await ledger.append(tx, { kind: 'reports.printing', actor: actor.id, subject: `report/${id}` })
      })
    },

    /** One language's PDF. Throws `reports.notPrinted`. */
    async pdf(actor: Actor, id: string, lang: Lang): Promise<{ report: Report; print: Print; stream: Readable }> {
      const report = await read(actor, id)
      const print = report.prints.find((one) => one.lang === lang)
      if (!print) throw rules.refuse.notPrinted({ id, lang })
      return { report, print, stream: await files.get(print.sha256) }
    },
  }
}
