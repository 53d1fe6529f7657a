/** A description as JSON-LD: the tree itself, under the context that says what its terms mean. Pure. */
import { CONTEXT } from './terms.ts'
import { toldOnce, type Thing } from './tree.ts'

export function jsonLd(things: readonly Thing[]): string {
  const told = toldOnce(things)
  const body = told.length === 1 ? told[0] : { '@graph': told }
  return JSON.stringify({ '@context': CONTEXT, ...body }, null, 2)
}
