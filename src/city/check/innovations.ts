/** What the register of innovations would refuse, told before it is loaded; areas and sources that are not there. */
import type { Parts } from '../parts.ts'
import type { Problem } from '../types.ts'

export function innovationProblems({ innovations: part, places, sources }: Parts): Problem[] {
  const { innovations = [] } = part.data ?? {}
  const areas = places.data && new Set(places.data.areas.map(({ id }) => id))
  const known = sources.data && new Set(sources.data.sources.map(({ id }) => id))
  const ids = innovations.map(({ id }) => id)
  return innovations.flatMap(({ id, area, source, from, to }, i) => {
    const at = (field: string, right: string) => part.problem(['innovations', i, field], right)
    return [
      ...(id !== '' && ids.indexOf(id) < i ? [at('id', 'a name used once')] : []),
      ...(area && areas && !areas.has(area) ? [at('area', 'an area of places.json')] : []),
      ...(source && known && !known.has(source) ? [at('source', 'a source of sources.json')] : []),
      ...(from !== undefined && to !== undefined && to < from ? [at('to', `a year not before ${from}`)] : []),
    ]
  })
}
