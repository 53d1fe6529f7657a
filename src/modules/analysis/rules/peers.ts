/** Who the peers are: all, a group of the city pack, some that the reader names, or those most alike in structure. Pure. */
import type { AnalysisInput, Parameters } from '../types/index.ts'
import { AREAS_CHOSEN_MAX } from '../types/index.ts'
import { refuse } from './refusals.ts'

export type Peers =
  | { kind: 'all'; areas: string[] }
  | { kind: 'group'; group: string; areas: string[] }
  | { kind: 'chosen'; areas: string[] }

/** The area itself is never its own peer. Throws `analysis.unknownPeers` and `analysis.unknownArea`. */
export function peersOf(input: AnalysisInput, { area, peers }: Pick<Parameters, 'area' | 'peers'>): Peers {
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
  const chosen = [...new Set(peers.split(',').filter((one) => one !== ''))]
  const unknown = chosen.find((one) => !known.has(one))
  if (unknown !== undefined || chosen.length > AREAS_CHOSEN_MAX) throw refuse.unknownPeers({ found: unknown ?? peers })
  return { kind: 'chosen', areas: others(chosen) }
}
