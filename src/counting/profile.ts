/** Makes a vote ready for counting. */
import type { Choice, Profile, Project } from './types.ts'

export type Ballots = {
  projects: readonly Project[]
  budget: bigint
  partsPerUnit?: bigint
  /** One for each voter; who chose nothing is a voter too. */
  choices: Iterable<readonly Choice[]>
}

/** Puts together who chose alike. A project that a ballot names twice counts once, with the first points. */
export function profileOf({ choices, ...rest }: Ballots): Profile {
  const box = createBox(rest)
  for (const ballot of choices) box.add(ballot)
  return box.profile()
}

/** The same, ballot by ballot. */
export function createBox({ projects, budget, partsPerUnit = 1n }: Omit<Ballots, 'choices'>) {
  const groups = new Map<string, number>()
  const weights: number[] = []
  const lists = projects.map(() => ({ groups: [] as number[], points: [] as number[] }))
  let voters = 0

  /** Gives the number of the group that this ballot belongs to. */
  function add(ballot: readonly Choice[]): number {
    voters += 1
    const chosen = new Map<number, number>()
    for (const { project, points } of ballot) if (points > 0 && !chosen.has(project)) chosen.set(project, points)
    const sorted = [...chosen].sort(([a], [b]) => a - b)
    const key = sorted.map(([project, points]) => (points === 1 ? project : `${project}:${points}`)).join()
    const known = groups.get(key)
    if (known !== undefined) {
      weights[known]! += 1
      return known
    }
    const group = weights.length
    groups.set(key, group)
    for (const [project, points] of sorted) {
      lists[project]!.groups.push(group)
      lists[project]!.points.push(points)
    }
    weights.push(1)
    return group
  }

  function profile(): Profile {
    const supporters = lists.map(({ groups, points }) => ({
      groups: Int32Array.from(groups),
      points: Float64Array.from(points),
      votes: groups.reduce((sum, group) => sum + weights[group]!, 0),
      score: groups.reduce((sum, group, i) => sum + weights[group]! * points[i]!, 0),
    }))
    return { projects, budget, partsPerUnit, voters, weights: Float64Array.from(weights), supporters }
  }
  return { add, profile }
}
