/** Which column of a table names areas that are known here, by id, official code or name. Pure. */
import type { Area } from '#places'

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replace(/[\s–-]+/g, ' ')
    .trim()

export type Lookup = (value: string) => Area | undefined

/** So much of what stands in a column must be known for it to name areas. */
const SHARE_MIN = 0.6
/** Of the same name, the nearer. */
const KINDS = ['district', 'city', 'voivodeship', 'country']

function lookupOf(areas: readonly Area[]): Lookup {
  const known = new Map<string, Area>()
  for (const area of areas)
    for (const text of [area.id, ...area.identifiers.map(({ code }) => code), ...Object.values(area.names)])
      if (!known.has(plain(text))) known.set(plain(text), area)
  return (value) => known.get(plain(value))
}

/** How the values are looked up as areas of one kind; undefined where too few of them are. */
export function areasNamed(
  values: readonly string[],
  areas: readonly Area[],
): { kind: string; of: Lookup } | undefined {
  if (values.length === 0) return undefined
  const rank = (kind: string) => (KINDS.indexOf(kind) + KINDS.length + 1) % (KINDS.length + 1)
  const kinds = [...new Set(areas.map(({ kind }) => kind))].sort((a, b) => rank(a) - rank(b))
  const found = kinds.map((kind) => {
    const of = lookupOf(areas.filter((area) => area.kind === kind))
    return { kind, of, share: values.filter((value) => of(value)).length / values.length }
  })
  const best = found.toSorted((a, b) => b.share - a.share)[0]
  return best && best.share >= SHARE_MIN ? { kind: best.kind, of: best.of } : undefined
}
