/** Which of two projects comes first where the rule sees them equal: one criterion after another, never chance. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { refuse } from './refusals.ts'
import type { Profile, Tied } from './types.ts'

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
export function comparer(profile: Profile, ties: readonly Tie[] = TIES) {
  const criteria = [...ties, 'id' as const].map((tie) =>
    tie.startsWith('lot:') ? lots(profile, tie.slice(4)) : BEST_FIRST[tie as keyof typeof BEST_FIRST](profile),
  )
  const deciding = (a: number, b: number) => criteria.findIndex((compare) => compare(a, b) !== 0)
  const compare = (a: number, b: number): number => criteria[deciding(a, b)]?.(a, b) ?? 0
  return Object.assign(compare, {
    /** Before whom of its equals a project came, and by the last criterion that it took. */
    told(project: number, equals: readonly number[]): Tied {
      const last = Math.max(...equals.map((other) => deciding(project, other)))
      const tie = ties[last] ?? 'id'
      const by = tie.startsWith('lot:') ? 'lot' : (tie as Exclude<Tied['by'], 'lot'>)
      return { before: equals.map((other) => profile.projects[other]!.id), by }
    },
  })
}
export type Comparer = ReturnType<typeof comparer>

/** Throws `counting.ties`. */
export function tiesOf(text: string): Tie[] {
  return text.split(',').map((word) => {
    const tie = word.trim()
    if (Object.hasOwn(BEST_FIRST, tie) || /^lot:.+/.test(tie)) return tie as Tie
    throw refuse.ties({ found: tie })
  })
}

function lots({ projects }: Profile, seed: string): Compare {
  const drawn = projects.map(({ id }) => bytesToHex(sha256(utf8ToBytes(`${seed}\n${id}`))))
  return (a, b) => sign(drawn[a]!, drawn[b]!)
}

const sign = <T extends string | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)
