/** The three parts of a file, each with its heading. */
import { refuse } from '../refusals.ts'
import { rows, type Row } from './records.ts'
import type { Problem } from './types.ts'

export type Section = { columns: string[]; rows: { line: number; cell(column: string): string | undefined }[] }

const NAMES = ['META', 'PROJECTS', 'VOTES'] as const
type Name = (typeof NAMES)[number]

/** Throws `counting.notPabulib` where a part or its needed column is missing. */
export function sectionsOf(text: string, problems: Problem[]): Record<Name, Section> {
  const parts: Partial<Record<Name, Row[]>> = {}
  let open: Row[] | undefined
  for (const row of rows(text)) {
    const name = row.cells.length === 1 || row.cells.slice(1).every((cell) => cell === '') ? row.cells[0] : undefined
    if ((NAMES as readonly (string | undefined)[]).includes(name) && !parts[name as Name])
      open = parts[name as Name] = []
    else if (open) open.push(row)
    else throw refuse.notPabulib({ what: 'META', line: row.line })
  }
  return {
    META: sectionOf('META', parts.META, ['key', 'value'], problems),
    PROJECTS: sectionOf('PROJECTS', parts.PROJECTS, ['project_id', 'cost'], problems),
    VOTES: sectionOf('VOTES', parts.VOTES, ['voter_id', 'vote'], problems),
  }
}

function sectionOf(name: Name, part: Row[] | undefined, needed: readonly string[], problems: Problem[]): Section {
  if (!part || part.length === 0) throw refuse.notPabulib({ what: name, line: 1 })
  const [head, ...rest] = part
  const columns = head!.cells.map((column) => column.toLowerCase())
  // The first column of the votes goes by several names.
  if (name === 'VOTES' && columns[0] && !columns.includes('voter_id')) columns[0] = 'voter_id'
  for (const column of needed)
    if (!columns.includes(column)) throw refuse.notPabulib({ what: column, line: head!.line })
  const places = new Map(columns.map((column, i) => [column, i]))
  return {
    columns,
    rows: rest.map(({ line, cells }) => {
      if (cells.length > columns.length)
        problems.push({ line, code: 'cells', note: true, details: { found: cells.length, expected: columns.length } })
      return { line, cell: (column) => cells[places.get(column) ?? -1] || undefined }
    }),
  }
}
