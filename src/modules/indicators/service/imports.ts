/** Figures come in: a file is kept, read in the background, looked at by a person, and published or given up. */
import { Readable } from 'node:stream'
import type { z } from 'zod'
import { demand, type Actor } from '#platform/actor'
import { exclusively, isPassing, type Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { Kept } from '#platform/files'
import { wasCancelled, type Job } from '#platform/jobs'
import type { Lang } from '#words'
import type { Checking } from '../checking/service.ts'
import type { KeptFinding, Overlap, Verification } from '../checking/types.ts'
import { isLoaded } from '../fetches/fetcher.ts'
import { memoryFor } from '../mappings/service.ts'
import { ReadOptions } from '../options.ts'
import { readFigures, rejectedCsv, type Batch, type Rejection } from '../reading/index.ts'
import * as rules from '../rules.ts'
import { catalogue, imports, publications } from '../store/index.ts'
import type { Change, Import } from '../types.ts'
import { announce } from './announce.ts'
import { examined, figuresOf, fileAddress } from './passing.ts'
import { known } from './known.ts'
import type { Sourcing } from '../sourcing/service.ts'
import { sayRejection } from './saying.ts'
import type { Needs } from './needs.ts'

export const READ_JOB = 'indicators.read'
const CHANGES_SHOWN = 500
const REJECTIONS_SHOWN = 500

type Options = z.infer<typeof ReadOptions>
export type Arrival = {
  /** Its bytes, or what `keep` said of them. */
  file: Readable | Kept
  fileName: string
  dataset?: string
  options?: Options
  organisation?: string
}
/** A figure that was typed and not sent as a file; `demand` refuses it in the transaction that would take it. */
export type Typed = { origin: 'entry'; entered: object; demand(tx: Tx): Promise<void> }
export type Preview = Import & {
  options: unknown
  layout?: unknown
  organisation?: string
  added: number
  changed: number
  changes: Change[]
  rejections: imports.RejectionRow[]
  findings: KeptFinding[]
  verifications: Verification[]
  stale: Overlap[]
  maker?: string
}

export function createImports(needs: Needs, checking: Checking, sourcing: Pick<Sourcing, 'demandOpen'>) {
  const { db, clock, ids, ledger, files, jobs, gate } = needs

  /** Throws `indicators.unknownImport`. */
  async function find(id: string): Promise<imports.Stored> {
    const found = await imports.find(db, id)
    if (!found) throw rules.refuse.unknownImport({ id })
    return found
  }

  async function locked(tx: Tx, id: string): Promise<imports.Stored> {
    const found = await imports.lock(tx, id)
    if (!found) throw rules.refuse.unknownImport({ id })
    return found
  }

  async function read(job: Pick<Job<{ id: string }>, 'data' | 'progress' | 'signal'>): Promise<void> {
    const found = await find(job.data.id)
    if (found.state !== 'reading') return
    await imports.clear(db, found.number)
    try {
      const options = readingOf(needs, found, job.signal)
      const read = await readAll(needs, found, options, job)
      const findings = await examined(needs, found, read, options)
      const unchanged = await imports.dropUnchanged(db, found.number)
      // The city pack is checked by whoever writes it; nobody waits for that at the start.
      if (!isLoaded(found.broughtBy)) await checking.check(found, job.signal)
      await db.transaction().execute(async (tx) => {
        // Given up in the meantime, it stays so.
        if ((await locked(tx, found.id)).state !== 'reading') return imports.clear(tx, found.number)
        await imports.update(tx, found.number, { ...read, unchanged, found: findings, state: 'read' })
        await gate.bring(tx, { id: found.broughtBy }, figuresOf(found, findings))
      })
    } catch (error) {
      await imports.clear(db, found.number)
      if (wasCancelled(job.signal)) return imports.update(db, found.number, { state: 'cancelled' })
      if (!(error instanceof Refusal) || isPassing(error)) throw error
      await imports.update(db, found.number, {
        state: 'failed',
        failure: { code: error.code, details: error.details },
      })
    }
  }

  /** What was found when it was read; of a file that was read before there was a gate, what is found now. */
  const findingsIn = async (found: imports.Stored) =>
    found.found ?? (found.layout ? examined(needs, found, found, readingOf(needs, found)) : [])

  return {
    /** How large a file may be. */
    bytesMax: needs.uploadBytesMax,

    /**
     * Keeps bytes of which it is not yet said what they are: a form brings its file before or between its words. Where the
     * words are refused, the bytes stay: they are kept under their SHA-256, so what is taken away might be another
     * import's by then, and the form that is mended brings the same.
     */
    async keep(actor: Actor, file: Readable): Promise<Kept> {
      demand(actor, 'indicators.import')
      return files.put(file, { limitBytes: needs.uploadBytesMax })
    },

    /** Keeps the file and begins to read it. The same file, to be read in the same way, is the import that it was before. */
    async receive(actor: Actor, arrival: Arrival, typed?: Typed): Promise<Import & { before: boolean }> {
      demand(actor, 'indicators.import', arrival.organisation)
      const { fileName, dataset, organisation } = arrival
      const options = { ...ReadOptions.parse(arrival.options ?? {}), ...(typed && { entered: typed.entered }) }
      if (dataset !== undefined && !(await catalogue.datasets(db)).some(({ id }) => id === dataset))
        throw rules.refuse.unknownDataset({ id: dataset })
      const { file } = arrival
      const kept = 'sha256' in file ? file : await files.put(file, { limitBytes: needs.uploadBytesMax })
      return db.transaction().execute(async (tx) => {
        const same = await imports.same(tx, kept.sha256, options)
        if (same) return { ...same, before: true }
        await typed?.demand(tx)
        const draft = {
          id: ids.uuid(),
          dataset,
          fileName,
          ...kept,
          options,
          organisation,
          origin: typed?.origin,
          broughtBy: actor.id,
          broughtAt: clock.now(),
        }
        const added = await imports.add(tx, draft)
        const jobId = await jobs.enqueue(tx, READ_JOB, { id: added.id })
        await imports.update(tx, added.number, { jobId })
        const payload = { import: added.number, dataset: dataset ?? null, sha256: kept.sha256, bytes: kept.bytes }
        await ledger.append(tx, {
          kind: 'indicators.received',
          actor: actor.id,
          subject: `import/${added.id}`,
          payload,
        })
        return { ...added, jobId, before: false }
      })
    },

    /**
     * The background work of reading; begins anew where it was interrupted. One at a time: a process that was taken for
     * dead, and is not, must not take back what another reads in its place.
     */
    read: (job: Pick<Job<{ id: string }>, 'data' | 'progress' | 'signal'>): Promise<void> =>
      exclusively(db, `${READ_JOB} ${job.data.id}`, () => read(job)),

    /** What publishing would change, and what was rejected. */
    async preview(actor: Actor, id: string): Promise<Preview> {
      const found = await find(id)
      demand(actor, 'indicators.import', found.organisation)
      const difference = rules.isWaiting(found)
        ? await imports.changes(db, found.number, CHANGES_SHOWN)
        : { added: 0, changed: 0, changes: [] }
      const rejections = await imports.rejections(db, found.number, REJECTIONS_SHOWN)
      return { ...found, ...difference, rejections, ...(await checking.state(found)) }
    },

    async list(actor: Actor, limit = 50, before?: number): Promise<Import[]> {
      demand(actor, 'indicators.import')
      return imports.list(db, limit, before)
    },

    /** Those that wait for somebody to verify, correct or publish them, newest first. */
    async waiting(actor: Actor, limit = 100): Promise<Import[]> {
      demand(actor, 'indicators.import')
      return imports.list(db, limit, undefined, rules.WAITING)
    },

    /** All rejected rows, to be written out, corrected and sent again. */
    async rejectedFile(actor: Actor, id: string, lang: Lang): Promise<{ fileName: string; stream: Readable }> {
      const found = await find(id)
      demand(actor, 'indicators.import', found.organisation)
      const rows = await imports.rejections(db, found.number, found.rejected)
      const rejected = rows.map((row) => row.details as Rejection)
      const layout = found.layout as Parameters<typeof rejectedCsv>[0]
      return {
        fileName: `rejected-${found.fileName.replace(/\.\w+$/, '').replace(/[^\w.-]/g, '_')}.csv`,
        stream: Readable.from(rejectedCsv(layout, rejected, sayRejection(lang))),
      }
    },

    /** Makes the accepted rows public, at once and all of them; the values that they affect are computed next. */
    async publish(actor: Actor, id: string, grounds?: string): Promise<{ seq: number }> {
      gate.demandFit({ grounds })
      const findings = await findingsIn(await find(id))
      const publish = () =>
        db.transaction().execute(async (tx) => {
          const found = await locked(tx, id)
          demand(actor, 'indicators.publish', found.organisation)
          rules.decidable(found)
          const unchanged = found.unchanged + (await imports.dropUnchanged(tx, found.number))
          const rows = found.accepted - unchanged
          if (rows === 0) throw rules.refuse.nothingToPublish({ id })
          if (actor.kind !== 'system') await checking.demandVerified(tx, found)
          const corrected = await imports.corrections(tx, found.number)
          const payload = { import: found.number, sha256: found.sha256, rows, rejected: found.rejected, unchanged }
          const entry = { kind: 'indicators.published', actor: actor.id, subject: `import/${id}`, grounds, payload }
          const counts = { added: rows - corrected, corrected }
          const candidate = { ...figuresOf(found, findings), address: fileAddress(id) }
          await publications.lock(tx)
          const pass = await gate.passClear(tx, { id: found.broughtBy }, candidate)
          const seq = await announce(needs, tx, { kind: 'import', importNumber: found.number, entry, pass, counts })
          await imports.update(tx, found.number, { state: 'published', unchanged })
          return { seq }
        })
      return gate.orHold(publish)
    },

    /** Gives an import up; what was read is forgotten, the file stays. */
    async cancel(actor: Actor, id: string, grounds?: string): Promise<void> {
      const jobId = await db.transaction().execute(async (tx) => {
        const found = await locked(tx, id)
        demand(actor, 'indicators.import', found.organisation)
        if (found.state === 'published') throw rules.refuse.alreadyPublished({ id })
        await imports.clear(tx, found.number)
        await imports.update(tx, found.number, { state: 'cancelled' })
        await ledger.append(tx, { kind: 'indicators.cancelled', actor: actor.id, subject: `import/${id}`, grounds })
        return found.jobId
      })
      if (jobId) await jobs.cancel(jobId)
    },

    /** The file as it came: everybody's while it is published. Throws `governance.withdrawn`. */
    async original(actor: Actor, id: string): Promise<{ import: Import; stream: Readable }> {
      const found = await find(id)
      if (!actor.can('indicators.import', found.organisation)) {
        const publication = await publications.byImport(db, found.number)
        if (!publication) demand(actor, 'indicators.import', found.organisation)
        else await gate.demandPublic(publication.release_id)
        await sourcing.demandOpen(found.number)
      }
      return { import: found, stream: await files.get(found.sha256) }
    },
  }
}
export type Imports = ReturnType<typeof createImports>

type Read = Required<Pick<Import, 'accepted' | 'rejected' | 'format' | 'encoding'>> & { layout?: unknown }

type FileOptions = Parameters<typeof readFigures>[1]

/** What was said of the file; what is remembered of such files is asked once, however often it is read. */
function readingOf(needs: Needs, found: imports.Stored, signal?: AbortSignal): FileOptions {
  const memory = memoryFor(needs, found)
  let asked: ReturnType<typeof memory> | undefined
  return { ...(found.options as Options), signal, remembered: (columns) => (asked ??= memory(columns)) }
}

/** Reads the file into observations and rejections, batch by batch. */
async function readAll(
  needs: Needs,
  found: imports.Stored,
  options: FileOptions,
  { progress, signal }: Pick<Job<unknown>, 'progress' | 'signal'>,
): Promise<Read> {
  const read: Read = { accepted: 0, rejected: 0, format: '', encoding: '' }
  const source = await needs.files.get(found.sha256)
  for await (const batch of readFigures(source, options, await known(needs))) {
    signal.throwIfAborted()
    await keep(needs, found.number, batch, read.rejected)
    read.accepted += batch.accepted.length
    read.rejected += batch.rejected.length
    read.format = batch.layout.format
    read.encoding = batch.layout.encoding
    read.layout = batch.layout
    await progress(batch.bytesRead, found.bytes)
  }
  return read
}

async function keep(
  { db }: Needs,
  number: number,
  { accepted, rejected }: Batch,
  rejectedBefore: number,
): Promise<void> {
  if (accepted.length > 0) {
    await imports.addObservations(db, [
      { name: 'area_id', type: 'text', values: accepted.areaId },
      { name: 'measure_id', type: 'text', values: accepted.measure },
      { name: 'dimension', type: 'text', values: accepted.dimension },
      { name: 'period', type: 'text', values: accepted.period },
      { name: 'import_number', type: 'int4', values: new Int32Array(accepted.length).fill(number) },
      { name: 'value', type: 'float8', values: accepted.value },
      { name: 'status', type: 'text', values: accepted.status },
      { name: 'reason', type: 'text', values: accepted.reason },
      { name: 'line', type: 'int4', values: accepted.line },
      { name: 'note', type: 'text', values: accepted.note },
    ])
  }
  await imports.addRejections(
    db,
    number,
    rejectedBefore,
    rejected.map((row) => ({ line: row.line, details: row })),
  )
}
