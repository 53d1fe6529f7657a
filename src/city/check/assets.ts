/** What the register of assets would refuse, told before it is loaded. */
import type { Parts } from '../parts.ts'
import type { Problem } from '../types.ts'

export function assetProblems({ assets: part }: Pick<Parts, 'assets'>): Problem[] {
  const { acts = [], assets = [] } = part.data ?? {}
  const named = new Set(acts.map(({ id }) => id))
  const used = new Set(assets.flatMap(({ legalBasis }) => legalBasis.map(({ act }) => act)))
  return [
    ...again(
      part,
      'acts',
      acts.map(({ id }) => id),
      'id',
    ),
    ...again(
      part,
      'assets',
      assets.map(({ slug }) => slug),
      'slug',
    ),
    ...acts.flatMap(({ id }, i) =>
      used.has(id) ? [] : [part.problem(['acts', i, 'id'], 'an act that an asset names')],
    ),
    ...assets.flatMap(({ legalBasis }, i) =>
      legalBasis.flatMap(({ act }, j) =>
        act === '' || named.has(act)
          ? []
          : [part.problem(['assets', i, 'legalBasis', j, 'act'], 'an act of this file')],
      ),
    ),
    ...assets.flatMap(({ securityClass, openness }, i) =>
      openness.state === 'open' && securityClass !== 'public'
        ? [part.problem(['assets', i, 'openness', 'state'], `"partly" or "closed", as its class is ${securityClass}`)]
        : [],
    ),
  ]
}

function again(part: Parts['assets'], list: string, names: string[], field: string): Problem[] {
  return names.flatMap((name, i) =>
    name !== '' && names.indexOf(name) < i ? [part.problem([list, i, field], 'a name used once')] : [],
  )
}
