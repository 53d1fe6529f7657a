/** The two files of a composite index, in the layout of COINr: `iData` with a row for each unit, `iMeta` with one for each column and group. */
import type { Refusal } from '#platform/errors'
import type { AggregateMeta, IndicatorMeta, Structure, Table } from '#stats'
import { refuse, type Place } from './refusals.ts'
import { demandColumns, demandNumber, demandText, readSheet, type Row, type Sheet } from './sheet.ts'

const META_NEEDED = ['Level', 'iCode', 'Direction', 'Weight', 'Parent', 'Type']
const META_KNOWN = new Set([...META_NEEDED, 'iName', 'Unit', 'Target', 'Denominator'])
const TYPES = ['Indicator', 'Aggregate', 'Group', 'Denominator', 'Other']
/** Columns of a unit itself; what `Time` says is not used. */
const UNIT_COLUMNS = ['uCode', 'uName', 'Time']

export type IndexFiles = {
  readonly table: Table
  readonly structure: Structure
  /** Of units, indicators and groups, by their code. */
  readonly unitNames: ReadonlyMap<string, string>
  readonly names: ReadonlyMap<string, string>
  /** Where in the files stands what a model refuses. */
  placeOf(refusal: Refusal): Place | undefined
}

/** Throws `stats.file.…` with the place. */
export async function readIndexFiles(dataFile: string, metaFile: string): Promise<IndexFiles> {
  const meta = await readSheet(metaFile)
  demandColumns(meta, META_NEEDED, (name) => META_KNOWN.has(name))
  const rows = { Indicator: [], Aggregate: [], Group: [], Denominator: [], Other: [] } as Record<string, Row[]>
  for (const row of meta.rows) {
    const type = demandText(row, 'Type')
    if (!rows[type]) throw refuse.type({ ...row.place('Type'), found: type, known: TYPES.join(', ') })
    rows[type].push(row)
  }
  checkCodes(meta)
  const structure = {
    indicators: rows.Indicator!.map(indicatorOf),
    aggregates: rows.Aggregate!.map(aggregateOf),
  }
  const data = await readSheet(dataFile)
  const codesOf = (...types: string[]) => types.flatMap((type) => rows[type]!.map((row) => demandText(row, 'iCode')))
  const inData = new Set([...UNIT_COLUMNS, ...codesOf('Indicator', 'Group', 'Denominator', 'Other')])
  demandColumns(data, ['uCode'], (name) => inData.has(name))
  const figures = codesOf('Indicator', 'Denominator').filter((code) => data.header.includes(code))
  const groups = codesOf('Group').filter((code) => data.header.includes(code))
  const column = <T>(read: (row: Row) => T) => data.rows.map(read)
  return {
    structure,
    table: {
      units: column((row) => demandText(row, 'uCode')),
      columns: new Map(figures.map((code) => [code, column((row) => row.number(code))])),
      groups: new Map(groups.map((code) => [code, column((row) => row.text(code) || null)])),
    },
    unitNames: new Map(data.rows.map((row) => [row.text('uCode'), row.text('uName') || row.text('uCode')])),
    names: new Map(meta.rows.map((row) => [row.text('iCode'), row.text('iName') || row.text('iCode')])),
    placeOf: (refusal) => placeOf(refusal, data, meta),
  }
}

function checkCodes({ rows }: Sheet): void {
  const seen = new Map<string, number>()
  for (const row of rows) {
    const code = demandText(row, 'iCode')
    const place = row.place('iCode')
    if (seen.has(code)) throw refuse.codeTwice({ ...place, found: code, other: seen.get(code) })
    seen.set(code, place.line)
  }
}

function indicatorOf(row: Row): IndicatorMeta {
  const level = demandNumber(row, 'Level')
  if (level !== 1) throw refuse.notNumber({ ...row.place('Level'), name: 'Level', found: row.text('Level') })
  return {
    code: demandText(row, 'iCode'),
    parent: demandText(row, 'Parent'),
    weight: demandNumber(row, 'Weight'),
    direction: demandNumber(row, 'Direction') as 1 | -1,
    denominator: row.text('Denominator') || null,
    target: row.number('Target'),
  }
}

function aggregateOf(row: Row): AggregateMeta {
  return {
    code: demandText(row, 'iCode'),
    parent: row.text('Parent') || null,
    weight: demandNumber(row, 'Weight'),
    level: demandNumber(row, 'Level'),
  }
}

/** Which column of the description a refusal speaks of. */
const SPEAKS_OF: Record<string, string> = {
  unknownParent: 'Parent',
  cycle: 'Parent',
  level: 'Level',
  childless: 'iCode',
  weight: 'Weight',
  weightsZero: 'Weight',
  direction: 'Direction',
  missingColumn: 'iCode',
  noTarget: 'Target',
}

function placeOf({ code, details }: Refusal, data: Sheet, meta: Sheet): Place | undefined {
  const kind = code.split('.').at(-1)!
  const last = (sheet: Sheet, column: string, text: unknown) => sheet.rows.findLast((row) => row.text(column) === text)
  if (typeof details.unit === 'string') {
    const column = typeof details.node === 'string' ? details.node : 'uCode'
    return last(data, 'uCode', details.unit)?.place(column)
  }
  if (kind === 'roots')
    return meta.rows.findLast((row) => row.text('Type') === 'Aggregate' && row.text('Parent') === '')?.place('Parent')
  if (typeof details.node !== 'string' || !SPEAKS_OF[kind]) return undefined
  const denominated = kind === 'missingColumn' ? last(meta, 'Denominator', details.node) : undefined
  return denominated?.place('Denominator') ?? last(meta, 'iCode', details.node)?.place(SPEAKS_OF[kind])
}
