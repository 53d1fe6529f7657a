/** The sealed vote as casting needs it: each pool's paper, key and length. Read once, since it never changes. */
import { refuse as refuseBudgets } from '../budgets/refusals.ts'
import type { ListedProject, Rules } from '../budgets/types.ts'
import type { Needs } from './needs.ts'
import { refuse } from './refusals.ts'
import { sealedChars, type Paper } from './form.ts'
import { poolKey, type PoolKey } from './tokens.ts'

const KEPT_MAX = 20

export type Booth = { section: string; paper: Paper; chars: number; key: PoolKey }
type Document = Pick<Rules, 'pools' | 'sections' | 'batchMin'> & { list: ListedProject[]; keys: Record<string, string> }
export type SealedVote = { document: Document; booths: ReadonlyMap<string, Booth> }

export function createSealed({ budgets }: Pick<Needs, 'budgets'>) {
  const kept = new Map<string, SealedVote>()

  /** Throws `participation.phaseClosed` where the vote was not opened yet, `participation.unknownEdition`. */
  async function vote(edition: string): Promise<SealedVote> {
    const known = kept.get(edition)
    if (known) return known
    const { phases, sealedEntry } = await budgets.edition(edition)
    const own = phases.find(({ kind }) => kind === 'vote')
    if (!sealedEntry) throw refuseBudgets.phaseClosed({ phase: 'vote', from: own?.from, to: own?.to })
    const document = JSON.parse(await budgets.sealed(edition)) as Document
    const made = { document, booths: boothsOf(edition, document) }
    if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!)
    kept.set(edition, made)
    return made
  }

  return {
    vote,
    /** Throws `participation.poolUnknown`, and what `vote` throws. */
    async booth(edition: string, pool: string): Promise<Booth> {
      const found = (await vote(edition)).booths.get(pool)
      if (!found) throw refuse.poolUnknown({ pool })
      return found
    },
  }
}
export type Sealed = ReturnType<typeof createSealed>

function boothsOf(edition: string, { pools, sections, list, keys }: Document): Map<string, Booth> {
  return new Map(
    pools.map(({ code, section, amount_minor }) => {
      const form = sections.find((one) => one.code === section)!.ballot
      const projects = new Map(list.filter(({ pool }) => pool === code).map((one) => [one.number, one]))
      const paper = { edition, pool: code, amount_minor, form, projects }
      return [code, { section, paper, chars: sealedChars(paper), key: poolKey(keys[code]!) }]
    }),
  )
}
