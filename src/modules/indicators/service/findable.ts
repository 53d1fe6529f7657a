/** What can be found, and under which words. Pure. */
import type * as text from '#platform/text'
import { placesOf, type Sets } from '../sets.ts'
import type { Dataset, Definition, Measure, Texts } from '../types.ts'

type Kind = 'indicator' | 'standard' | 'measure' | 'area' | 'dataset'
export type Findable = text.Findable<Kind, Texts>
export type Finding = text.Finding<Kind, Texts>
export type Findings = text.Findings<Finding>

type Named = { id: string; names: Texts }
type Everything = Sets & {
  definitions: Definition[]
  measures: Measure[]
  areas: Named[]
  datasets: Dataset[]
}

export function findable({ definitions, standards, strategies, measures, areas, datasets }: Everything): Findable[] {
  const only = (kind: Findable['kind'], { id, names }: Named): Findable => ({ kind, id, names })
  return [
    ...definitions.map((definition) => ({
      ...only('indicator', definition),
      first: true,
      more: joined([definition.description, ...namesIn({ standards, strategies }, definition)]),
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
function namesIn(sets: Sets, definition: Definition): Texts[] {
  return placesOf(definition, sets).flatMap(({ entry, theme }) => (entry ? [entry.names, theme.names] : [theme.names]))
}

const joined = (texts: Texts[]): Texts => ({
  pl: texts.map(({ pl }) => pl).join(' '),
  en: texts.map(({ en }) => en).join(' '),
  uk: texts.map(({ uk }) => uk).join(' '),
})
