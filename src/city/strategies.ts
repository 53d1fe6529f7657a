/** A city's strategy is a set of indicators of its own: its areas are the themes, the definitions placed in them the lines. */
import type { Standard } from '#indicators'
import type { City, Definition, Strategy } from './types.ts'

/** The code of a definition's line in an area of a strategy, in the form that codes of standards have. */
function lineCode(area: string, definition: string): string {
  return `${code(area)}:${code(definition)}`
}

const code = (id: string): string => id.replaceAll('-', '.')

/** In the pack a definition names the area of a strategy; here it gets its own line there. */
export function placed(strategies: Strategy[], definitions: Definition[]): Definition[] {
  const areas = new Set(strategies.flatMap(({ id, areas }) => areas.map((area) => `${id} ${area.code}`)))
  return definitions.map((definition) => ({
    ...definition,
    standards: definition.standards.map((place) =>
      areas.has(`${place.standard} ${place.code}`) ? { ...place, code: lineCode(place.code, definition.id) } : place,
    ),
  }))
}

/** Each strategy of a read pack as a standard. */
export function standardsOf(city: City): Standard[] {
  const { info, indicators, sources } = city
  const language = info.languages[0]!
  return info.strategies.map(({ id, names, from, to, act, source, url, areas }) => ({
    id,
    name: names,
    edition: `${from}–${to}`,
    publisher: info.names[language],
    url,
    note: act ?? names,
    sources: [{ title: sources.find((one) => one.id === source)?.names[language] ?? source, url }],
    themes: areas.map((area) => ({ id: area.code, code: code(area.code), names: area.names })),
    indicators: areas.flatMap((area) =>
      indicators
        .filter(({ id: definition, standards }) =>
          standards.some((place) => place.standard === id && place.code === lineCode(area.code, definition)),
        )
        .map((definition) => ({
          code: lineCode(area.code, definition.id),
          theme: area.code,
          kind: null,
          names: definition.names,
          unit: definition.unit,
          direction: definition.direction === 'context' ? null : definition.direction,
          unverified: [],
        })),
    ),
  }))
}
