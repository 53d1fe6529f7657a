/** Published values go out: of one indicator, of a chosen set, or all of them, as they stood after a publication. */
import { Readable } from 'node:stream'
import { words, type Lang } from '#words'
import { comparePeriods, firstDay, lastDay } from '../periods.ts'
import { tidyCsvOf, type TidyRow } from '../reading/index.ts'
import * as rules from '../rules.ts'
import { placesOf } from '../sets.ts'
import { definitions, publications, values } from '../store/index.ts'
import type { Definition } from '../types.ts'
import { jsonStat } from '../writing/json-stat.ts'
import { sdmxCsv } from '../writing/sdmx-csv.ts'
import { SHEET_ROWS_MAX, writeXlsx } from '#tables'
import { aboutSheet, dataSheet } from './about.ts'
import type { Needs } from './needs.ts'
import { createOrigins } from './origins.ts'
import { noteOf } from './provenance.ts'
import { flowOf } from './structure.ts'

export const EXPORT_FORMATS = ['csv', 'xlsx', 'json-stat', 'sdmx-csv'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export type Selection = {
  indicators?: string[]
  /** Those of a standard or a strategy. */
  set?: string
  areas?: string[]
  /** Periods that begin and end within these two. */
  from?: string
  to?: string
  /** As it was known after that publication. */
  seq?: number
}
/** For whom, and where the house stands. */
export type Reader = { lang: Lang; baseUrl: string }

/** JSON-stat is put together in memory; the others flow. */
const CUBE_ROWS_MAX = 300_000

/** What is going out. */
export type Chosen = {
  definitions: Definition[]
  vintage: { seq: number; at: Date } | undefined
  rows(): AsyncGenerator<TidyRow>
}

export function createExports(needs: Needs) {
  const { db, places, home } = needs
  const origins = createOrigins(db)

  /** Throws `indicators.unknown`, `indicators.unknownStandard` and `indicators.unknownVintage`. */
  async function chosen({ indicators, set, areas, from, to, seq }: Selection): Promise<Chosen> {
    const last = await publications.moment(db)
    const found = seq === undefined ? last : await publications.find(db, seq)
    if (seq !== undefined && !found) throw rules.refuse.unknownVintage({ seq })
    const vintage = found && { seq: found.seq, at: found.at }
    const all = await definitions.all(db, vintage?.seq)
    const unknown = indicators?.find((id) => !all.some((one) => one.id === id))
    if (unknown !== undefined) throw rules.refuse.unknown({ id: unknown })
    if (set !== undefined && ![...needs.standards, ...needs.strategies].some(({ id }) => id === set))
      throw rules.refuse.unknownStandard({ standard: set })
    const isIn = (definition: Definition) => placesOf(definition, needs).some((place) => place.set === set)
    const wanted = all.filter((one) => (!indicators || indicators.includes(one.id)) && (set === undefined || isIn(one)))
    const within = withinPeriods(from, to)
    return {
      definitions: wanted,
      vintage,
      async *rows() {
        for (const { id, unit } of wanted) {
          for (const row of await values.current(db, [id], areas, vintage?.seq)) {
            if (!within(row.period)) continue
            const note = noteOf(row.reason ?? undefined)
            const { area, period, value, status } = row
            yield { area, measure: id, period, value, unit, status, ...(note && { note }) }
          }
        }
      },
    }
  }

  async function areaNames(lang: Lang): Promise<Map<string, string>> {
    return new Map((await places.areas()).map(({ id, names }) => [id, names[lang]]))
  }

  async function asXlsx(what: Chosen, { lang, baseUrl }: Reader): Promise<Readable> {
    const names = await areaNames(lang)
    const about = aboutSheet(what, await origins(what.definitions), { lang, baseUrl, city: names.get(home) ?? home })
    return writeXlsx([
      dataSheet({ ...what, rows: () => counted(what.rows(), 'xlsx', SHEET_ROWS_MAX - 1) }, names, lang),
      about,
    ])
  }

  async function asJsonStat(what: Chosen, { lang }: Reader): Promise<Readable> {
    const names = await areaNames(lang)
    const byId = new Map(what.definitions.map((one) => [one.id, one]))
    const rows = await Array.fromAsync(counted(what.rows(), 'json-stat', CUBE_ROWS_MAX))
    const city = names.get(home) ?? home
    const [only, ...others] = what.definitions
    const meta = {
      label: only && others.length === 0 ? only.names[lang] : words[lang].t('downloads.title', { city }),
      source: city,
      updated: what.vintage?.at.toISOString(),
      areas: (id: string) => names.get(id) ?? id,
      measures(id: string) {
        const one = byId.get(id)
        return one && { label: one.names[lang], unit: one.unit, decimals: one.decimals }
      },
      more: { seq: what.vintage?.seq ?? 0 },
    }
    return Readable.from(jsonStat(rows, meta), { objectMode: false })
  }

  return {
    /** The values in that form. Throws `indicators.unknown`, `indicators.unknownVintage` and `indicators.tooManyValues`. */
    async export(format: ExportFormat, selection: Selection, reader: Reader): Promise<Readable> {
      const what = await chosen(selection)
      if (format === 'xlsx') return asXlsx(what, reader)
      if (format === 'json-stat') return asJsonStat(what, reader)
      const text = format === 'csv' ? tidyCsvOf(what.rows()) : sdmxCsv(what.rows(), flowOf(home))
      return Readable.from(text, { objectMode: false })
    },
  }
}

async function* counted(rows: AsyncIterable<TidyRow>, format: ExportFormat, most: number): AsyncGenerator<TidyRow> {
  let count = 0
  for await (const row of rows) {
    if (++count > most) throw rules.refuse.tooManyValues({ format, most })
    yield row
  }
}

function withinPeriods(from: string | undefined, to: string | undefined): (period: string) => boolean {
  const first = from && firstDay(from)
  const last = to && lastDay(to)
  return (period) =>
    !(first && comparePeriods(firstDay(period)!, first) < 0) && !(last && comparePeriods(lastDay(period)!, last) > 0)
}
