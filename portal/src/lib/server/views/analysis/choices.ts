/** With whom a city may be compared, as a reader chooses it; and who that is now. */
import type { AnalysisInput, Parameters, rules } from '#analysis'
import type { Lang } from '#words'

export type PeerChoices = ReturnType<typeof choicesOf>

export function choicesOf(input: AnalysisInput, { area, peers }: Parameters, found: rules.Peers, lang: Lang) {
  const names = new Map(input.areas.map(({ id, names }) => [id, names[lang]]))
  const named = (ids: readonly string[]) =>
    ids.map((id) => ({ id, name: names.get(id) ?? id })).sort((a, b) => a.name.localeCompare(b.name, lang))
  return {
    /** As the address says it now. */
    said: peers,
    kind: found.kind,
    groups: input.groups.map(({ id, names, areas }) => ({
      value: `group:${id}`,
      name: names[lang],
      n: areas.filter((one) => one !== area).length,
    })),
    all: input.areas.length - 1,
    peers: named(found.areas),
    group: found.kind === 'group' ? input.groups.find(({ id }) => id === found.group)?.names[lang] : undefined,
  }
}
