/** Writes a file of the Pabulib standard: what it says of itself, its projects, its ballots; fields in quotes where they need them. */

export type PabulibFile = {
  meta: Readonly<Record<string, string>>
  /** Each row by its columns; the first row says which there are. `project_id` and `cost` are needed. */
  projects: readonly Readonly<Record<string, string>>[]
  /** `voter_id` and `vote` are needed; `vote` and `points` are numbers parted by commas. */
  votes: Iterable<Readonly<Record<string, string>>>
  voteColumns: readonly string[]
}

/** Line by line, so that a vote of any size can be sent as it is written. */
export function* writePabulib({ meta, projects, votes, voteColumns }: PabulibFile): Generator<string> {
  yield `META\n${lineOf(['key', 'value'])}`
  for (const entry of Object.entries(meta)) yield lineOf(entry)
  const columns = [...new Set(projects.flatMap((project) => Object.keys(project)))]
  yield `PROJECTS\n${lineOf(columns.length > 0 ? columns : ['project_id', 'cost'])}`
  for (const project of projects) yield lineOf(columns.map((column) => project[column] ?? ''))
  yield `VOTES\n${lineOf(voteColumns)}`
  for (const vote of votes) yield lineOf(voteColumns.map((column) => vote[column] ?? ''))
}

const lineOf = (cells: readonly string[]): string => `${cells.map(fieldOf).join(';')}\n`

const fieldOf = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
