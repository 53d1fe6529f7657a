/** Strategies hold together: codes used once, goals that stand in areas and beneath one another without a circle, indicators that are defined. */
import { faultsOf } from '#strategy'
import type { Parts } from '../parts.ts'
import type { Problem } from '../types.ts'
import { draftsOf } from '../strategies.ts'

type Fault = ReturnType<typeof faultsOf>[number]

/** What would be right. Years are told with the references of the file. */
const RIGHT: { [Kind in Fault['kind']]: (fault: Extract<Fault, { kind: Kind }>) => string | undefined } = {
  years: () => undefined,
  twice: () => 'a code used once in this strategy',
  circle: ({ way }) => `a goal that does not lead back to this one: ${way.join(' → ')}`,
  unknownArea: ({ allowed }) => `an area of this strategy: ${allowed.join(', ')}`,
  unknownParent: () => 'the code of a goal of this strategy',
  otherArea: ({ parent }) => `a goal in the area of "${parent}", or one beneath it`,
  unknownIndicator: () => 'an indicator of indicators.json',
  moreThanAdopted: ({ count }) => `at least ${count}, as many as there are goals`,
}

export function strategyProblems({
  info,
  sources,
  indicators,
}: Pick<Parts, 'info' | 'sources' | 'indicators'>): Problem[] {
  if (!info.data) return []
  const known = indicators.data && new Set(indicators.data.indicators.map(({ id }) => id))
  return draftsOf({ info: info.data, sources: sources.data?.sources ?? [] }).flatMap((draft, i) =>
    faultsOf({ ...draft, goals: draft.goals ?? [], documents: [] } as Parameters<typeof faultsOf>[0], {
      indicators: known,
    }).flatMap((fault) => {
      const right = (RIGHT[fault.kind] as (one: Fault) => string | undefined)(fault)
      return right === undefined ? [] : [info.problem(['strategies', i, ...fault.path], right)]
    }),
  )
}
