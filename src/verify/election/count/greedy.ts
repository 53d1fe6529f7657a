/** By votes: the best supported first, as long as the money lasts. */
import { isBarred, order, type Counted, type Vote } from './vote.ts'

export function greedy(vote: Vote, by: 'votes' | 'score'): Counted {
  const { projects, rule } = vote
  const support = vote[by]
  const ranked = projects.map((_, i) => i).sort((a, b) => order(support[b]!, support[a]!) || vote.tie(a, b))
  const winners: number[] = []
  let left = vote.budget
  for (const project of ranked) {
    if (support[project]! < BigInt(rule.threshold) || isBarred(vote, winners, project)) continue
    const { cost } = projects[project]!
    if (cost <= left) {
      winners.push(project)
      left -= cost
    } else if (rule.next === 'stop') break
  }
  return { winners, left }
}
