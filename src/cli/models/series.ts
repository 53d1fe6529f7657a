/** A series of figures: a CSV of `period`, `value` and perhaps `status`, with its breaks. */
import { comparePeriods, finerKinds, parsePeriod, type Period, type PeriodKind } from '#indicators'
import type { Point } from '#stats'
import { refuse } from './refusals.ts'
import { demandColumns, demandText, readSheet, type Row } from './sheet.ts'

const COLUMNS = ['period', 'value', 'status']
/** Those of SDMX that the house knows: normal, provisional, estimated, break, missing. */
const STATUSES = ['', 'A', 'P', 'E', 'B', 'M']
const BREAK = 'B'
const MISSING = 'M'

/** `x` counts periods of the kind. */
export type Figure = Point & { readonly period: string }
/** In the order of their periods. */
export type Series = { readonly figures: readonly Figure[]; readonly kind: PeriodKind }

/** `breaks` are periods, besides those that the statuses say. Throws `stats.file.…` with the place. */
export async function readSeries(file: string, breaks: readonly string[] = []): Promise<Series> {
  const sheet = await readSheet(file)
  demandColumns(sheet, ['period', 'value'], (name) => COLUMNS.includes(name))
  if (sheet.rows.length === 0) throw refuse.tooFewRows({ file, line: 1, column: 1 })
  const { figures, kind } = figuresOf(sheet.rows)
  return { figures: withBreaks(figures, kind, breaks), kind }
}

function figuresOf(rows: readonly Row[]): { figures: Figure[]; kind: PeriodKind } {
  const seen = new Map<number, Row>()
  let kind: PeriodKind | undefined
  const figures = rows.map((row): Figure => {
    const period = periodOf(row)
    kind ??= period.kind
    if (period.kind !== kind)
      throw refuse.periodKind({ ...row.place('period'), found: period.text, kind: period.kind, expected: kind })
    const before = seen.get(period.ordinal)
    if (before)
      throw refuse.periodTwice({ ...row.place('period'), found: period.text, other: before.place('period').line })
    seen.set(period.ordinal, row)
    const status = row.text('status')
    if (!STATUSES.includes(status))
      throw refuse.status({ ...row.place('status'), found: status, known: STATUSES.filter(Boolean).join(', ') })
    const value = row.number('value')
    if (status === MISSING && value !== null)
      throw refuse.valueDespiteStatus({ ...row.place('value'), found: row.text('value') })
    return { x: period.ordinal, y: value, period: period.text, breaks: status === BREAK }
  })
  return { figures: figures.sort((a, b) => a.x - b.x), kind: kind! }
}

function periodOf(row: Row): Period {
  const text = demandText(row, 'period')
  const period = parsePeriod(text)
  if (!period) throw refuse.period({ ...row.place('period'), found: text })
  return period
}

/** A break stands before the first period that begins with it or later. Throws `stats.file.…` and `option`. */
function withBreaks(figures: Figure[], kind: PeriodKind, breaks: readonly string[]): Figure[] {
  const [from, to] = [figures[0]!.period, figures.at(-1)!.period]
  const broken = breaks.map((text) => {
    const period = parsePeriod(text)
    if (!period) throw refuse.option({ option: 'break', found: text, right: to })
    if (finerKinds(kind).includes(period.kind))
      throw refuse.breakKind({ found: text, kind: period.kind, expected: kind })
    const at = figures.findIndex((figure) => comparePeriods(figure.period, text) >= 0)
    if (at <= 0) throw refuse.breakOutside({ found: text, from, to })
    return at
  })
  return figures.map((figure, i) => (broken.includes(i) ? { ...figure, breaks: true } : figure))
}
