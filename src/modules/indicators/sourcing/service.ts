/**
 * The file of every published import becomes a version of a dataset in the catalogue, by the way of all open data: as it
 * came where it is a table with a figure a row, and else what was read of it. What was typed, and what was taken back, is
 * gathered. Safe to run again and again, and to be killed on the way.
 */
import { Readable } from 'node:stream'
import { system } from '#platform/actor'
import { exclusively, type Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { Job } from '#platform/jobs'
import type { Decided, Withdrawn } from '#governance'
import type { Kept } from '#platform/files'
import type { Laid } from '#catalog'
import { known } from '../service/known.ts'
import type { Needs } from '../service/needs.ts'
import { readFigures, tidyCsv, tidyCsvOf, type Layout, type ReadOptions, type TidyRow } from '../reading/index.ts'
import { catalogue, imports, publications } from '../store/index.ts'
import type { Import } from '../types.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/** `described`: something else is said of datasets. */
type Work = Pick<Job<{ described?: boolean }>, 'data' | 'progress' | 'signal'>

const JOB = 'indicators.source'
/** In the transaction that publishes: what is published becomes a version soon after. */
export async function sourceSoon({ jobs }: Pick<Needs, 'jobs'>, tx: Tx, described = false): Promise<void> {
  await jobs.enqueue(tx, JOB, { described }, { key: `${JOB} ${described}` })
}
const house = system('figures')
type Arrival = Parameters<Needs['catalog']['house']['lay']>[2]

/** The version of a dataset that figures stand in, and where. */
export type Version = Pick<Laid, 'dataset' | 'distribution' | 'number' | 'withdrawal'> & {
  row(line: number): number | undefined
}

export function createSourcing(needs: Needs) {
  const { db, files, jobs, gate, catalog, own, home } = needs
  const limitBytes = needs.uploadBytesMax

  const written = (rows: Iterable<TidyRow>): Promise<Kept> =>
    files.put(Readable.from([Buffer.from([...tidyCsv(rows)].join(''))]), { limitBytes })

  /** What was read of a file that is no table of figures itself. */
  async function readOf(found: imports.Stored): Promise<Kept> {
    const options = found.options as ReadOptions
    const frame = await known(needs)
    const rows = async function* (): AsyncGenerator<TidyRow> {
      for await (const { accepted } of readFigures(await files.get(found.sha256), options, frame))
        for (let i = 0; i < accepted.length; i++) {
          const value = accepted.value[i]!
          yield {
            ...{ area: accepted.areaId[i]!, measure: accepted.measure[i]!, dimension: accepted.dimension[i]! },
            ...{ period: accepted.period[i]!, value: Number.isNaN(value) ? null : value, unit: accepted.unit[i]! },
            ...{ status: accepted.status[i]!, reason: accepted.reason[i], note: accepted.note[i] },
          }
        }
    }
    return files.put(Readable.from(tidyCsvOf(rows()), { objectMode: false }), { limitBytes })
  }

  async function arrivalOf(found: imports.Stored, release: string): Promise<Arrival & { way: store.Delivered['way'] }> {
    const { fileName, sha256, bytes } = found
    const layout = found.layout as Layout
    const { sheet, encoding, delimiter } = found.options as ReadOptions
    if (!rules.isPlain(layout))
      return {
        ...{ way: 'read', file: await readOf(found), fileName: `${fileName}.csv`, mediaType: 'text/csv' },
        figures: { ...rules.TIDY_FIGURES, releases: [release], isRetold: true },
      }
    const isText = layout.container === 'text'
    const type = isText ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    const options = isText ? { ...(encoding && { encoding }), ...(delimiter && { delimiter }) } : { part: sheet }
    return {
      way: 'file',
      file: { sha256, bytes },
      fileName,
      mediaType: type,
      options,
      figures: { ...rules.figuresIn(layout), releases: [release] },
    }
  }

  /** The dataset as it is said now, with these distributions; undefined where it was taken back. */
  async function keep(id: string | undefined, distributions: rules.Part[]) {
    const dataset = (await catalogue.datasets(db)).find((one) => one.open && one.id === id)
    const { sources } = await catalogue.sources(db)
    const periods = dataset ? await store.periods(db, dataset.id) : []
    const draft = rules.draftOf(dataset, distributions, { own: { ...own, home }, sources, periods })
    return catalog.house.keep(house, draft)
  }

  async function distributionFor({
    origin,
    dataset,
    ...found
  }: Pick<imports.Stored, 'origin' | 'fileName' | 'dataset'>) {
    const one = rules.distributionOf({ origin, ...found })
    return (await keep(origin === 'file' ? dataset : undefined, [one]))?.get(one.slug)?.id
  }

  const noteOf = (seq: number) => ({ note: rules.inEach('downloads.open.publication', { seq }) })

  async function layFile({ id, seq, release }: store.Due): Promise<void> {
    const found = (await imports.find(db, id))!
    const distribution = await distributionFor(found)
    if (distribution === undefined) return
    const { way, ...arrival } = await arrivalOf(found, release)
    const { id: delivery, state } = await catalog.house.lay(house, distribution, arrival, noteOf(seq))
    const about = { delivery_id: delivery, way, first_line: null, is_laid: state === 'published' }
    await store.put(db, [{ import_number: found.number, ...about }])
  }

  /** One table of all that the house wrote of a kind, and that was not taken back since. */
  async function gather(origin: Exclude<Import['origin'], 'file'>, seq: number): Promise<void> {
    const all = await store.gathered(db, origin)
    const gone = await gate.withdrawals([...new Set(all.map(({ release }) => release))])
    const rows = all.filter(({ release }) => !gone.has(release))
    if (rows.length === 0) return
    const distribution = await distributionFor({ origin, fileName: '' })
    if (distribution === undefined) return
    const arrival = { file: await written(rows), fileName: `${origin}.csv`, mediaType: 'text/csv' }
    const releases = [...new Set(rows.map(({ release }) => release))]
    const figures = { ...rules.TIDY_FIGURES, releases, isRetold: true }
    const { id, state } = await catalog.house.lay(house, distribution, { ...arrival, figures }, noteOf(seq))
    const first = new Map<number, number>()
    rows.forEach(({ number, line }, i) => first.has(number) || first.set(number, line - i))
    const about = { delivery_id: id, way: 'gathered' as const, is_laid: state === 'published' }
    await store.put(db, [...first].map(([import_number, first_line]) => ({ import_number, first_line, ...about }))) // prettier-ignore
  }

  async function follow({ data, progress, signal }: Work): Promise<void> {
    if (data.described) for (const id of await store.datasets(db)) await keep(id, [])
    const all = await store.due(db)
    const gone = await gate.withdrawals(all.map(({ release }) => release))
    const due = all.filter(({ release }) => !gone.has(release))
    const last = new Map<Exclude<Import['origin'], 'file'>, number>()
    for (const [i, one] of due.entries()) {
      signal.throwIfAborted()
      const { origin } = (await imports.find(db, one.id))!
      if (origin === 'file') await layFile(one)
      else last.set(origin, one.seq)
      await progress(i + 1, due.length)
    }
    for (const [origin, seq] of last) await gather(origin, seq)
  }

  const run = (work: Work): Promise<void> => exclusively(db, JOB, () => follow(work))
  jobs.define<Work['data']>(JOB, run)

  /** A version in which something was that is taken back goes with it, and so do those after it where they are gathered. */
  async function takeBack(number: number, reason: string): Promise<void> {
    const [delivered] = await store.of(db, [number])
    if (!delivered) return
    const { delivery_id, first_delivery_id, way } = delivered
    const others = way === 'gathered' ? [] : await store.sharing(db, delivered)
    const gone = await gate.withdrawals(others)
    if (others.some((release) => !gone.has(release))) return
    const laid = await catalog.house.laid([delivery_id, first_delivery_id])
    const [from, to] = [laid.get(first_delivery_id), laid.get(delivery_id)]
    if (!from || !to) return
    for (let at = way === 'gathered' ? from.number : to.number; at <= to.number; at++)
      await catalog.withdraw(house, to.distributionId, at, reason).catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.code !== 'catalog.alreadyWithdrawn') throw error
      })
    if (way === 'gathered') await gather(to.distribution as 'entry' | 'withdrawal', await publications.last(db))
  }

  return {
    run,

    /** Figures that were taken back whole are public nowhere, nor is their file. */
    async withdrawn({ subject, reason }: Withdrawn): Promise<void> {
      const found = subject.kind === 'figures' ? await imports.find(db, subject.id) : undefined
      if (found) await exclusively(db, JOB, () => takeBack(found.number, reason))
    },

    /** What waited at the gate is laid down when a person opened it. */
    async decided(fact: Decided): Promise<void> {
      if (fact.subject.module !== 'catalog' || fact.verdict !== 'open') return
      await catalog.decided(fact)
      await db.transaction().execute((tx) => sourceSoon(needs, tx))
    },

    /** Throws `catalog.withdrawn` and `governance.withdrawn`, where the file was taken back in the catalogue. */
    async demandOpen(number: number): Promise<void> {
      const [delivered] = await store.of(db, [number])
      if (delivered && delivered.way !== 'gathered') await catalog.house.demandOpen(house, delivered.delivery_id)
    },

    /** The versions that the figures of these imports stand in, by their numbers. */
    async versions(numbers: number[]): Promise<Map<number, Version>> {
      const delivered = await store.of(db, numbers)
      const laid = await catalog.house.laid([...new Set(delivered.map(({ delivery_id }) => delivery_id))])
      return new Map(
        delivered.flatMap(({ import_number, delivery_id, way, first_line }): [number, Version][] => {
          const found = laid.get(delivery_id)
          if (!found) return []
          const first = way === 'file' ? found.firstLine : (first_line ?? undefined)
          const row = (line: number) => (first === undefined ? undefined : line - first + 1)
          const { dataset, distribution, number, withdrawal } = found
          return [[import_number, { dataset, distribution, number, withdrawal, row }]]
        }),
      )
    },
  }
}
export type Sourcing = ReturnType<typeof createSourcing>
