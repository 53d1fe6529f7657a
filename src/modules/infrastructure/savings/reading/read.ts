/** Files of readings: meters and temperatures, in any form that `#tables` knows, also compressed by gzip. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import {
  conform,
  dictionaryOf,
  profileTable,
  readTable,
  type ColumnProfile,
  type Field,
  type TableSource,
} from '#tables'
import { READINGS_MAX, type Timed, type Zone } from '#stats'
import { createMoments } from '../../telemetry/meters/moments.ts'
import { refuse } from './refusals.ts'
import { energyUnitOf, fahrenheitOf, kWhOf, temperatureUnitOf, type EnergyUnit, type TemperatureUnit } from './units.ts'

/** Unpacked. */
const BYTES_MAX = 500_000_000
const GZIP = [0x1f, 0x8b]

/** `column` is that of the values where there are several; `unit` what they are in where their name does not say. */
export type ReadAs<Unit> = { zone: Zone; column?: string; unit?: Unit }
export type ReadFile<Unit> = {
  readonly readings: readonly Timed[]
  readonly rows: number
  readonly columns: { readonly time: string; readonly value: string }
  readonly unit: Unit
}

/** Use in kWh; a file that names no unit is in kWh. Throws `savings.file.…` and what `#tables` refuses. */
export async function readMeter(source: TableSource, as: ReadAs<EnergyUnit>): Promise<ReadFile<EnergyUnit>> {
  const found = await readValues(
    source,
    as,
    /use|usage|value|energy|kwh|mwh|zużycie|energia|spożycie|споживання|енергія/i,
  )
  const unit = as.unit ?? energyUnitOf(found.columns.value) ?? 'kWh'
  return { ...found, unit, readings: scaled(found.readings, (value) => kWhOf(value, unit)) }
}

/** In °F. The unit must stand in the column's name, or be said. Throws `savings.file.…` and what `#tables` refuses. */
export async function readTemperature(
  source: TableSource,
  as: ReadAs<TemperatureUnit>,
): Promise<ReadFile<TemperatureUnit>> {
  const found = await readValues(source, as, /temp|°|celsius|fahrenheit|value|темп/i)
  const unit = as.unit ?? temperatureUnitOf(found.columns.value)
  if (!unit) throw refuse.unit({ column: found.columns.value })
  return { ...found, unit, readings: scaled(found.readings, (value) => fahrenheitOf(value, unit)) }
}

const scaled = (readings: readonly Timed[], scale: (value: number) => number): Timed[] =>
  readings.map(({ at_ms, value }) => ({ at_ms, value: value === null ? null : scale(value) }))

async function readValues(source: TableSource, { zone, column }: ReadAs<unknown>, usual: RegExp) {
  const profile = await profileTable(source, { bytesMax: BYTES_MAX })
  if (profile.rowCount > READINGS_MAX) throw refuse.tooMany({ found: profile.rowCount, most: READINGS_MAX })
  const time = profile.columns.find(({ type }) => type === 'datetime' || type === 'date')
  const names = profile.columns.map(({ name }) => name).join(', ')
  if (!time) throw refuse.noTime({ found: names })
  const value = valueColumn(profile.columns.filter((one) => one !== time), column, usual, names) // prettier-ignore
  const { fields } = dictionaryOf(profile)
  const kept = [time, value].map(({ index }) => fields[index - 1]!)
  // A column of ones may look like codes, or like yes and no.
  const dictionary = { fields: [kept[0]!, { ...kept[1]!, ...decimalIn(value, kept[1]!), type: 'number' as const }] }
  const { rows, problems } = conform(await readTable(source, { as: profile, bytesMax: BYTES_MAX }), dictionary)
  const readings: Timed[] = []
  const momentOf = createMoments(zone)
  for await (const batch of rows)
    for (const { line, cells, wrong } of batch) {
      if (wrong || cells[0] === null) throw wrongCell(problems.list(), line)
      readings.push({ at_ms: momentOf(cells[0]!), value: cells[1] === null ? null : Number(cells[1]) })
    }
  if (readings.length === 0) throw refuse.empty()
  return { readings, rows: readings.length, columns: { time: time.name, value: value.name } }
}

/** '857,395' throughout says neither tenths nor thousands; a meter's comma parts decimals, and nobody groups its thousands. */
function decimalIn({ evidence }: ColumnProfile, { decimalChar }: Field): Pick<Field, 'decimalChar' | 'groupChar'> {
  const has = (mark: string) => evidence.some(({ places }) => places.some(({ found }) => found.includes(mark)))
  return decimalChar === undefined && has(',') && !has('.') ? { decimalChar: ',', groupChar: undefined } : {}
}

function valueColumn(others: ColumnProfile[], asked: string | undefined, usual: RegExp, names: string): ColumnProfile {
  if (asked !== undefined) {
    const found = others.find(({ name }) => name === asked)
    if (!found) throw refuse.columnUnknown({ column: asked, found: names })
    return found
  }
  const named = others.filter(({ name }) => usual.test(name))
  const only = others.length === 1 ? others[0] : named.length === 1 ? named[0] : undefined
  if (!only) throw refuse.noValue({ found: names })
  return only
}

type Problems = ReturnType<ReturnType<typeof conform>['problems']['list']>

function wrongCell(problems: Problems, line: number): Error {
  const place = problems.flatMap((problem) => problem.places.map((at) => ({ problem, at }))).find(({ at }) => at.line === line) // prettier-ignore
  const { problem, at } = place ?? { problem: undefined, at: undefined }
  return refuse.cell({ line, column: problem?.column?.name ?? '', found: at?.found ?? '', expected: problem?.expected ?? '2025-12-31T14:30:00' }) // prettier-ignore
}

/** The file's bytes, unpacked where gzip packed them, with the SHA-256 of the file as it lies there. */
export async function openFile(path: string): Promise<{ source: TableSource; sha256: string }> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  const file = await open(path)
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close())
  const source = GZIP.every((byte, i) => buffer[i] === byte) ? () => unpacked(path) : path
  return { source, sha256: hash.digest('hex') }
}

/** Throws `savings.file.gzip` where the file breaks off or was damaged. */
async function* unpacked(path: string): AsyncGenerator<Uint8Array> {
  const packed = createReadStream(path)
  const unpacking = createGunzip()
  packed.on('error', (error) => unpacking.destroy(error))
  try {
    yield* packed.pipe(unpacking) as AsyncIterable<Uint8Array>
  } catch (error) {
    throw refuse.gzip({ cause: (error as NodeJS.ErrnoException).code ?? (error as Error).message })
  } finally {
    packed.destroy()
  }
}
