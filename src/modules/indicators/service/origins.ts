/** The datasets and sources behind definitions, through all that they refer to. */
import type { Db } from '#platform/db'
import { compileFormulas } from '../formula/index.ts'
import { catalogue, definitions, observations, publications } from '../store/index.ts'
import type { Dataset, Definition, Source } from '../types.ts'
import { createMemory } from './memory.ts'

export function createOrigins(db: Db) {
  const memory = createMemory(() => publications.stamp(db))

  /** Which datasets hold figures of a measure; looked up once for each publication. */
  const datasetsByMeasure = () =>
    memory('datasets by measure', async () => {
      const rows = await observations.datasets(db)
      return Map.groupBy(rows, ({ measure }) => measure)
    })

  return async function origins(wanted: Definition[]): Promise<{ datasets: Dataset[]; sources: Source[] }> {
    const { definitions: compiled } = compileFormulas(await definitions.all(db), await catalogue.measures(db))
    const measures = new Set<string>()
    const follow = (id: string): void => {
      for (const { measure } of compiled.get(id)?.inputs ?? []) measures.add(measure)
      for (const { id: other } of compiled.get(id)?.references ?? []) follow(other)
    }
    for (const { id } of wanted) follow(id)
    const byMeasure = await datasetsByMeasure()
    const ids = new Set([...measures].flatMap((measure) => byMeasure.get(measure)?.map(({ dataset }) => dataset) ?? []))
    const datasets = (await catalogue.datasets(db)).filter(({ id }) => ids.has(id))
    const named = new Set(datasets.flatMap(({ sources }) => sources))
    return { datasets, sources: (await catalogue.sources(db)).sources.filter(({ id }) => named.has(id)) }
  }
}
