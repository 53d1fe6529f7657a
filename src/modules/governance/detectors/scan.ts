/** Reads a table once, with bounded memory, and says what in it is about persons. Pure: the same table, the same findings. */
import { detached } from '#platform/text'
import { ofRows, type Batch } from './batch.ts'
import { Column } from './column.ts'
import { headerWords } from './headers.ts'
import { hitsIn } from './hits.ts'
import { checksummed, contacts, names, type Context } from './judge.ts'
import * as places from './judge-places.ts'
import { createLook, look, mixed } from './look.ts'
import { mask } from './mask.ts'
import { Sketch } from './sketch.ts'
import type { Detected, Scan, ScanColumn, ScanOptions, ScanTable } from './types.ts'

export const K_DEFAULT = 5
const QUASI_MIN = 2
const QUASI_MAX = 8
const COLUMN_NAME_CHARS_MAX = 80
/** What a row counts, in a column of units or measures. */
const COUNTS_PERSONS_REMEMBERED = 5_000
const UNIT = /^(?:osob|osób|os\.?$|persons?$|people|person|mieszkan|осіб|osoba)/i

export async function scan({ columns, rows }: ScanTable, options: ScanOptions = {}): Promise<Scan> {
  const scanner = createScanner(columns, options)
  for await (const batch of rows) scanner.take(ofRows(batch))
  return scanner.end()
}

export type Scanner = {
  take(batch: Batch): void
  end(): Scan
}

export function createScanner(described: readonly ScanColumn[], { k = K_DEFAULT }: ScanOptions = {}): Scanner {
  const columns = described.map((column, at) => new Column(at, column))
  const together = createTogether(columns)
  const counted = createCounted(columns, described)
  let row = 0
  return {
    take(batch) {
      const small = new Int32Array(batch.rows).fill(k)
      if (counted.long) for (let i = 0; i < batch.rows; i++) if (!counted.isPersons(batch, i)) small[i] = 0
      together?.begin(batch.rows)
      // Column by column: what is known of one stays near.
      for (const column of columns) {
        const hashes = together?.of(column)
        for (let i = 0; i < batch.rows; i++) {
          batch.show(column, i, row + 1 + i, small[i]!)
          if (hashes) hashes[i] = Math.imul(hashes[i]! ^ column.hash, 0x01000193) + 1
        }
      }
      together?.end(batch.rows)
      row += batch.rows
    },
    end() {
      const findings = judged(columns, counted, together, row)
      const shown = described.map(({ name }) => shownName(name))
      for (const finding of findings) finding.column = finding.columns.map((at) => shown[at]!.name).join(', ')
      findings.push(...named(shown))
      return { rows: row, columns: columns.length, findings: findings.sort(byGravity) }
    },
  }
}

const NEEDS_A_TABLE = new Set<string>(['freeText', 'unique', 'singledOut', 'smallCells'])

/** The same of short texts by their names, such as a title or a note; a finding's column is the name. */
export function examineTexts(texts: Record<string, string>): Detected[] {
  const names = Object.keys(texts)
  const columns = names.map((name, at) => new Column(at, { name }))
  for (const column of columns) ofRows([Object.values(texts)]).show(column, 0, 1, 0)
  const findings = judged(columns, { long: false }, undefined, 1).filter(({ detector }) => !NEEDS_A_TABLE.has(detector))
  for (const finding of findings) finding.column = finding.columns.map((at) => names[at]!).join(', ')
  return findings.sort(byGravity)
}

/** The columns that together may single out a row, looked at as one value. */
function createTogether(columns: readonly Column[]) {
  const quasi = places.quasiColumns(columns).slice(0, QUASI_MAX)
  if (quasi.length < QUASI_MIN || !quasi.some(places.isTrait)) return undefined
  const sketch = new Sketch()
  let hashes = new Int32Array(0)
  return {
    quasi,
    sketch,
    begin(rows: number): void {
      if (hashes.length < rows) hashes = new Int32Array(rows)
      hashes.fill(0)
    },
    of: (column: Column): Int32Array | undefined => (quasi.includes(column) ? hashes : undefined),
    end(rows: number): void {
      for (let i = 0; i < rows; i++) sketch.add(mixed(hashes[i]!))
    },
  }
}

/** Whether a row's numbers count persons: where units or measures stand in a column, that one says it for each row. */
function createCounted(columns: readonly Column[], described: readonly ScanColumn[]) {
  const unit = columns.find((_, at) => /^(?:unit|jednostka|jednostka miary|одиниц\S*)$/i.test(described[at]!.name))
  const remembered = new Map<string, boolean>()
  return {
    long: unit !== undefined,
    isPersons(batch: Batch, i: number): boolean {
      if (!unit) return true
      const said = batch.text(unit.at, i)
      let answer = remembered.get(said)
      if (answer === undefined) {
        answer = UNIT.test(said)
        if (remembered.size < COUNTS_PERSONS_REMEMBERED) remembered.set(detached(said), answer)
      }
      return answer
    },
  }
}

function judged(
  columns: readonly Column[],
  counted: { long: boolean },
  together: ReturnType<typeof createTogether>,
  rows: number,
): Detected[] {
  const first = columns.flatMap((column) => [...checksummed(column, NOTHING), ...names(column)])
  const context = contextOf(columns, first)
  const found = columns.flatMap((column) => [
    ...checksummed(column, context),
    ...names(column),
    ...contacts(column, context),
    ...places.addresses(column, context),
    ...places.births(column, context),
    ...places.plates(column),
    ...places.points(column, context),
    ...places.longTexts(column),
    ...places.smallCells(column, isCount(column, counted.long), context),
  ])
  found.push(...places.splitAddress(columns, context), ...places.coordinates(columns, context))
  const aboutPersons = context.persons || found.some(({ personal, severity }) => personal && severity !== 'note')
  if (together && !context.aggregated) found.push(...places.singledOut(together.quasi, rows, together.sketch.result()))
  if (aboutPersons && !context.aggregated) {
    const told = new Set(found.flatMap((one) => one.columns))
    found.push(...columns.filter(({ at }) => !told.has(at)).flatMap(places.unique))
  }
  return found
}

const NOTHING: Context = { persons: false, institutions: false, aggregated: false }
const WHO: readonly string[] = ['pesel', 'identityCard', 'passport', 'name', 'surname']
const INTEGERS_SHARE = 0.9

function contextOf(columns: readonly Column[], found: readonly Detected[]): Context {
  const persons = found.some(({ detector, severity }) => WHO.includes(detector) && severity !== 'note')
  const institutions = columns.some(({ words }) => words.has('institution') && !words.has('persons'))
  const aggregated = columns.some(
    ({ words, integers, cells }) =>
      cells > 0 && (words.has('value') || (words.has('count') && integers / cells >= INTEGERS_SHARE)),
  )
  return { persons, institutions, aggregated }
}

const isCount = ({ words }: Column, long: boolean): boolean => (long ? words.has('value') : words.has('persons'))

type Shown = { name: string; detector?: string }

/** A file without a header has values for names: these are masked like any other. */
function shownName(name: string): Shown {
  const seen = createLook()
  look(name, seen)
  const { hits } = hitsIn(name, seen)
  const told =
    hits.some(({ detector, valid, sure }) => valid && (TELLING.has(detector) || sure)) && headerWords(name).size === 0
  const short = name.length > COLUMN_NAME_CHARS_MAX ? `${name.slice(0, COLUMN_NAME_CHARS_MAX).toWellFormed()}…` : name
  return told ? { name: mask(name), detector: hits[0]!.detector } : { name: short }
}
const TELLING = new Set(['pesel', 'identityCard', 'passport', 'iban', 'name', 'email', 'nip', 'address'])

function named(shown: readonly Shown[]): Detected[] {
  const columns = [...shown.keys()].filter((at) => shown[at]!.detector !== undefined)
  if (columns.length === 0) return []
  return [
    {
      ...{ detector: 'header', columns, column: columns.map((at) => shown[at]!.name).join(', '), hits: columns.length },
      ...{ cells: shown.length, share: columns.length / shown.length, places: [], samples: [] },
      ...{ confidence: 'likely', severity: 'blocks', personal: true, proposal: 'review', evidence: ['form'] },
    },
  ]
}

const GRAVITY = { blocks: 0, decide: 1, note: 2 }
const byGravity = (a: Detected, b: Detected): number =>
  GRAVITY[a.severity] - GRAVITY[b.severity] || a.columns[0]! - b.columns[0]!
