/** How far a strategy is: today, and in reports that are made once, of one moment, and kept under their SHA-256. */
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import { isPassing, type Db, type Tx } from '#platform/db'
import { DEMONSTRATION_AREA, isDemonstration } from '#platform/demonstration'
import { Refusal } from '#platform/errors'
import type { Files } from '#platform/files'
import type { Ids } from '#platform/ids'
import { wasCancelled, type Job, type Jobs } from '#platform/jobs'
import { canonical, type Json, type Ledger } from '#platform/ledger'
import type { Press } from '#platform/press'
import { LANGS, type Lang } from '#words'
import type { Analysis } from '#analysis'
import { textsIn, type Gate } from '#governance'
import type { Indicators } from '#indicators'
import * as projectStore from '../projects/store.ts'
import { refuse } from '../strategies/refusals.ts'
import type { Asked, Strategies } from '../strategies/service.ts'
import { goalKey } from '../strategies/types.ts'
import { progressCsv } from './csv.ts'
import { progressOf } from './rules.ts'
import * as store from './store.ts'
import type { Moment, Progress, Report } from './types.ts'

export const MAKE_JOB = 'strategy.progress.make'
export const PRINT_JOB = 'strategy.progress.print'
const PROJECTS_MAX = 10_000
const LISTED_MAX = 200
const BYTES_MAX = 50_000_000
const PDF_BYTES_MAX = 100_000_000

export type Needs = {
  db: Db
  clock: Clock
  ids: Ids
  ledger: Pick<Ledger, 'append'>
  files: Files
  jobs: Jobs
  gate: Pick<Gate, 'passClear' | 'orHold' | 'examineWords' | 'withdrawals' | 'demandPublic'>
  indicators: Pick<Indicators, 'moment'>
  analysis: Pick<Analysis, 'input' | 'parameters' | 'strengths' | 'directions'>
  press: Pick<Press, 'print'>
  strategies: Pick<Strategies, 'one'>
}
type Work = Pick<Job<{ id: string }>, 'data' | 'progress' | 'signal'>
export type ProgressRoom = ReturnType<typeof createProgress>

export function createProgress(needs: Needs) {
  const reading = createReading(needs)
  const making = createMaking(needs, reading)
  needs.jobs.define<{ id: string }>(MAKE_JOB, making.make)
  needs.jobs.define<{ id: string }>(PRINT_JOB, making.print)
  return { ...reading, ...making }
}

function createReading({ db, gate, files, indicators, analysis, strategies }: Needs) {
  /** What is known now, or as of a publication. */
  async function known(id: string, asked: Asked, moment: Moment | undefined): Promise<Progress> {
    const strategy = await strategies.one(id, asked)
    const parameters = analysis.parameters(isDemonstration(id) ? { area: DEMONSTRATION_AREA } : {})
    const seq = moment?.seq
    const keys = strategy.goals.map(({ code }) => goalKey(id, code))
    const [input, { indicators: judged }, { gaps }, { projects }] = await Promise.all([
      analysis.input(seq, parameters.area),
      analysis.strengths(parameters, seq),
      analysis.directions(parameters, seq),
      projectStore.list(db, { goals: keys }, PROJECTS_MAX, 0),
    ])
    return progressOf(strategy, { input, judged, gaps, projects, moment: moment ?? { seq: input.seq, at: '' } })
  }

  /** One that is public. Throws `strategies.reportUnknown`, `strategies.notMade`, `governance.withdrawn`. */
  async function report(id: string): Promise<Report & { sha256: string; bytes: number; entryId: string }> {
    const found = await store.find(db, id)
    if (!found) throw refuse.reportUnknown({ id })
    const { sha256, bytes, entryId, releaseId } = found
    if (!sha256 || bytes === null || !entryId || !releaseId) throw refuse.notMade({ id, state: found.state })
    await gate.demandPublic(releaseId)
    return { ...found, sha256, bytes, entryId }
  }

  /** Byte for byte as its fingerprint says. */
  async function original(id: string) {
    const found = await report(id)
    return { report: found, stream: await files.get(found.sha256) }
  }

  async function content(id: string): Promise<{ report: Awaited<ReturnType<typeof report>>; content: Progress }> {
    const { report: found, stream } = await original(id)
    return { report: found, content: JSON.parse(await text(stream)) as Progress }
  }

  return {
    known,
    original,
    content,
    /** How it stands today. Throws `strategies.unknown`. */
    now: (id: string, asked: Asked = {}): Promise<Progress> => known(id, asked, undefined),

    /** Of a strategy, the newest first; those that are being made or failed for who may ask for them. */
    async reports(actor: Actor, strategyId: string): Promise<Report[]> {
      const all = await store.list(db, strategyId, LISTED_MAX)
      const gone = await gate.withdrawals(all.flatMap(({ releaseId }) => releaseId ?? []))
      return all.filter(({ state, releaseId }) => (state === 'made' ? !gone.has(releaseId!) : actor.can('strategy.edit'))) // prettier-ignore
    },

    async csv(id: string, lang: Lang): Promise<string> {
      return progressCsv((await content(id)).content, lang)
    },

    /** Throws `strategies.notPrinted`. */
    async pdf(id: string, lang: Lang): Promise<{ report: Report; print: Report['prints'][number]; stream: Readable }> {
      const found = await report(id)
      const print = found.prints.find((one) => one.lang === lang)
      if (!print) throw refuse.notPrinted({ id, lang })
      return { report: found, print, stream: await files.get(print.sha256) }
    },
    moment: () => indicators.moment(),
  }
}

function createMaking(needs: Needs, { known, moment: momentNow }: ReturnType<typeof createReading>) {
  const { db, clock, ids, ledger, files, jobs, gate, press, strategies } = needs

  async function write(found: Report, job: Work): Promise<void> {
    const content = await known(found.strategyId, { version: found.version }, found.moment)
    const json = JSON.parse(JSON.stringify(content)) as Json
    const kept = await files.put([Buffer.from(canonical(json))], { limitBytes: BYTES_MAX, signal: job.signal })
    const title = `${content.strategy.names.pl} ${content.day}`
    const candidate = {
      subject: { module: 'strategy', kind: 'report' as const, id: found.id, title },
      ...{ fingerprint: kept.sha256, findings: gate.examineWords(textsIn(json)), aggregate: true },
      address: `/strategy/${found.strategyId}/progress/${found.id}`,
    }
    const publish = async (tx: Tx) => {
      if ((await store.lock(tx, found.id))?.state !== 'making') return
      const { releaseId } = await gate.passClear(tx, { id: found.askedBy } as Actor, candidate)
      const payload = { strategy: found.strategyId, version: found.version, seq: found.moment.seq, ...kept }
      const subject = `strategy/${found.strategyId}`
      const entryId = await ledger.append(tx, { kind: 'strategy.progressReported', actor: found.askedBy, subject, payload }) // prettier-ignore
      await store.made(tx, found.id, { ...kept, entryId, releaseId })
      await jobs.enqueue(tx, PRINT_JOB, { id: found.id })
    }
    await gate.orHold(() => db.transaction().execute(publish))
  }

  return {
    /**
     * Asks for a report of this moment; where one of this strategy is being made, that one is it. Throws
     * `strategies.unknown`, `strategies.nothingPublished`.
     */
    async ask(actor: Actor, strategyId: string): Promise<{ id: string; before: boolean }> {
      demand(actor, 'strategy.edit')
      const { version } = await strategies.one(strategyId)
      const moment = await momentNow()
      if (!moment) throw refuse.nothingPublished()
      const draft = { id: ids.uuid(), strategyId, version, moment, askedBy: actor.id, askedAt: clock.now() }
      return db.transaction().execute(async (tx) => {
        if (!(await store.add(tx, draft))) return { id: (await store.list(tx, strategyId, 1))[0]!.id, before: true }
        await jobs.enqueue(tx, MAKE_JOB, { id: draft.id })
        const payload = { version, seq: moment.seq }
        await ledger.append(tx, { kind: 'strategy.progressAsked', actor: actor.id, subject: `strategy/${strategyId}`, payload }) // prettier-ignore
        return { id: draft.id, before: false }
      })
    },

    /** The background work; begins anew where it was interrupted, and what stands is whole. */
    async make(job: Work): Promise<void> {
      const found = await store.find(db, job.data.id)
      if (found?.state !== 'making') return
      try {
        await write(found, job)
      } catch (error) {
        if (wasCancelled(job.signal) || !(error instanceof Refusal) || isPassing(error)) throw error
        await store.fail(db, found.id, { code: error.code, details: error.details })
      }
    },

    /** All languages or none; a house without a browser has the page and the data. */
    async print(job: Work): Promise<void> {
      const found = await store.find(db, job.data.id)
      if (found?.state !== 'made' || found.prints.length > 0) return
      try {
        const prints: Report['prints'] = []
        for (const lang of LANGS) {
          const bytes = await press.print(`/${lang}/strategy/${found.strategyId}/progress/${found.id}`, { signal: job.signal }) // prettier-ignore
          prints.push({ lang, ...(await files.put([bytes], { limitBytes: PDF_BYTES_MAX, signal: job.signal })) })
        }
        await db.transaction().execute(async (tx) => {
          await store.addPrints(tx, found.id, prints)
          const payload = Object.fromEntries(prints.map(({ lang, sha256 }) => [lang, sha256]))
          await ledger.append(tx, { kind: 'strategy.progressPrinted', actor: 'system:strategy', subject: `strategy/${found.strategyId}`, payload }) // prettier-ignore
        })
      } catch (error) {
        if (wasCancelled(job.signal) || !(error instanceof Refusal) || isPassing(error)) throw error
        await store.printFailed(db, found.id, { code: error.code, details: error.details })
      }
    },
  }
}
