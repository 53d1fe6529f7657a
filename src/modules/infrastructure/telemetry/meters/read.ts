/** A file of meter readings, in any form that `#tables` knows: what can be read of it, and each row that cannot, by its line. */
import { conform, dictionaryOf, profileTable, readTable, type ColumnProfile, type Field, type TableSource } from '#tables' // prettier-ignore
import type { Timed, Zone } from '#stats'
import { createMoments } from './moments.ts'
import { refuse } from './refusals.ts'
import { FILE_BYTES_MAX, METERS_MAX, REJECTED_SHOWN, ROWS_MAX, type Asked, type Rejected, type Report } from './types.ts' // prettier-ignore

const METER = /meter|licznik|лічильник|ppe|punkt|entity|obiekt|об.єкт/i
const VALUE = /value|reading|register|use|kwh|mwh|gj|m3|m³|stan|odczyt|wskazanie|zużycie|energia|показ|спожив|енергія/i

export type Read = Pick<Report, 'rows' | 'accepted' | 'rejected' | 'rejections' | 'columns'> & {
  meters: Map<string, Timed[]>
}

/** Throws `meters.…` and what `#tables` refuses. */
export async function readMeters(source: TableSource, as: Asked, zone: Zone, now: Date): Promise<Read> {
  const profile = await profileTable(source, { bytesMax: FILE_BYTES_MAX })
  if (profile.rowCount > ROWS_MAX) throw refuse.tooMany({ found: profile.rowCount, most: ROWS_MAX })
  const { time, value, meter } = columnsOf(profile.columns, as)
  const { fields } = dictionaryOf(profile)
  const field = ({ index }: ColumnProfile) => fields[index - 1]!
  const wanted: Field[] = [field(time), { ...field(value), ...decimalIn(value, field(value)), type: 'number' }]
  if (meter) wanted.push({ ...field(meter), type: 'string' })
  const { rows, problems } = conform(await readTable(source, { as: profile, bytesMax: FILE_BYTES_MAX }), { fields: wanted }) // prettier-ignore
  const meters = new Map<string, Timed[]>()
  const moments = new Map<string, (text: string) => number>()
  const refused: Rejected[] = []
  let [count, accepted] = [0, 0]
  const reject = (line: number, column: string, found: string, expected: string) => refused.push({ line, column, found, expected }) // prettier-ignore
  for await (const batch of rows)
    for (const { line, cells, wrong } of batch) {
      count++
      if (wrong) continue
      const [when, what, which = as.meter ?? null] = cells
      if (when === null || what === null || which === null || String(which).trim() === '') {
        const [column, expected] = when === null ? [time.name, '2026-11-24 10:00'] : what === null ? [value.name, '1234,5'] : [meter?.name ?? '', 'PPE 1'] // prettier-ignore
        reject(line, column, '', expected)
        continue
      }
      const id = String(which).trim()
      const momentOf = moments.get(id) ?? createMoments(zone)
      moments.set(id, momentOf)
      const at_ms = momentOf(String(when))
      if (at_ms > now.getTime()) reject(line, time.name, String(when), `≤ ${now.toISOString()}`)
      else {
        if (!meters.has(id) && meters.size >= METERS_MAX)
          throw refuse.tooMany({ found: meters.size + 1, most: METERS_MAX })
        const readings = meters.get(id) ?? []
        readings.push({ at_ms, value: Number(what) })
        meters.set(id, readings)
        accepted++
      }
    }
  if (count === 0) throw refuse.empty()
  for (const { column, places, expected } of problems.list())
    for (const { line, found } of places) reject(line, column?.name ?? '', found, expected)
  refused.sort((a, b) => a.line - b.line)
  return {
    ...{ rows: count, accepted, rejected: count - accepted, rejections: refused.slice(0, REJECTED_SHOWN), meters },
    columns: { time: time.name, value: value.name, ...(meter && { meter: meter.name }) },
  }
}

function columnsOf(columns: ColumnProfile[], as: Asked) {
  const found = columns.map(({ name }) => name).join(', ')
  const named = (name: string | undefined) => {
    const one = name === undefined ? undefined : columns.find((column) => column.name === name)
    if (name !== undefined && !one) throw refuse.columnUnknown({ column: name, found })
    return one
  }
  const time = columns.find(({ type }) => type === 'datetime' || type === 'date')
  if (!time) throw refuse.noTime({ found })
  const others = columns.filter((column) => column !== time)
  const meter = named(as.meterColumn) ?? (as.meter ? undefined : others.find(({ name }) => METER.test(name)))
  if (!meter && !as.meter) throw refuse.noMeter({ found })
  const left = others.filter((column) => column !== meter)
  const value = named(as.valueColumn) ?? (left.length === 1 ? left[0] : left.find(({ name }) => VALUE.test(name)))
  if (!value) throw refuse.noValue({ found })
  return { time, value, meter }
}

/** '857,395' throughout says neither tenths nor thousands; a meter's comma parts decimals. */
function decimalIn({ evidence }: ColumnProfile, { decimalChar }: Field): Pick<Field, 'decimalChar' | 'groupChar'> {
  const has = (mark: string) => evidence.some(({ places }) => places.some(({ found }) => found.includes(mark)))
  return decimalChar === undefined && has(',') && !has('.') ? { decimalChar: ',', groupChar: undefined } : {}
}
