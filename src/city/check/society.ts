/** What the house counts of how people take part needs its measures, and a dataset of a name of its own. */
import { SOCIETY_MEASURES } from '#participation'
import type { Parts } from '../parts.ts'
import type { Problem } from '../types.ts'

export function societyProblems({ society: part, measures, datasets, things, sources }: Parts): Problem[] {
  const dataset = part.data?.dataset
  if (!dataset) return []
  const at = (field: string, right: string) => part.problem(['dataset', field], right)
  const defined = measures.data && new Set(measures.data.measures.map(({ id }) => id))
  const lacking = defined ? SOCIETY_MEASURES.filter((id) => !defined.has(id)) : []
  const taken = [...(datasets.data?.datasets ?? []), ...(things.data?.feeds ?? [])].some(({ id }) => id === dataset.id)
  const known = sources.data && new Set(sources.data.sources.map(({ id }) => id))
  return [
    ...(lacking.length > 0 ? [at('id', `measures.json to define ${lacking.join(', ')}`)] : []),
    ...(dataset.id !== '' && taken ? [at('id', 'a name used once')] : []),
    ...(known && dataset.sources.some((id) => !known.has(id)) ? [at('sources', 'sources of sources.json')] : []),
  ]
}
