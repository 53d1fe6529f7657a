/** A pack read for analysis: values computed from its files as they stand, without a database. */
import { join } from 'node:path'
import { inputOf, rulesTargets, type AnalysisInput } from '#analysis'
import { knownFrom, readFigures, valuesOfFiles, type Batch, type Standard } from '#indicators'
import { strategiesOf } from './strategies.ts'
import { ownOf, targetsOf } from './targets.ts'
import type { City } from './types.ts'

/** What the rules of analysis read. `day`: as of which targets are judged; publication 0, for nothing is published. */
export async function analysisInputOf(city: City, standards: Standard[], day: string): Promise<AnalysisInput> {
  const { info, areas, measures, indicators } = city
  const values = await valuesOfFiles(figuresOf(city), { definitions: indicators, measures, areas })
  const { kind } = areas.find(({ id }) => id === info.area)!
  const definitions = indicators.map((definition) => ({ ...definition, version: 1, seq: 0 }))
  const targets = targetsOf(city).map((target) => {
    const definition = definitions.find(({ id }) => id === target.indicator)!
    return { ...rulesTargets.checked(target, definition), version: 1 }
  })
  const described = {
    ...{ home: info.area, definitions, measures, own: ownOf(city) },
    sets: { standards, strategies: strategiesOf(info) },
    areas: areas.filter((area) => area.kind === kind),
  }
  const series = (id: string) =>
    (values.get(id) ?? []).map(({ area, points }) => ({ area, points: points.map((point) => ({ ...point, seq: 0 })) }))
  const concerned = definitions.filter((definition) => definition.areas.includes(kind))
  return inputOf(described, { seq: 0, day, targets, series }, concerned)
}

async function* figuresOf({ folder, areas, measures, datasets }: City): AsyncGenerator<Batch> {
  const known = knownFrom(areas, measures)
  for (const { file, format, mapping } of datasets) yield* readFigures(join(folder, file), { format, mapping }, known)
}
