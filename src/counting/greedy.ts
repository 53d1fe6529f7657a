/** By votes: the best supported first, as long as the money lasts. */
import { createGate, type Closed, type Limit } from './limits.ts'
import { comparer, type Tie } from './ties.ts'
import type { Decision, Outcome, Profile, Reason } from './types.ts'

export type Greedy = {
  by?: 'votes' | 'score'
  /** The least votes (or points) with which a project may win; without any it never does. */
  threshold?: number
  /** When the next does not fit: go on to the one after it, or end. */
  next?: 'skip' | 'stop'
  limits?: readonly Limit[]
  ties?: readonly Tie[]
}

export function greedy(profile: Profile, rule: Greedy = {}): Outcome {
  const { by = 'votes', threshold = 1, next = 'skip', limits = [], ties } = rule
  const { projects, supporters } = profile
  const tied = comparer(profile, ties)
  const order = projects.map((_, i) => i).sort((a, b) => supporters[b]![by] - supporters[a]![by] || tied(a, b))
  const decisions: Decision[] = []
  const gate = createGate(limits)
  let left = profile.budget
  let ended = false
  order.forEach((project, place) => {
    const { id, cost } = projects[project]!
    const { votes, score } = supporters[project]!
    const closed = gate.closedTo(projects[project]!)
    const reason = reasonOf(supporters[project]![by] < Math.max(threshold, 1), ended, closed, cost > left)
    if (reason === 'fits') {
      left -= cost
      gate.enter(projects[project]!)
    }
    ended ||= reason === 'overBudget' && next === 'stop'
    const behind = order.slice(place + 1).filter((other) => supporters[other]![by] === supporters[project]![by])
    const before = behind.length > 0 && { tied: tied.told(project, behind) }
    const why = reason === 'constraint' && closed
    decisions.push({ project: id, enters: reason === 'fits', reason, cost, votes, score, left, ...why, ...before })
  })
  return outcomeOf(profile, decisions)
}

function reasonOf(below: boolean, ended: boolean, closed: Closed | undefined, over: boolean): Reason {
  if (below) return 'belowThreshold'
  if (ended) return 'stopped'
  if (closed) return 'constraint'
  return over ? 'overBudget' : 'fits'
}

export function outcomeOf({ budget }: Profile, decisions: Decision[]): Outcome {
  const entered = decisions.filter(({ enters }) => enters)
  const spent = entered.reduce((sum, { cost }) => sum + cost, 0n)
  return { winners: entered.map(({ project }) => project), spent, left: budget - spent, decisions }
}
