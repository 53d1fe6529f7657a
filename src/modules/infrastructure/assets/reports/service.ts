/** Reporting faults without an account, and what becomes of them. */
import type { Readable } from 'node:stream'
import { demand, visitor, type Actor } from '#platform/actor'
import type { Db, Tx } from '#platform/db'
import { keepPhoto } from '#platform/photos'
import { makeCode } from '../code.ts'
import { kindOf } from '../kinds/index.ts'
import { refuse } from '../refusals.ts'
import type { Inner } from '../service/inner.ts'
import * as store from '../store/reports.ts'
import * as things from '../store/things.ts'
import { createCounts } from './limits.ts'
import {
  Closing,
  CONTACT_DAYS,
  FILLING_MS_MAX,
  FILLING_MS_MIN,
  LIMITS,
  ReportDraft,
  type Followed,
  type Report,
} from './types.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const SWEEP_JOB = 'infrastructure.reports.sweep'
export const REPORTS_SWEEP = { job: SWEEP_JOB, cron: '7 4 * * *' } as const

export function createReports(inner: Inner) {
  const { db, clock, ids, files, jobs, act } = inner
  const counts = createCounts(clock)
  const forget = () => store.forgetContacts(db, new Date(clock.now().getTime() - CONTACT_DAYS * DAY_MS))
  jobs.define(SWEEP_JOB, forget)

  /** Throws `things.reportUnknown`. */
  async function locked(tx: Tx, id: string): Promise<Report> {
    const report = await store.lock(tx, id)
    if (!report) throw refuse.reportUnknown({ id })
    return report
  }

  /** Throws `things.reportRobot` for what no person fills in, or not so quickly. */
  function demandPerson({ website, begunAt }: ReturnType<typeof ReportDraft.parse>): void {
    const passed_ms = clock.now().getTime() - begunAt.getTime()
    if (website !== '' || passed_ms < FILLING_MS_MIN || passed_ms > FILLING_MS_MAX) throw refuse.reportRobot()
  }

  /** Throws `things.reportsTooMany`. */
  function demandRoom(address: string): void {
    const wait_s = counts.wait_s(address)
    if (wait_s > 0) throw refuse.reportsTooMany({ minutes: Math.ceil(wait_s / 60) })
  }

  async function close(tx: Tx, id: string, given: Closing, actor: Actor): Promise<Report> {
    const { outcome, answer } = Closing.parse(given)
    const report = await locked(tx, id)
    demand(actor, 'infrastructure.write', report.organisationId)
    if (report.closed) throw refuse.reportClosed({ receipt: report.receipt })
    const { at, by } = await act(tx, actor, 'reportClosed', `things/reports/${id}`, { outcome })
    await store.close(tx, id, at, by, outcome, answer)
    return (await store.find(tx, id))!
  }

  async function take(tx: Tx, id: string, actor: Actor): Promise<Report> {
    const report = await locked(tx, id)
    demand(actor, 'infrastructure.write', report.organisationId)
    if (report.closed) throw refuse.reportClosed({ receipt: report.receipt })
    if (report.taken) return report
    const { at, by } = await act(tx, actor, 'reportTaken', `things/reports/${id}`, {})
    await store.take(tx, id, at, by)
    return (await store.find(tx, id))!
  }

  return {
    forgetContacts: forget,

    /** The photo to a report, which comes before it and counts as it. Throws `things.reportsTooMany`, `photos.unreadable`. */
    async bringPhoto(address: string, photo: Readable) {
      demandRoom(address)
      counts.count(address)
      return keepPhoto(files, photo)
    },

    /**
     * Reports a fault; gives the code by which the reporter sees what becomes of it. Throws `things.unknown`,
     * `things.faultUnknown`, `things.reportWords`, `things.reportRobot`, `things.reportsTooMany`. A photo was brought before.
     */
    async report(address: string, code: string, given: ReportDraft, photo: Report['photo'] = null): Promise<string> {
      const draft = ReportDraft.parse(given)
      if (!photo) demandRoom(address)
      demandPerson(draft)
      const thing = await things.find(db, code)
      if (!thing || thing.state === 'scrapped') throw refuse.unknown({ code })
      const faults = kindOf(thing.kind)?.faults ?? []
      if (!faults.some((fault) => fault.code === draft.fault)) throw refuse.faultUnknown({ found: draft.fault })
      if (draft.fault === 'other' && draft.words === '') throw refuse.reportWords()
      const sinceHour = new Date(clock.now().getTime() - HOUR_MS)
      if ((await store.countSince(db, thing.id, sinceHour)) >= LIMITS.thing)
        throw refuse.reportsTooMany({ minutes: 60 })
      const [id, receipt] = [ids.uuid(), makeCode(ids) + makeCode(ids)]
      const { fault, words, contact, language } = draft
      await db.transaction().execute(async (tx) => {
        const { at, entryId } = await act(tx, visitor, 'reported', `things/reports/${id}`, { fault })
        await store.add(tx, {
          id,
          receipt,
          thingId: thing.id,
          fault,
          words,
          photo,
          language,
          at,
          entryId,
          contact,
        })
      })
      if (!photo) counts.count(address)
      return receipt
    },

    /** What became of it, by the reporter's code. Throws `things.reportUnknown`. */
    async follow(receipt: string): Promise<Followed> {
      const report = await store.byReceipt(db, receipt.replace(/[\s-]/g, '').toUpperCase())
      if (!report) throw refuse.reportUnknown({ id: receipt })
      const { thing, kind, fault, at, taken, closed } = report
      return {
        ...{
          receipt: report.receipt,
          thing,
          kind,
          fault,
          at,
          takenAt: taken?.at ?? null,
          closedAt: closed?.at ?? null,
        },
        state: closed ? 'closed' : taken ? 'taken' : 'waiting',
        ...{ outcome: closed?.outcome ?? null, answer: closed?.answer ?? '' },
      }
    },

    // For other rooms, in the caller's transaction.
    /** Not closed yet, oldest first; of one thing or of all. */
    waiting: (thingId?: string, tx: Db | Tx = db): Promise<Report[]> => store.waiting(tx, thingId),
    find: (id: string, tx: Db | Tx = db): Promise<Report | undefined> => store.find(tx, id),
    take,
    /** Throws `things.reportUnknown`, `things.reportClosed`, `forbidden`. */
    close,

    // For who handles them.
    /** Those of things that one may read, oldest first. */
    async open(actor: Actor): Promise<Report[]> {
      const all = await store.waiting(db)
      return all.filter(({ organisationId }) => actor.can('infrastructure.read', organisationId))
    },
    async ofThing(actor: Actor, thing: { id: string; organisationId: string }): Promise<Report[]> {
      demand(actor, 'infrastructure.read', thing.organisationId)
      return store.ofThing(db, thing.id)
    },
    /** How to reach the reporter: only for who handles the case. */
    async contact(actor: Actor, { id, organisationId }: Report): Promise<string | undefined> {
      return actor.can('infrastructure.write', organisationId) ? store.contactOf(db, id) : undefined
    },
    takeUp: (actor: Actor, id: string): Promise<Report> => db.transaction().execute((tx) => take(tx, id, actor)),
    settle: (actor: Actor, id: string, closing: Closing): Promise<Report> =>
      db.transaction().execute((tx) => close(tx, id, closing, actor)),

    /** A reporter's photo, for who may read the thing. Throws `things.fileUnknown`. */
    async photo(actor: Actor, id: string) {
      const report = await store.find(db, id)
      if (!report?.photo) throw refuse.fileUnknown()
      demand(actor, 'infrastructure.read', report.organisationId)
      return { stream: await files.get(report.photo.sha256), mediaType: report.photo.mediaType }
    },
  }
}
