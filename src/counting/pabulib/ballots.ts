/** Ballots of each type of vote, as choices with points. */
import type { Choice } from '../types.ts'
import type { Section } from './sections.ts'
import type { Problem, VoteType } from './types.ts'

type Limits = { least: number; most: number; leastSum: number; mostSum: number }

/** How many may be chosen, and how many points given; without a word, no limit. */
export function limitsOf(meta: ReadonlyMap<string, string>): Limits {
  const number = (key: string, otherwise: number) => {
    const value = Number(meta.get(key) ?? NaN)
    return Number.isFinite(value) ? value : otherwise
  }
  return {
    ...{ least: number('min_length', 0), most: number('max_length', Infinity) },
    ...{ leastSum: number('min_sum_points', 0), mostSum: number('max_sum_points', Infinity) },
  }
}

/** `place` gives a project's place in the list. Points are whole numbers of `scale`-ths. */
export function ballotsOf(
  votes: Section,
  voteType: VoteType,
  { limits, place, problems }: { limits: Limits; place: ReadonlyMap<string, number>; problems: Problem[] },
): { choices: Choice[][]; scale: number } {
  // One by one: a vote of a whole city has more ballots than a function takes arguments.
  const places = votes.rows.reduce((most, { cell }) => Math.max(most, decimals(cell('points'))), 0)
  const scale = 10 ** Math.min(6, places)
  const voters = new Set<string>()
  const choices = votes.rows.map(({ line, cell }): Choice[] => {
    const problem = (code: Problem['code'], details: Problem['details'], note?: true) =>
      void problems.push({ line, code, details, ...(note && { note }) })
    const voter = cell('voter_id')
    if (voter !== undefined && voters.has(voter)) problem('voterTwice', { voter }, true)
    if (voter !== undefined) voters.add(voter)
    const ids = list(cell('vote'))
    const points = list(cell('points'))
    if (ids.length < limits.least) problem('tooFew', { found: ids.length, limit: limits.least }, true)
    if (ids.length > limits.most) problem('tooMany', { found: ids.length, limit: limits.most }, true)
    if (points.length > 0 && points.length !== ids.length)
      problem('points', { found: points.length, expected: ids.length, points: cell('points') ?? '' })
    const chosen = ids.flatMap((id, i): Choice[] => {
      const project = place.get(id)
      if (project === undefined) problem('unknownProject', { project: id })
      else if (ids.indexOf(id) < i) problem('choiceTwice', { project: id })
      else return [{ project, points: worthOf(voteType, points[i], i, ids.length, limits, scale) }]
      return []
    })
    const sum = chosen.reduce((all, one) => all + one.points, 0) / scale
    if (points.length > 0 && (sum > limits.mostSum || sum < limits.leastSum))
      problem(
        'pointsSum',
        { found: sum, least: limits.leastSum, limit: Number.isFinite(limits.mostSum) ? limits.mostSum : '' },
        true,
      )
    return chosen
  })
  return { choices, scale }
}

/** Points as they are given; of a ranking Borda's, the last place being one; otherwise one each. */
function worthOf(
  type: VoteType,
  given: string | undefined,
  i: number,
  length: number,
  { most }: Limits,
  scale: number,
): number {
  if (given !== undefined) {
    const points = Number(given.replace(',', '.'))
    return Number.isFinite(points) && points > 0 ? Math.round(points * scale) : 0
  }
  if (type === 'ordinal') return ((Number.isFinite(most) ? most : length) - i) * scale
  return scale
}

const list = (text: string | undefined): string[] =>
  text === undefined
    ? []
    : text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)

const decimals = (text: string | undefined): number =>
  text?.includes('.') ? Math.max(...text.split(',').map((one) => one.trim().split('.')[1]?.length ?? 0)) : 0
