/** The register as a file: identifier, birth, district. Read once, every error by its line; no value of it is repeated. */
import { readTable } from '#tables'
import { refuse } from './refusals.ts'
import { agedBy, normalised, type AgeRule } from './rules.ts'
import { REGISTER_BYTES_MAX, REGISTER_ROWS_MAX, type RowError } from './types.ts'

export type RegisterRow = { identifier: string; pool?: string; needsConsent: boolean }
export type ReadRegister = {
  rows: RegisterRow[]
  read: number
  tooYoung: number
  errors: RowError[]
  errorCount: number
}

const ERRORS_TOLD_MAX = 100
const COLUMNS = { id: ['id', 'identifier', 'identyfikator'], born: ['born', 'birth', 'urodzony'], district: ['district', 'dzielnica', 'pool'] } // prettier-ignore

type Needs = {
  ages: AgeRule
  /** Is a district needed, since a pool follows residence? */
  districts: boolean
  poolOf: (name: string) => string | undefined
}

/** Throws `participation.registerColumns`, `registerRows`, and `reading.…` for what is no table. */
export async function readRegister(file: Uint8Array, needs: Needs): Promise<ReadRegister> {
  const table = await readTable(file, { headerRows: 1, bytesMax: REGISTER_BYTES_MAX })
  const names = table.header.columns.map((name) => name.trim().toLowerCase())
  const at = (kind: keyof typeof COLUMNS) => names.findIndex((name) => COLUMNS[kind].includes(name))
  const asksAge = needs.ages.age_min !== undefined || needs.ages.consentUnder !== undefined
  const columns = { id: at('id'), born: at('born'), district: at('district') }
  const missing = [
    ...(columns.id < 0 ? ['id'] : []),
    ...(columns.born < 0 && asksAge ? ['born'] : []),
    ...(columns.district < 0 && needs.districts ? ['district'] : []),
  ]
  if (missing.length > 0) throw refuse.registerColumns({ missing: missing.join(', '), found: names.join(', ') })

  const found: ReadRegister = { rows: [], read: 0, tooYoung: 0, errors: [], errorCount: 0 }
  const seen = new Set<string>()
  for await (const batch of table.rows())
    for (const { line, cells, broken } of batch) {
      if (++found.read > REGISTER_ROWS_MAX) throw refuse.registerRows({ most: REGISTER_ROWS_MAX })
      const cell = (index: number) => (index < 0 ? '' : (cells[index] ?? '').trim())
      const row = broken
        ? 'unreadable'
        : rowOf(cell(columns.id), cell(columns.born), cell(columns.district), needs, seen)
      if (typeof row === 'string') {
        found.errorCount++
        if (found.errors.length < ERRORS_TOLD_MAX) found.errors.push({ line, problem: row })
      } else if (row) found.rows.push(row)
      else found.tooYoung++
    }
  return found
}

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
  const aged = agedBy(ages, born)
  if (!aged) return 'bornWrong'
  if (districts && district === '') return 'districtMissing'
  const pool = district === '' ? undefined : poolOf(district)
  if (districts && pool === undefined) return 'districtUnknown'
  return aged.tooYoung ? undefined : { identifier, needsConsent: aged.needsConsent, ...(pool && { pool }) }
}
