/** Who keeps whom out: of some projects no more than so many may win, however many votes the others have. */

/** Of these projects at most `most` may win, or for at most `spent` together. */
export type Limit = { name: string; projects: ReadonlySet<string>; most?: number; spent?: bigint }

/**
 * A rule of the vote, as data. `atMostPerArea`: of the projects of one category, in each area. `atMostSpent`: on one
 * category. `excluding`: one of these, since they exclude one another.
 */
export type Constraint =
  | { kind: 'atMostPerArea'; category: string; most: number }
  | { kind: 'atMostSpent'; category: string; most_minor: number }
  | { kind: 'excluding'; projects: readonly string[] }

type Placed = { id: string; category?: string; area?: string }

/** The limits that a rule makes of the projects at hand. A project without an area is kept out by none of its kind. */
export function limitsOf(constraints: readonly Constraint[], projects: readonly Placed[]): Limit[] {
  const ids = (all: readonly Placed[]) => new Set(all.map(({ id }) => id))
  return constraints.flatMap((one): Limit[] => {
    if (one.kind === 'excluding') return [{ name: one.projects.join(', '), projects: new Set(one.projects), most: 1 }]
    const bound = projects.filter(({ category }) => category === one.category)
    if (one.kind === 'atMostSpent') return [{ name: one.category, projects: ids(bound), spent: BigInt(one.most_minor) }]
    const areas = [...new Set(bound.flatMap(({ area }) => area ?? []))].sort()
    return areas.map((name) => ({ name, projects: ids(bound.filter(({ area }) => area === name)), most: one.most }))
  })
}

/** Which limit keeps a project out, and who won in its place. */
export type Closed = { limit: string; lostTo: string[] }
type Asked = { id: string; cost: bigint }

/** Keeps count of who has entered. */
export function createGate(limits: readonly Limit[]) {
  const taken = limits.map(() => ({ ids: [] as string[], spent: 0n }))
  const isFull = ({ projects, most, spent }: Limit, i: number, { id, cost }: Asked) =>
    projects.has(id) &&
    ((most !== undefined && taken[i]!.ids.length >= most) || (spent !== undefined && taken[i]!.spent + cost > spent))
  return {
    enter({ id, cost }: Asked): void {
      limits.forEach(({ projects }, i) => {
        if (!projects.has(id)) return
        taken[i]!.ids.push(id)
        taken[i]!.spent += cost
      })
    },
    closedTo(project: Asked): Closed | undefined {
      const i = limits.findIndex((limit, i) => isFull(limit, i, project))
      return i < 0 ? undefined : { limit: limits[i]!.name, lostTo: [...taken[i]!.ids] }
    },
  }
}
