/** What can be found, and under which words. Pure. */
import type { Standard } from '../standards.ts'
import type { Dataset, Definition, Measure, Texts } from '../types.ts'
import type { Findable } from './finding.ts'

type Named = { id: string; names: Texts }
type Everything = {
  definitions: Definition[]
  standards: Standard[]
  measures: Measure[]
  areas: Named[]
  datasets: Dataset[]
}

export function findable({ definitions, standards, measures, areas, datasets }: Everything): Findable[] {
  const only = (kind: Findable['kind'], { id, names }: Named): Findable => ({ kind, id, names })
  return [
    ...definitions.map((definition) => ({
      ...only('indicator', definition),
      more: joined([definition.description, ...namesIn(standards, definition)]),
    })),
    ...standards.flatMap(({ id, indicators }) =>
      indicators.map(({ code, names, theme }) => only('standard', { id: `${id}/${theme}#${code}`, names })),
    ),
    ...measures.map((measure) => only('measure', measure)),
    ...areas.map((area) => only('area', area)),
    ...datasets.map((dataset) => only('dataset', dataset)),
  ]
}

/** What an indicator and its themes are called where it stands: PM2.5 is "air quality" to one standard, "environment" to another. */
function namesIn(standards: Standard[], { standards: places }: Definition): Texts[] {
  return places.flatMap(({ standard: id, code }) => {
    const standard = standards.find((one) => one.id === id)
    const entry = standard?.indicators.find((one) => one.code === code)
    const theme = standard?.themes.find((one) => one.id === entry?.theme)
    return [entry?.names, theme?.names].filter((names) => names !== undefined)
  })
}

const joined = (texts: Texts[]): Texts => ({
  pl: texts.map(({ pl }) => pl).join(' '),
  en: texts.map(({ en }) => en).join(' '),
  uk: texts.map(({ uk }) => uk).join(' '),
})
