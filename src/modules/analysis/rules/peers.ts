/** Who the peers are: all, a group of the city pack, some that the reader names, or those most alike in structure. Pure. */
import type { AnalysisInput, Parameters } from '../types/index.ts'
import { AREAS_CHOSEN_MAX } from '../types/index.ts'
import { alike, type Alike, type Trait } from './likeness.ts'
import { refuse } from './refusals.ts'

export type Peers =
  | { kind: 'all'; areas: string[] }
  | { kind: 'group'; group: string; areas: string[] }
  | { kind: 'chosen'; areas: string[] }
  /** `traits`: by what, `nearest`: how near each of the areas is. */
  | { kind: 'similar'; areas: string[]; traits: Trait[]; nearest: Alike[] }

type Asked = Pick<Parameters, 'area' | 'peers' | 'like'>

/** The area itself is never its own peer. Throws `analysis.unknownPeers`, `analysis.unknownArea` and `analysis.weightsZero`. */
export function peersOf(input: AnalysisInput, { area, peers, like }: Asked): Peers {
  const known = new Set(input.areas.map(({ id }) => id))
  if (!known.has(area)) throw refuse.unknownArea({ area })
  const others = (ids: readonly string[]) => ids.filter((id) => id !== area && known.has(id))
  if (peers === 'all') return { kind: 'all', areas: others([...known]) }
  const [kind, id = ''] = peers.split(':', 2)
  if (kind === 'group') {
    const group = input.groups.find((one) => one.id === id)
    if (!group) throw refuse.unknownPeers({ found: peers })
    return { kind: 'group', group: id, areas: others(group.areas) }
  }
  if (kind === 'similar') {
    const count = Number(id)
    if (!(Number.isInteger(count) && count >= 1 && count <= AREAS_CHOSEN_MAX))
      throw refuse.unknownPeers({ found: peers })
    const { traits, nearest } = alike(input, { area, like })
    const near = nearest.slice(0, count)
    return { kind: 'similar', areas: near.map((one) => one.area), traits, nearest: near }
  }
  const chosen = [...new Set(peers.split(',').filter((one) => one !== ''))]
  const unknown = chosen.find((one) => !known.has(one))
  if (unknown !== undefined || chosen.length > AREAS_CHOSEN_MAX) throw refuse.unknownPeers({ found: unknown ?? peers })
  return { kind: 'chosen', areas: others(chosen) }
}
