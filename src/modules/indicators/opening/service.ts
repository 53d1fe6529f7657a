/**
 * Every set of indicators, those of standards and the city's own, is a dataset of the catalogue by itself: soon after
 * values came out otherwise, those sets that say something else than before have a new version. Safe to run twice.
 */
import { Readable } from 'node:stream'
import { system } from '#platform/actor'
import { exclusively, type Tx } from '#platform/db'
import type { Refusal } from '#platform/errors'
import type { Job } from '#platform/jobs'
import type { Area } from '#places'
import { writeCsvOf } from '#tables'
import { words } from '#words'
import { createOrigins } from '../service/origins.ts'
import type { Needs } from '../service/needs.ts'
import { inEach } from '../sourcing/rules.ts'
import { definitions, publications, values } from '../store/index.ts'
import * as rules from './rules.ts'

const JOB = 'indicators.open'
/** So long it waits for others that publish. */
const WAIT_MS = 5_000
const house = system('figures')

/** In the transaction that computes. */
export async function openSoon({ jobs, clock }: Pick<Needs, 'jobs' | 'clock'>, tx: Tx): Promise<void> {
  const startAfter = new Date(clock.now().getTime() + WAIT_MS)
  await jobs.enqueue(tx, JOB, {}, { key: JOB, startAfter })
}

export function createOpening(needs: Needs) {
  const { db, files, jobs, places, catalog, own, home, baseUrl } = needs
  const origins = createOrigins(db)

  async function open(set: rules.OpenSet, seq: number, areas: readonly Area[]): Promise<void> {
    const areaNames = new Map(areas.map(({ id, names }) => [id, names]))
    const nameless = areas.filter(({ isNameWithdrawn }) => isNameWithdrawn)
    const periods = new Set<string>()
    const rows = async function* () {
      for (const member of set.members)
        for (const row of await values.current(db, [member.definition.id], undefined, seq)) {
          periods.add(row.period)
          yield rules.cellsOf(member, row, areaNames.get(row.area) ?? { pl: row.area, en: row.area, uk: row.area })
        }
    }
    const csv = Readable.from(writeCsvOf(rules.COLUMNS, rows()), { objectMode: false })
    const file = await files.put(csv, { limitBytes: needs.uploadBytesMax })
    if (periods.size === 0) return
    const { sources } = await origins(set.members.map(({ definition }) => definition))
    const draft = rules.draftOf(set, { baseUrl, home, own, sources, periods: [...periods] })
    const table = (await catalog.house.keep(house, draft))?.get(rules.TABLE)
    if (!table) return
    const arrival = { file, fileName: `${rules.slugOf(set.id)}.csv`, mediaType: 'text/csv', figures: rules.FIGURES }
    await catalog.house.lay(house, table.id, arrival, { note: inEach('downloads.open.publication', { seq }) })
    await unname(rules.slugOf(set.id), nameless)
  }

  /** What was laid down before a name was taken back, and says it, is taken back with it. */
  async function unname(slug: string, nameless: readonly Area[]): Promise<void> {
    if (nameless.length === 0) return
    const found = await catalog.dataset(slug).catch(unlessUnpublished)
    for (const { id, slug: table, versions } of found?.distributions ?? [])
      for (const { number, withdrawal } of table === rules.TABLE ? versions : [])
        if (!withdrawal && (await saysAny(id, number, nameless)))
          await catalog.withdraw(house, id, number, words.pl.t('downloads.open.nameWithdrawn'))
  }

  async function saysAny(id: string, number: number, nameless: readonly Area[]): Promise<boolean> {
    for (const area of nameless) {
      const filters = [{ column: 'area', op: 'eq' as const, value: area.id }]
      const { rows, columns } = await catalog.rows.page(id, { filters, limit: 1, count: 'none' }, number)
      const at = columns.findIndex(({ name }) => name === 'area_name')
      if (rows[0] && rows[0].cells[at] !== area.names.pl) return true
    }
    return false
  }

  async function openAll({ progress, signal }: Pick<Job<object>, 'progress' | 'signal'>): Promise<void> {
    const last = await publications.moment(db)
    if (!last) return
    const areas = await places.areas()
    const sets = rules.openSets(await definitions.all(db, last.seq), needs)
    for (const [i, set] of sets.entries()) {
      signal.throwIfAborted()
      await open(set, last.seq, areas)
      await progress(i + 1, sets.length)
    }
  }

  const run = (work: Pick<Job<object>, 'progress' | 'signal'>): Promise<void> =>
    exclusively(db, JOB, () => openAll(work))
  jobs.define<object>(JOB, run)

  return {
    run,
    /** Every set, with the dataset that it is, or will be once something of it is defined and has a value. */
    datasets: async (): Promise<rules.SetDataset[]> => rules.setDatasets(await definitions.all(db), needs),
    /** The datasets that an indicator's values stand in. */
    datasetsOf: async (id: string): Promise<{ slug: string; name: rules.OpenSet['name'] }[]> =>
      rules
        .openSets(
          (await definitions.all(db)).filter((one) => one.id === id),
          needs,
        )
        .map((set) => ({ slug: rules.slugOf(set.id), name: set.name })),
  }
}

function unlessUnpublished(error: Refusal): undefined {
  if (error.code !== 'catalog.unknown') throw error
}
