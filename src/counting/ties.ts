/** Which of two projects comes first where the rule sees them equal: one criterion after another, never chance. */
import { createHash } from 'node:crypto'
import { refuse } from './refusals.ts'
import type { Profile } from './types.ts'

/** `lot:<seed>` draws by SHA-256 of seed and id: fixed as soon as the seed is, and drawn again by anybody. */
export type Tie = 'cost' | 'votes' | 'score' | 'id' | `lot:${string}`
export const TIES: readonly Tie[] = ['cost', 'votes', 'id']

type Compare = (a: number, b: number) => number

const BEST_FIRST: Record<'cost' | 'votes' | 'score' | 'id', (profile: Profile) => Compare> = {
  cost:
    ({ projects }) =>
    (a, b) =>
      sign(projects[a]!.cost, projects[b]!.cost),
  votes:
    ({ supporters }) =>
    (a, b) =>
      supporters[b]!.votes - supporters[a]!.votes,
  score:
    ({ supporters }) =>
    (a, b) =>
      supporters[b]!.score - supporters[a]!.score,
  id:
    ({ projects }) =>
    (a, b) =>
      sign(projects[a]!.id, projects[b]!.id),
}

/** Lower cost, more votes, more points, the id in the order of its characters, or a lot; the id decides at the very last. */
export function comparer(profile: Profile, ties: readonly Tie[] = TIES): Compare {
  const criteria = [...ties, 'id' as const].map((tie) =>
    tie.startsWith('lot:') ? lots(profile, tie.slice(4)) : BEST_FIRST[tie as keyof typeof BEST_FIRST](profile),
  )
  return (a, b) => {
    for (const compare of criteria) {
      const order = compare(a, b)
      if (order !== 0) return order
    }
    return 0
  }
}

/** Throws `counting.ties`. */
export function tiesOf(text: string): Tie[] {
  return text.split(',').map((word) => {
    const tie = word.trim()
    if (Object.hasOwn(BEST_FIRST, tie) || /^lot:.+/.test(tie)) return tie as Tie
    throw refuse.ties({ found: tie })
  })
}

function lots({ projects }: Profile, seed: string): Compare {
  const drawn = projects.map(({ id }) => createHash('sha256').update(`${seed}\n${id}`).digest('hex'))
  return (a, b) => sign(drawn[a]!, drawn[b]!)
}

const sign = <T extends string | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)
