/** A city's strategies are sets of indicators of its own: their areas are themes, in which definitions place themselves. */
import type { Strategy } from '#indicators'
import type { CityInfo } from './types.ts'

export const strategiesOf = ({ strategies }: Pick<CityInfo, 'strategies'>): Strategy[] =>
  strategies.map(({ id, names, from, to, areas }) => ({
    ...{ id, name: names, from, to },
    themes: areas.map(({ code, names }) => ({ id: code, code, names })),
  }))
