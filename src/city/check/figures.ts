/** Every row of every file of figures, read as an import would read it; and no figure told by two files. */
import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { knownFrom, readFigures, sayRejection, type Batch, type Known, type Rejection } from '#indicators'
import { Refusal } from '#platform/errors'
import { sentence } from '#words'
import type { Parts } from '../parts.ts'
import type { Dataset, Measure, Problem } from '../types.ts'

/** Nothing where places or measures could not be read: then every row would be wrong. */
export async function figureProblems(folder: string, { places, measures, datasets }: Parts): Promise<Problem[]> {
  if (!places.data || !measures.data || !datasets.data) return []
  const known = knownFrom(places.data.areas, measures.data.measures)
  const words = dimensionWords(measures.data.measures)
  const seen = new Map<string, string>()
  const problems: Problem[] = []
  for (const dataset of datasets.data.datasets) {
    if (!dataset.file || !['tidy', 'bdl'].includes(dataset.format)) continue
    const path = join(folder, dataset.file)
    const readable = await access(path).then(
      () => true,
      () => false,
    )
    // A file that is not there is told where the dataset names it.
    if (!readable) continue
    for await (const problem of problemsOf(path, dataset, known, words, seen)) problems.push(problem)
    if (dataset.format === 'tidy') problems.push(...(await unlistedCopies(path, dataset)))
  }
  return problems
}

/** The column of a problem is the field's number, from 1. */
async function* problemsOf(
  path: string,
  { file, format, mapping }: Dataset,
  known: Known,
  words: DimensionWords,
  seen: Map<string, string>,
): AsyncGenerator<Problem> {
  try {
    for await (const { accepted, rejected } of readFigures(path, { format, mapping }, known)) {
      yield* rejected.map((rejection) => rejectionProblem(file, rejection))
      yield* unknownDimensionValues(file, accepted, words)
      yield* toldTwice(file, accepted, seen)
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { line } = error.details
    const right = sentence('en', error.code, error.details)
    yield { file, line: typeof line === 'number' ? line : 1, column: 1, field: '', found: error.code, right }
  }
}

function rejectionProblem(file: string, rejection: Rejection): Problem {
  const { line, column, found } = rejection
  const { problem, expected } = sayRejection('en')(rejection)
  const right = expected ? `${problem} ${expected}` : problem
  return { file, line, column: column?.index ?? 1, field: column?.name ?? '', found: JSON.stringify(found), right }
}

function* toldTwice(file: string, rows: Batch['accepted'], seen: Map<string, string>): Generator<Problem> {
  for (let i = 0; i < rows.length; i++) {
    const cell = [rows.areaId[i], rows.measure[i], rows.dimension[i], rows.period[i]].join(' ')
    const other = seen.get(cell)
    if (!other) seen.set(cell, file)
    else if (other !== file)
      yield {
        file,
        line: rows.line[i]!,
        column: 1,
        field: '',
        found: cell,
        right: `a figure that ${other} does not tell`,
      }
  }
}

type DimensionWords = ReadonlyMap<string, ReadonlySet<string>>

/** By measure, every 'age=15-19' that its dimensions allow. */
function dimensionWords(measures: Measure[]): DimensionWords {
  return new Map(
    measures.map(({ id, dimensions = [] }) => [
      id,
      new Set(dimensions.flatMap((one) => one.values.map((value) => `${one.id}=${value.id}`))),
    ]),
  )
}

function* unknownDimensionValues(file: string, rows: Batch['accepted'], words: DimensionWords): Generator<Problem> {
  for (let i = 0; i < rows.length; i++) {
    if (rows.dimension[i] === '') continue
    const allowed = words.get(rows.measure[i]!)
    const wrong = rows.dimension[i]!.split(';').find((part) => !allowed?.has(part))
    if (wrong === undefined) continue
    const right = `a value that ${rows.measure[i]} lists in measures.json`
    yield { file, line: rows.line[i]!, column: 3, field: 'dimension', found: JSON.stringify(wrong), right }
  }
}

/** Rows whose column `via` names a copy that their dataset does not list. */
async function unlistedCopies(path: string, { file, via = [] }: Dataset): Promise<Problem[]> {
  const listed = new Set(['', ...via])
  const problems: Problem[] = []
  const options = { bom: true, columns: true, info: true, relax_column_count: true, relax_quotes: true }
  try {
    for await (const { record, info } of createReadStream(path).pipe(parse(options))) {
      const found = (record as { via?: string }).via ?? ''
      if (listed.has(found)) continue
      const column = Object.keys(record as object).indexOf('via') + 1
      const right = `one of ${via.join(', ') || 'nothing'}, as the dataset's "via" lists`
      problems.push({ file, line: info.lines, column, field: 'via', found: JSON.stringify(found), right })
    }
  } catch {
    // What no table is was told when its figures were read.
  }
  return problems
}
