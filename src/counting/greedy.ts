/** By votes: the best supported first, as long as the money lasts. */
import { comparer, type Tie } from './ties.ts'
import type { Decision, Outcome, Profile, Reason } from './types.ts'

/** At most `most` of these projects may win, however many votes the others have. */
export type Limit = { name: string; projects: ReadonlySet<string>; most: number }

export type Greedy = {
  by?: 'votes' | 'score'
  /** The least votes (or points) with which a project may win. */
  threshold?: number
  /** When the next does not fit: go on to the one after it, or end. */
  next?: 'skip' | 'stop'
  limits?: readonly Limit[]
  ties?: readonly Tie[]
}

export function greedy(profile: Profile, rule: Greedy = {}): Outcome {
  const { by = 'votes', threshold = 0, next = 'skip', limits = [], ties } = rule
  const { projects, supporters } = profile
  const tied = comparer(profile, ties)
  const order = projects.map((_, i) => i).sort((a, b) => supporters[b]![by] - supporters[a]![by] || tied(a, b))
  const decisions: Decision[] = []
  const taken = new Map<Limit, number>()
  let left = profile.budget
  let ended = false
  for (const project of order) {
    const { id, cost } = projects[project]!
    const { votes, score } = supporters[project]!
    const full = limits.find((limit) => limit.projects.has(id) && (taken.get(limit) ?? 0) >= limit.most)
    const reason = reasonOf(supporters[project]![by] < threshold, ended, full, cost > left)
    if (reason === 'fits') {
      left -= cost
      for (const limit of limits) if (limit.projects.has(id)) taken.set(limit, (taken.get(limit) ?? 0) + 1)
    }
    ended ||= reason === 'overBudget' && next === 'stop'
    const why = reason === 'constraint' && { limit: full!.name }
    decisions.push({ project: id, enters: reason === 'fits', reason, cost, votes, score, left, ...why })
  }
  return outcomeOf(profile, decisions)
}

function reasonOf(below: boolean, ended: boolean, full: Limit | undefined, over: boolean): Reason {
  if (below) return 'belowThreshold'
  if (ended) return 'stopped'
  if (full) return 'constraint'
  return over ? 'overBudget' : 'fits'
}

export function outcomeOf({ budget }: Profile, decisions: Decision[]): Outcome {
  const entered = decisions.filter(({ enters }) => enters)
  const spent = entered.reduce((sum, { cost }) => sum + cost, 0n)
  return { winners: entered.map(({ project }) => project), spent, left: budget - spent, decisions }
}
