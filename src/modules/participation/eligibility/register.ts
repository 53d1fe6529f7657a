/** The register as a file: identifier, birth, district. Read once, every error by its line; no value of it is repeated. */
import { readTable } from '#tables'
import { refuse } from './refusals.ts'
import { agedBy, normalised, type AgeRule } from './rules.ts'
import { REGISTER_BYTES_MAX, REGISTER_ROWS_MAX, type RowError } from './types.ts'

export type RegisterRow = { identifier: string; pool?: string; needsConsent: boolean }
export type Read<Row> = {
  rows: Row[]
  read: number
  tooYoung: number
  errors: RowError[]
  errorCount: number
}

const ERRORS_TOLD_MAX = 100
const COLUMNS = {
  ...{ id: ['id', 'identifier', 'identyfikator'], born: ['born', 'birth', 'urodzony'] },
  ...{ district: ['district', 'dzielnica', 'pool'], name: ['name', 'imię i nazwisko', 'nazwisko'], address: ['address', 'adres'] },
} // prettier-ignore
type Column = keyof typeof COLUMNS

export type Needs = {
  ages: AgeRule
  /** Is a district needed, since a pool follows residence? */
  districts: boolean
  poolOf: (name: string) => string | undefined
}

/** Throws `participation.registerColumns`, `registerRows`, and `reading.…` for what is no table. */
export function readRegister(file: Uint8Array, needs: Needs): Promise<Read<RegisterRow>> {
  const seen = new Set<string>()
  const row = (cell: (column: Column) => string) => rowOf(cell('id'), cell('born'), cell('district'), needs, seen)
  return readPeople(file, needs, { must: ['id'], most: REGISTER_ROWS_MAX, row })
}

type How<Row> = {
  must: readonly Column[]
  most: number
  row: (cell: (column: Column) => string) => Row | RowError['problem'] | undefined
}

/** A table of people, each error by its line; undefined is somebody too young. Throws what `readRegister` throws. */
export async function readPeople<Row extends object>(file: Uint8Array, needs: Needs, { must, most, row: read }: How<Row>): Promise<Read<Row>> {
  const table = await readTable(file, { headerRows: 1, bytesMax: REGISTER_BYTES_MAX })
  const names = table.header.columns.map((name) => name.trim().toLowerCase())
  const at = (kind: Column) => names.findIndex((name) => COLUMNS[kind].includes(name))
  const asksAge = needs.ages.age_min !== undefined || needs.ages.consentUnder !== undefined
  const asked: Column[] = [...must, ...(asksAge ? ['born' as const] : []), ...(needs.districts ? ['district' as const] : [])]
  const missing = asked.filter((kind) => at(kind) < 0)
  if (missing.length > 0) throw refuse.registerColumns({ missing: missing.join(', '), found: names.join(', ') })

  const found: Read<Row> = { rows: [], read: 0, tooYoung: 0, errors: [], errorCount: 0 }
  for await (const batch of table.rows())
    for (const { line, cells, broken } of batch) {
      if (++found.read > most) throw refuse.registerRows({ most })
      const row = broken ? 'unreadable' : read((kind) => (cells[at(kind)] ?? '').trim())
      if (typeof row === 'string') {
        found.errorCount++
        if (found.errors.length < ERRORS_TOLD_MAX) found.errors.push({ line, problem: row })
      } else if (row) found.rows.push(row)
      else found.tooYoung++
    }
  return found
} // prettier-ignore

function rowOf(
  id: string,
  born: string,
  district: string,
  { ages, districts, poolOf }: Needs,
  seen: Set<string>,
): RegisterRow | RowError['problem'] | undefined {
  const identifier = normalised(id)
  if (identifier === '') return 'idMissing'
  if (seen.has(identifier)) return 'idTwice'
  seen.add(identifier)
  const rest = entitledOf(born, district, { ages, districts, poolOf })
  return typeof rest === 'object' ? { identifier, ...rest } : rest
}

/** Of which pool, and whether a parent has to consent; undefined is too young. */
export function entitledOf(
  born: string,
  district: string,
  { ages, districts, poolOf }: Needs,
): { pool?: string; needsConsent: boolean } | RowError['problem'] | undefined {
  const aged = agedBy(ages, born)
  if (!aged) return 'bornWrong'
  if (districts && district === '') return 'districtMissing'
  const pool = district === '' ? undefined : poolOf(district)
  if (districts && pool === undefined) return 'districtUnknown'
  return aged.tooYoung ? undefined : { needsConsent: aged.needsConsent, ...(pool && { pool }) }
}
