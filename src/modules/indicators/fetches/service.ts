/** Figures are fetched by the house itself: who said from where, when it is due, what came of it. */
import { demand, type Actor } from '#platform/actor'
import { exclusively, isPassing, type Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { Job } from '#platform/jobs'
import { refuse as refuseImport } from '../rules.ts'
import type { Imports } from '../service/imports.ts'
import type { Needs } from '../service/needs.ts'
import { catalogue, imports } from '../store/index.ts'
import { download, type Got } from './download.ts'
import { fetcher, fetchOf } from './fetcher.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { FetchDraft, FETCHES_MAX, RUNS_KEPT, type Failure, type Fetch, type Run } from './types.ts'

const FETCH_JOB = 'indicators.fetch'
/** Looks every minute for what is due. */
export const FETCHES = { job: 'indicators.fetches', cron: '* * * * *' } as const
const DUE_AT_ONCE = 50
/** A file that somebody sends may be larger. */
const FETCHED_BYTES_MAX = 200_000_000

type Work = Pick<Job<{ id: string; run: number }>, 'data' | 'signal'>
/** What a run came to, before it is known whether the file can be read. */
type Came = Omit<store.Ending, 'endedAt'> & { validators?: Got['validators'] }
export type FetchView = Fetch & { runs: Run[] }

export function createFetches(needs: Needs, service: Pick<Imports, 'receive'>) {
  const { db, clock, ids, ledger, jobs, files, net, timezone } = needs
  const bytesMax = Math.min(needs.uploadBytesMax, FETCHED_BYTES_MAX)
  const nextOf = (cron: string): Date =>
    rules.nextOf(cron, clock.now(), (text, from) => jobs.upcoming(text, timezone, from))
  const tell = (tx: Tx, kind: string, actor: string, id: string, payload: Record<string, string | number> = {}) =>
    ledger.append(tx, { kind: `indicators.fetch.${kind}`, actor, subject: `fetch/${id}`, payload })

  /** Throws `fetches.unknown`. */
  function permitted(actor: Actor, id: string, found: store.Stored | undefined): store.Stored {
    if (!found) throw rules.refuse.unknown({ id })
    demand(actor, 'indicators.fetch', found.organisation)
    return found
  }
  const locked = async (tx: Tx, actor: Actor, id: string) => permitted(actor, id, await store.lock(tx, id))

  async function begin(tx: Tx, id: string, cause: Run['cause'], by?: string): Promise<Run> {
    const run = await store.addRun(tx, id, { cause, by, at: clock.now() })
    await jobs.enqueue(tx, FETCH_JOB, { id, run: run.number })
    return run
  }

  /** After a failure it is tried again later, or given up. The fetch is locked. */
  async function fail(tx: Tx, found: store.Stored, failure: Failure, more: store.Update = {}): Promise<void> {
    const failures = found.failures + 1
    const isOver = found.isOn && failures >= rules.FAILURES_MAX
    const nextAt = found.isOn && !isOver ? rules.retryAt(failures, clock.now()) : null
    await store.update(tx, found.id, { ...more, failures, nextAt, isOn: found.isOn && !isOver })
    if (isOver) await tell(tx, 'givenUp', fetcher(found).id, found.id, { failures, code: failure.code })
  }

  const succeed = (tx: Tx, found: store.Stored, more: store.Update = {}): Promise<void> =>
    store.update(tx, found.id, { ...more, failures: 0, nextAt: found.isOn ? nextOf(found.cron) : null })

  /** Asks the address, and brings what comes in as a file that was sent. Throws what is to be tried again. */
  async function attempt(found: store.Stored, run: Run, signal: AbortSignal): Promise<Came> {
    // A person who asks wants it brought, also where it is known.
    const isAsked = run.cause === 'person'
    const validators = isAsked ? {} : found.validators
    const got = await download(net, files, { address: found.address, validators, bytesMax, signal })
    if (!got) return { outcome: 'notModified' }
    const { kept, pages } = got
    const came = { ...kept, pages, validators: got.validators }
    const before = isAsked || kept.sha256 !== found.sha256 ? [] : await store.importsOf(db, kept.sha256)
    const [good] = before.filter(({ state }) => state !== 'failed')
    if (good) return { ...came, outcome: 'same', importId: good.id }
    if (before[0]?.failure) return { ...came, outcome: 'failed', importId: before[0].id, failure: before[0].failure }
    const actor = fetcher(found)
    const { dataset, options, organisation } = found
    const fileName = rules.fileNameOf(found.address)
    const arrival = { file: kept, fileName, dataset, options, organisation }
    const received = await service.receive(actor, arrival)
    const isNew = received.broughtBy === actor.id && received.broughtAt >= run.at
    return { ...came, outcome: isNew ? 'brought' : 'same', importId: received.id }
  }

  async function attempted(found: store.Stored, run: Run, signal: AbortSignal): Promise<Came> {
    try {
      return await attempt(found, run, signal)
    } catch (error) {
      if (signal.aborted || !(error instanceof Refusal) || isPassing(error)) throw error
      return { outcome: 'failed', failure: { code: error.code, details: error.details } }
    }
  }

  async function settle(tx: Tx, id: string, run: Run, { validators, ...came }: Came): Promise<void> {
    const found = await store.lock(tx, id)
    // Reading may have been quicker than this.
    const brought = came.outcome === 'brought' ? await imports.find(tx, came.importId!) : undefined
    const failure = came.failure ?? brought?.failure
    const outcome = failure ? 'failed' : came.outcome
    await store.endRun(tx, id, run.number, { ...came, outcome, failure, endedAt: clock.now() })
    if (!found) return
    const { sha256 } = came
    if (failure) return fail(tx, found, failure, sha256 === undefined ? {} : { sha256, validators: {} })
    // Whether it can be read is not known yet; then it is a success.
    if (outcome === 'brought' && brought?.state === 'reading') return store.update(tx, id, { sha256, validators })
    return succeed(tx, found, { sha256, validators })
  }

  async function perform({ data, signal }: Work): Promise<void> {
    const found = await store.find(db, data.id)
    const run = await store.run(db, data.id, data.run)
    if (!run || run.endedAt) return
    const failure = { code: 'fetches.unknown', details: { id: data.id } }
    const came: Came = found ? await attempted(found, run, signal) : { outcome: 'failed', failure }
    await db.transaction().execute((tx) => settle(tx, data.id, run, came))
  }

  jobs.define<Work['data']>(FETCH_JOB, (job) => exclusively(db, `${FETCH_JOB} ${job.data.id}`, () => perform(job)))
  jobs.define(FETCHES.job, () => beginDue())

  /** Begins all that is due, each once, whoever else looks at the same time; says how many. */
  async function beginDue(): Promise<number> {
    return db.transaction().execute(async (tx) => {
      const now = clock.now()
      const since = rules.minutesAfter(now, -rules.RUN_MAX_MIN)
      await store.endAbandoned(tx, since, now, { code: 'fetches.interrupted', details: {} })
      const due = await store.lockDue(tx, now, DUE_AT_ONCE)
      for (const { id, cron, failures } of due) {
        await store.update(tx, id, { nextAt: nextOf(cron) })
        if (!(await store.isUnderWay(tx, id))) await begin(tx, id, failures > 0 ? 'retry' : 'schedule')
      }
      return due.length
    })
  }

  return {
    /** Throws `fetches.badSchedule`, `fetches.tooOften`, `fetches.tooMany`, `indicators.unknownDataset`, `net.…`. */
    async create(actor: Actor, draft: FetchDraft): Promise<Fetch> {
      const said = FetchDraft.parse(draft)
      demand(actor, 'indicators.fetch', said.organisation)
      if (!(await catalogue.datasets(db)).some(({ id }) => id === said.dataset))
        throw refuseImport.unknownDataset({ id: said.dataset })
      const made = {
        ...{ ...said, id: ids.uuid(), address: net.check(said.address), isOn: true, nextAt: nextOf(said.cron) },
        ...{ madeBy: actor.id, madeAt: clock.now() },
      }
      await db.transaction().execute(async (tx) => {
        if ((await store.count(tx)) >= FETCHES_MAX) throw rules.refuse.tooMany({ most: FETCHES_MAX })
        await store.add(tx, made)
        // The address may hold what is not for everybody, as the ledger is.
        const { host } = new URL(made.address)
        await tell(tx, 'created', actor.id, made.id, { host, dataset: made.dataset, cron: made.cron })
      })
      return { ...made, failures: 0, isGivenUp: false }
    },

    /** Those that this actor may see. */
    async list(actor: Actor): Promise<Fetch[]> {
      const all = await store.list(db)
      const seen = all.filter(({ organisation }) => actor.can('indicators.fetch', organisation))
      if (seen.length === 0) demand(actor, 'workspace.enter')
      return seen.map(shown)
    },

    /** Throws `fetches.unknown`. */
    async one(actor: Actor, id: string): Promise<FetchView> {
      const found = permitted(actor, id, await store.find(db, id))
      const runs = await store.runs(db, id, RUNS_KEPT)
      return { ...shown({ ...found, last: runs[0] }), runs }
    },

    /** When it would come next. Throws `fetches.badSchedule`, `fetches.tooOften`. */
    nextOf,

    /** Fetches now, whether it is switched on or not. Throws `fetches.underWay`. */
    async now(actor: Actor, id: string): Promise<Run> {
      return db.transaction().execute(async (tx) => {
        await locked(tx, actor, id)
        if (await store.isUnderWay(tx, id)) throw rules.refuse.underWay({ id })
        const run = await begin(tx, id, 'person', actor.id)
        await tell(tx, 'asked', actor.id, id, { run: run.number })
        return run
      })
    },

    /** Switched on, it begins anew: what failed before is forgotten. */
    async turn(actor: Actor, id: string, isOn: boolean): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const found = await locked(tx, actor, id)
        if (found.isOn === isOn) return
        const change = isOn ? { nextAt: nextOf(found.cron), failures: 0 } : { nextAt: null }
        await store.update(tx, id, { isOn, ...change })
        await tell(tx, isOn ? 'switchedOn' : 'switchedOff', actor.id, id)
      })
    },

    /** It fetches no more; what it brought stays. */
    async remove(actor: Actor, id: string): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await locked(tx, actor, id)
        await store.update(tx, id, { isOn: false, nextAt: null, deletedAt: clock.now() })
        await tell(tx, 'deleted', actor.id, id)
      })
    },

    beginDue,
    perform,

    /** A file that was fetched has been read, or could not be: only then is it known how the run went. */
    async wasRead(importId: string): Promise<void> {
      const brought = await imports.find(db, importId)
      const id = brought && fetchOf(brought.broughtBy)
      if (!id) return
      await db.transaction().execute(async (tx) => {
        const found = await store.lock(tx, id)
        const run = await store.runOfImport(tx, id, importId)
        if (!found || !run) return
        if (!brought.failure) return succeed(tx, found)
        await store.endRun(tx, id, run.number, {
          ...run,
          outcome: 'failed',
          failure: brought.failure,
          endedAt: run.endedAt!,
        })
        await fail(tx, found, brought.failure, { validators: {} })
      })
    },
  }
}
export type Fetches = ReturnType<typeof createFetches>

const shown = ({ validators: _, sha256: __, ...fetch }: store.Stored & Pick<Fetch, 'last'>): Fetch => fetch
