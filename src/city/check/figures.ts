/** Every row of every file of figures, read as an import would read it; and no figure told by two files. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { knownFrom, readFigures, sayRejection, type Batch, type Known, type Rejection } from '#indicators'
import { Refusal } from '#platform/errors'
import { sentence } from '#words'
import type { Parts } from '../parts.ts'
import type { Dataset, Problem } from '../types.ts'

/** Nothing where places or measures could not be read: then every row would be wrong. */
export async function figureProblems(folder: string, { places, measures, datasets }: Parts): Promise<Problem[]> {
  if (!places.data || !measures.data || !datasets.data) return []
  const known = knownFrom(places.data.areas, measures.data.measures)
  const seen = new Map<string, string>()
  const problems: Problem[] = []
  for (const dataset of datasets.data.datasets) {
    const path = join(folder, dataset.file)
    const readable = await access(path).then(
      () => true,
      () => false,
    )
    // A file that is not there is told where the dataset names it.
    if (readable) for await (const problem of problemsOf(path, dataset, known, seen)) problems.push(problem)
  }
  return problems
}

/** The column of a problem is the field's number, from 1. */
async function* problemsOf(
  path: string,
  { file, format, mapping }: Dataset,
  known: Known,
  seen: Map<string, string>,
): AsyncGenerator<Problem> {
  try {
    for await (const { accepted, rejected } of readFigures(path, { format, mapping }, known)) {
      yield* rejected.map((rejection) => rejectionProblem(file, rejection))
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
