/** Reads a file of the Pabulib standard: approval, cumulative, scoring and ordinal votes, with any further columns. */
import { createBox } from '../profile.ts'
import { refuse } from '../refusals.ts'
import type { Project } from '../types.ts'
import { ballotsOf, limitsOf } from './ballots.ts'
import { decimalsOf, partsOf } from './money.ts'
import { sectionsOf, type Section } from './sections.ts'
import { VOTE_TYPES, type Pabulib, type Problem, type VoteType } from './types.ts'

/** What is wrong is listed; a choice that cannot be counted is left out. Throws `counting.notPabulib`, `counting.noBudget`. */
export function readPabulib(text: string): Pabulib {
  const problems: Problem[] = []
  const sections = sectionsOf(text, problems)
  const meta = new Map(sections.META.rows.map(({ cell }) => [cell('key') ?? '', cell('value') ?? '']))
  const lineOf = (key: string) => sections.META.rows.find(({ cell }) => cell('key') === key)?.line ?? 1
  const amounts = [meta.get('budget') ?? '', ...sections.PROJECTS.rows.map(({ cell }) => cell('cost') ?? '')]
  const decimals = amounts.reduce((most, amount) => Math.max(most, decimalsOf(amount)), 0)
  const budget = partsOf(meta.get('budget') ?? '', decimals)
  if (budget === undefined) throw refuse.noBudget({ line: lineOf('budget'), found: meta.get('budget') ?? '' })

  const said = (meta.get('vote_type') ?? '').toLowerCase()
  const voteType = VOTE_TYPES.find((type) => type === said) ?? 'approval'
  if (voteType !== said) problems.push({ line: lineOf('vote_type'), code: 'voteType', details: { found: said } })

  const { projects, rows } = projectsOf(sections.PROJECTS, { decimals, budget, problems })
  const place = new Map(projects.map(({ id }, i) => [id, i]))
  const { choices, scale } = ballotsOf(sections.VOTES, voteType, { limits: limitsOf(meta), place, problems })
  const box = createBox({ projects, budget, partsPerUnit: 10n ** BigInt(decimals) })
  const groups = Int32Array.from(choices, (ballot) => box.add(ballot))
  const profile = box.profile()
  for (const [key, found] of [
    ['num_projects', sections.PROJECTS.rows.length],
    ['num_votes', choices.length],
  ] as const)
    if (meta.has(key) && Number(meta.get(key)) !== found)
      problems.push({ line: lineOf(key), code: 'metaCount', note: true, details: { key, said: meta.get(key)!, found } })
  tallies(rows, { place, profile, scale, voteType }, problems)
  problems.sort((a, b) => a.line - b.line)
  const columns = sections.PROJECTS.columns
  return {
    ...{ meta, voteType, profile, problems, groups },
    ...{ voteColumns: sections.VOTES.columns, votes: sections.VOTES.rows },
    projects: rows.map(({ cell }) => new Map(columns.map((column) => [column, cell(column) ?? '']))),
  }
}

function projectsOf(
  section: Section,
  { decimals, budget, problems }: { decimals: number; budget: bigint; problems: Problem[] },
) {
  const projects: Project[] = []
  const ids = new Set<string>()
  const rows = section.rows.filter(({ line, cell }) => {
    const [id, cost] = [cell('project_id'), partsOf(cell('cost') ?? '', decimals)]
    if (id === undefined) problems.push({ line, code: 'column', details: { column: 'project_id' } })
    else if (ids.has(id)) problems.push({ line, code: 'projectTwice', details: { project: id } })
    else if (cost === undefined || cost <= 0n)
      problems.push({ line, code: 'cost', details: { project: id, found: cell('cost') ?? '' } })
    else {
      if (cost > budget) problems.push({ line, code: 'aboveBudget', note: true, details: { project: id } })
      ids.add(id)
      projects.push({ id, cost, ...(cell('name') !== undefined && { name: cell('name') }) })
      return true
    }
    return false
  })
  return { projects, rows }
}

/** Whether the votes and points that a file says of its projects are those of its ballots. */
function tallies(
  rows: Section['rows'],
  {
    place,
    profile,
    scale,
    voteType,
  }: { place: ReadonlyMap<string, number>; profile: Pabulib['profile']; scale: number; voteType: VoteType },
  problems: Problem[],
): void {
  for (const { line, cell } of rows) {
    const supporters = profile.supporters[place.get(cell('project_id') ?? '') ?? -1]
    if (!supporters) continue
    const found = { votes: supporters.votes, score: supporters.score / scale }
    for (const column of voteType === 'ordinal' ? (['votes'] as const) : (['votes', 'score'] as const)) {
      const said = cell(column)
      if (said !== undefined && Number(said) !== found[column])
        problems.push({
          line,
          code: 'tally',
          note: true,
          details: { project: cell('project_id')!, column, said, found: found[column] },
        })
    }
  }
}
