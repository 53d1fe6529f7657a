/** With whom a city may be compared, as a reader chooses it; and who that is now. */
import type { AnalysisInput, Parameters, rules } from '#analysis'
import { about } from './items.ts'
import type { Lang } from '#words'

/** What is compared: cities, or areas that are none, as words tell them. */
export type AreaKind = 'city' | 'area'
export type PeerChoices = ReturnType<typeof choicesOf>

export function choicesOf(
  input: AnalysisInput,
  { area, peers }: Parameters,
  found: rules.Peers,
  lang: Lang,
  of: AreaKind = 'city',
) {
  const names = new Map(input.areas.map(({ id, names }) => [id, names[lang]]))
  const named = (ids: readonly string[]) =>
    ids.map((id) => ({ id, name: names.get(id) ?? id })).sort((a, b) => a.name.localeCompare(b.name, lang))
  return {
    /** As the address says it now. */
    said: peers,
    ...{ of, kind: found.kind },
    groups: input.groups
      .map(({ id, names: said, areas }) => ({
        ...{ value: `group:${id}`, name: said[lang] },
        n: areas.filter((one) => one !== area && names.has(one)).length,
      }))
      .filter(({ n }) => n > 0),
    all: input.areas.length - 1,
    // Those alike stand in their own order, the nearest first.
    peers: found.kind === 'similar' ? found.areas.map((id) => ({ id, name: names.get(id) ?? id })) : named(found.areas),
    likeness: found.kind === 'similar' ? likenessOf(input, found, names, lang) : undefined,
    group: found.kind === 'group' ? input.groups.find(({ id }) => id === found.group)?.names[lang] : undefined,
  }
}

/** By what the areas are alike, and how near each is. */
function likenessOf(
  input: AnalysisInput,
  { traits, nearest }: Extract<rules.Peers, { kind: 'similar' }>,
  names: ReadonlyMap<string, string>,
  lang: Lang,
) {
  const known = new Map(input.indicators.map((indicator) => [indicator.id, indicator]))
  return {
    traits: traits.map(({ indicator, ...trait }) => ({ ...about(known.get(indicator)!, lang), ...trait })),
    nearest: nearest.map(({ area, distance, traits }) => ({
      ...{ id: area, name: names.get(area) ?? area, distance },
      values: Object.fromEntries(traits.map(({ indicator, value }) => [indicator, value])),
    })),
  }
}
