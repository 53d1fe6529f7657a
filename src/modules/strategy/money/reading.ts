/**
 * A file of budget lines in any table format: its columns in any order, Polish numbers, sums that it states among its lines.
 * Every cell that cannot be right is told with row and column; where there is any, nothing of the file is taken.
 */
import { decimalOf, readNumber, readTable, splitNumber, type Decimal, type Table, type TableSource } from '#tables'
import { CHAPTERS, chapterOf, DIVISIONS, divisionOf, isChapter, isParagraph } from './classification.ts'
import {
  DIRECTION_WORDS,
  isTotal,
  KIND_WORDS,
  placed,
  plain,
  SOURCE_WORDS,
  type Column,
  type Placed,
} from './columns.ts'
import { refuse } from './refusals.ts'
import { KINDS, LINES_MAX, PROBLEMS_SHOWN_MAX, TOTALS_MAX, type Check, type Direction, type Kind, type Line, type Problem } from './types.ts' // prettier-ignore

const TITLE_CHARS_MAX = 300
const FOUND_CHARS_MAX = 100
const SAMPLE_ROWS = 2_000
const MINOR = 100
/** Half of the smallest difference that a double holds at the largest amount. */
const EXACT = 1e-4

/** What the words of a file are resolved against. */
export type Known = {
  /** By ids and names, as `plain` writes them. */
  districts: ReadonlyMap<string, string>
  goals: ReadonlySet<string>
  /** By ids and numbers. */
  projects: ReadonlyMap<string, string>
  currency: string
}
/** A sum that the file states, and what it is said to be of. */
export type Stated = Pick<Check, 'line' | 'year' | 'direction' | 'kind' | 'division' | 'chapter'> & { amount_minor: number } // prettier-ignore
export type Read = { lines: Line[]; stated: Stated[] }

type Cells = (column: Column) => string
type Row = Omit<Line, 'kind' | 'amount_minor'>
type Tell = (column: Column, reason: Problem['reason'], right?: string) => void

/** Throws `money.badRows` with the first of them, `money.noColumn`, `money.columnTwice`, `money.noLines`, `money.tooManyLines`, `reading.…`. */
export async function readLines(source: TableSource, known: Known): Promise<Read> {
  const table = await readTable(source)
  const columns = placed(table.header.columns)
  const decimal = table.decimal ?? (await decimalIn(table, columns))
  const [lines, stated, problems]: [Line[], Stated[], Problem[]] = [[], [], []]
  let wrong = 0
  for await (const rows of table.rows())
    for (const { line, cells: found } of rows) {
      if (found.every((cell) => cell.trim() === '')) continue
      const cells: Cells = (column) => (columns[column] ? (found[columns[column].at] ?? '').trim() : '')
      const tell: Tell = (column, reason, right = '') => {
        wrong++
        const name = columns[column]?.name ?? column
        if (problems.length < PROBLEMS_SHOWN_MAX)
          problems.push({ line, column: name, found: cells(column).slice(0, FOUND_CHARS_MAX), reason, right })
      }
      const amounts = amountsOf(cells, columns, { decimal, currency: known.currency }, tell)
      if (isSum(cells)) addStated(stated, line, cells, amounts)
      else {
        const row = rowOf(line, cells, known, tell)
        for (const [kind, amount_minor] of amounts) lines.push({ ...row, kind, amount_minor })
      }
      if (lines.length > LINES_MAX) throw refuse.tooManyLines({ most: LINES_MAX })
    }
  if (wrong > 0) throw refuse.badRows({ ...problems[0]!, count: wrong, problems })
  if (lines.length === 0) throw refuse.noLines()
  return { lines, stated }
}

/** The decimal mark that the file's amounts keep to. */
async function decimalIn(table: Table, columns: Placed): Promise<Decimal | undefined> {
  const at = (['amount', 'planned', 'committed', 'spent'] as const).flatMap((one) => columns[one]?.at ?? [])
  const sample: string[] = []
  for await (const rows of table.rows()) {
    for (const { cells } of rows) for (const one of at) sample.push(cells[one] ?? '')
    if (sample.length > SAMPLE_ROWS) break
  }
  return decimalOf(sample)
}

/** In a file with a column for each kind, an empty cell says nothing, and zero says zero. */
function amountsOf(
  cells: Cells,
  columns: Placed,
  how: { decimal: Decimal | undefined; currency: string },
  tell: Tell,
): [Kind, number][] {
  const one = (column: Column, kind: Kind): [Kind, number][] => {
    const amount = amountIn(cells(column), how, (reason, right) => tell(column, reason, right))
    return amount === undefined ? [] : [[kind, amount]]
  }
  const wide = KINDS.filter((kind) => columns[kind] && cells(kind) !== '').flatMap((kind) => one(kind, kind))
  if (!columns.amount) return wide
  const kind = KIND_WORDS.get(plain(cells('kind')))
  if (!kind && !isSum(cells)) tell('kind', 'kind', 'plan / zaangażowanie / wykonanie')
  if (cells('amount') === '') tell('amount', 'missing', '1234,50')
  return [...wide, ...(cells('amount') === '' ? [] : one('amount', kind ?? 'planned'))]
}

function amountIn(
  text: string,
  { decimal, currency }: { decimal: Decimal | undefined; currency: string },
  tell: (reason: Problem['reason'], right: string) => void,
): number | undefined {
  const split = splitNumber(text)
  const tail = plain(split?.tail ?? '')
  const read = split && ['', 'zl', plain(currency)].includes(tail) ? readNumber(split.number, decimal) : undefined
  if (read?.value === undefined) {
    const isDouble = read?.problem?.code === 'valueAmbiguous'
    tell(isDouble ? 'ambiguous' : 'amount', read?.problem?.expected ?? '1234,50')
    return undefined
  }
  const minor = Math.round(read.value * MINOR)
  if (Math.abs(read.value * MINOR - minor) > EXACT * Math.max(1, Math.abs(minor) / 1e9)) tell('fraction', `${minor / MINOR}`) // prettier-ignore
  if (!Number.isSafeInteger(minor)) tell('amount', `≤ ${Number.MAX_SAFE_INTEGER / MINOR}`)
  return minor
}

const isSum = (cells: Cells): boolean => (['title', 'division', 'chapter', 'year', 'direction'] as const).some((one) => isTotal(cells(one))) // prettier-ignore

/** What a sum is of is what its other cells say. */
function addStated(stated: Stated[], line: number, cells: Cells, amounts: readonly [Kind, number][]): void {
  const code = (column: Column, digits: RegExp) => digits.exec(cells(column))?.[0]
  const year = Number(code('year', /\d{4}/)) || undefined
  const direction = DIRECTION_WORDS.get(plain(cells('direction')))
  const [division, chapter] = [code('division', /\d{2,3}/), code('chapter', /\d{4,5}/)]
  const of = {
    ...{ line, ...(year && { year }), ...(direction && { direction }) },
    ...{ ...(division && { division: divisionOf(division) }), ...(chapter && { chapter: chapterOf(chapter) }) },
  }
  const kindSaid = cells('amount') === '' || KIND_WORDS.has(plain(cells('kind')))
  for (const [kind, amount_minor] of amounts)
    if (stated.length < TOTALS_MAX) stated.push({ ...of, ...(kindSaid && { kind }), amount_minor })
}

function rowOf(line: number, cells: Cells, known: Known, tell: Tell): Row {
  const year = Number(cells('year'))
  if (!/^\d{4}$/.test(cells('year')) || year < 1900 || year > 2200) tell('year', 'year', '2026')
  const direction = DIRECTION_WORDS.get(plain(cells('direction')))
  if (!direction) tell('direction', 'direction', 'dochody / wydatki')
  const title = cells('title') || null
  if (title && title.length > TITLE_CHARS_MAX) tell('title', 'title', `≤ ${TITLE_CHARS_MAX}`)
  const among = <T extends string>(
    column: Column,
    words: ReadonlyMap<string, T>,
    reason: Problem['reason'],
    right = '',
  ) => {
    // prettier-ignore
    if (cells(column) === '') return null
    const found = words.get(plain(cells(column)))
    if (found === undefined) tell(column, reason, right)
    return found ?? null
  }
  const goal = cells('goal') || null
  if (goal && !known.goals.has(goal)) tell('goal', 'goal', [...known.goals].slice(0, 3).join(', '))
  return {
    ...{ line, year, direction: direction as Direction, title, goal },
    ...placeOf(cells, tell),
    source: among('source', SOURCE_WORDS, 'source', 'własne / państwo / UE / mieszkańcy'),
    district: among('district', known.districts, 'district'),
    project: among('project', known.projects, 'project'),
  }
}

/** Where it stands in the classification. */
function placeOf(cells: Cells, tell: Tell): Pick<Line, 'division' | 'chapter' | 'paragraph'> {
  const division = divisionOf(cells('division')) || null
  const chapter = chapterOf(cells('chapter')) || null
  const paragraph = cells('paragraph').replace(/^§\s*/, '') || null
  const [isUnknown, itsOwn] = [division !== null && !DIVISIONS.has(division), chapter?.slice(0, 3) ?? '']
  // What stands beneath an unknown division is not to blame for it.
  if (isUnknown) tell('division', 'division', DIVISIONS.has(itsOwn) ? itsOwn : '600')
  else if (!division && (chapter || paragraph)) tell('division', 'missing', itsOwn || '600')
  else if (chapter && !isChapter(chapter)) tell('chapter', 'chapter', `${division ?? '600'}01`)
  else if (chapter && division && !chapter.startsWith(division)) tell('chapter', 'otherDivision', `${division}…`)
  else if (chapter && !CHAPTERS.has(chapter) && chapter.endsWith('00')) tell('chapter', 'chapter', `${division}01`)
  if (paragraph && !isParagraph(paragraph)) tell('paragraph', 'paragraph', '4210')
  return { division, chapter, paragraph }
}
