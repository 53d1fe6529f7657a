/**
 * Whether what a peer states stands in its ledger, for a whole page at once: the entries under the tiles in which they are said
 * to stand are read, and held to the root that the peer signed and that others saw.
 */
import { bytesOfBase64, decodeLeaf, holdsEntries, Malformed, TILE_WIDTH, tileKey, widthOf, type Leaf, type Tile } from '#platform/ledger' // prettier-ignore
import { STATEMENT_ENTRY, statementName, wasEnteredInTime } from '#verify/statement'
import type { Outside } from '../peers/outside.ts'
import { refuse as refusePeer } from '../peers/rules.ts'
import type { Sight } from '../peers/types.ts'
import { BUNDLES_AT_ONCE } from './types.ts'
import type { Taken } from './weighing.ts'

export type LedgerAsked = Pick<Outside, 'entries' | 'tiles'>

/** Of one tree of a peer's ledger; what was read of it for a page is remembered for the next. */
export function createReader(
  outside: LedgerAsked,
  domain: string,
  { size, root: given }: Pick<Sight, 'size' | 'root'>,
) {
  const root = bytesOfBase64(given)
  const tiles = new Map<string, Tile>()
  let bundles = new Map<number, Promise<Uint8Array[]>>()

  async function tilesOf(wanted: Parameters<LedgerAsked['tiles']>[1]): Promise<Tile[]> {
    const missing = wanted.filter((tile) => !tiles.has(tileKey(tile)))
    for (const tile of await outside.tiles(domain, missing)) tiles.set(tileKey(tile), tile)
    return wanted.map((tile) => tiles.get(tileKey(tile))!)
  }

  async function bundle(index: number): Promise<Uint8Array[]> {
    const entries = await outside.entries(domain, index, widthOf(size, { level: 0, index }))
    if (!(await holdsEntries({ index, entries }, { size, root }, tilesOf))) throw refusePeer.badTiles({ host: domain })
    return entries
  }

  /** With when each was entered, where its entry is that of this very statement. Throws `peers.…`, `net.…`, `Malformed`. */
  return async (statements: readonly Taken[]): Promise<Taken[]> => {
    const placeOf = ({ index }: Taken) => (index !== undefined && index < size ? index : undefined)
    const places = statements.map(placeOf).filter((index) => index !== undefined)
    const wanted = [...new Set(places.map((index) => Math.floor(index / TILE_WIDTH)))]
    const before = bundles
    bundles = new Map()
    for (let i = 0; i < wanted.length; i += BUNDLES_AT_ONCE) {
      const some = wanted.slice(i, i + BUNDLES_AT_ONCE)
      for (const index of some) bundles.set(index, before.get(index) ?? bundle(index))
      await Promise.all(some.map((index) => bundles.get(index)))
    }
    return Promise.all(
      statements.map(async (one) => {
        const index = placeOf(one)
        if (index === undefined) return one
        const entries = await bundles.get(Math.floor(index / TILE_WIDTH))!
        return { ...one, enteredAt: enteredBy(one, entries[index % TILE_WIDTH]!) }
      }),
    )
  }
}

/** Undefined for an entry of something else, or of another time. */
function enteredBy({ id, sha256, created }: Taken, entry: Uint8Array): Date | undefined {
  const leaf = leafOf(entry)
  const payload = leaf?.payload
  const entered = typeof payload === 'object' && payload !== null && 'sha256' in payload ? payload.sha256 : undefined
  const isIts = leaf?.kind === STATEMENT_ENTRY && leaf.subject === `network/statements/${statementName(id)}`
  return leaf && isIts && entered === sha256 && wasEnteredInTime(leaf.at, created) ? new Date(leaf.at) : undefined
}

function leafOf(entry: Uint8Array): Leaf | undefined {
  try {
    return decodeLeaf(entry)
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}
