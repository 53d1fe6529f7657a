/** `unia evaluate meta` and `unia evaluate many`: several studies of one thing, and many comparisons at once. */
import { benjaminiHochberg, columnsOfCsv, holm, meta, META_MODELS, type Columns } from '#stats'
import type { Command } from '../commands.ts'
import { numberOf, oneOf } from '../models/options.ts'
import { refuse } from '../models/refusals.ts'
import { of, textOf } from './read.ts'
import { manyText, metaText } from './told.ts'

export const evaluateMeta: Command = async ({ args: [file], values }) => {
  const { effect, variance, se, study, model, level } = values
  if (!file || effect === undefined || (variance === undefined) === (se === undefined)) {
    process.stderr.write('evaluate meta <file.csv> --effect <column> --variance <column> | --se <column> [--study <column>] [--model fixed|dersimonianLaird|reml] [--level 0.95] [--json]\n') // prettier-ignore
    return 2
  }
  const by = model === undefined ? 'reml' : oneOf('model', model, META_MODELS)
  const spread = variance ?? se!
  const columns = columnsOfCsv(await textOf(file), [effect, spread])
  const effects = numbersIn(file, columns, effect)
  const spreads = numbersIn(file, columns, spread)
  const names = study === undefined ? undefined : columnIn(file, columns, study)
  const studies = effects.map((value, i) => ({
    name: String(names?.[i] ?? i + 1),
    effect: value,
    variance: variance === undefined ? spreads[i]! ** 2 : spreads[i]!,
  }))
  const found = of(file, () => meta(studies, by, level === undefined ? undefined : numberOf('level', level)))
  process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : metaText(found))
  return 0
}

export const evaluateMany: Command = async ({ args: [file], values }) => {
  const { p, study } = values
  if (!file || p === undefined) {
    process.stderr.write('evaluate many <file.csv> --p <column> [--study <column>] [--json]\n')
    return 2
  }
  const columns = columnsOfCsv(await textOf(file), [p])
  const ps = numbersIn(file, columns, p)
  const names = study === undefined ? undefined : columnIn(file, columns, study)
  const [strict, mild] = of(file, () => [holm(ps), benjaminiHochberg(ps)] as const)
  const rows = ps.map((value, i) => ({ name: String(names?.[i] ?? i + 1), p: value, holm: strict[i]!, benjaminiHochberg: mild[i]! })) // prettier-ignore
  process.stdout.write(values.json ? `${JSON.stringify(rows)}\n` : manyText(rows))
  return 0
}

/** Throws `stats.file.columnMissing`. */
function columnIn(file: string, columns: Columns, name: string): ArrayLike<number | string | null> {
  if (!Object.hasOwn(columns, name)) throw refuse.columnMissing({ file, line: 1, column: 1, missing: name, found: Object.keys(columns).join(', ') }) // prettier-ignore
  return columns[name]!
}

/** Throws `stats.file.columnMissing`, `missing`, `notNumber`. */
function numbersIn(file: string, columns: Columns, name: string): number[] {
  return Array.from(columnIn(file, columns, name), (value, i) => {
    if (value === null) throw refuse.missing({ file, line: i + 2, column: 1, name })
    if (typeof value !== 'number') throw refuse.notNumber({ file, line: i + 2, column: 1, name, found: value })
    return value
  })
}
