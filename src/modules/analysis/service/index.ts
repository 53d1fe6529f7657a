/** The verbs of analysis, joined. Every result carries the publication it is of, its parameters and its numbers. */
import { isDemonstration } from '#platform/demonstration'
import * as rules from '../rules/index.ts'
import type { AnalysisInput, Parameters } from '../types/index.ts'
import { today } from './day.ts'
import { inputFrom } from './input.ts'
import type { Needs } from './needs.ts'
import { createRemembered } from './remembered.ts'
import { directionsOf, indexOf, indicatorOf, strengthsOf } from './results.ts'
import { createTargets } from './targets.ts'

/** Who is compared with whom where nobody says. */
export const PEERS = 'similar:10'

/** By which parameters; `seq`: as it was known after that publication, else now. */
type Asked = { parameters: Parameters; seq?: number }

export function createAnalysis(needs: Needs) {
  const { indicators } = needs
  /** A made-up area is like no other by the city's figures: beside it stand all of its kind. */
  const baseOf = (area = indicators.home) => ({ area: indicators.home, peers: isDemonstration(area) ? 'all' : PEERS })
  const targets = createTargets(needs)

  /** Changes with publications, with targets, and with the day, on which targets come to be judged. */
  const stamp = async (): Promise<string> =>
    [await indicators.stamp(), await targets.targetsStamp(), today(needs)].join(' ')
  const remembered = createRemembered(stamp)
  /** Made-up areas are of a kind of their own; all others are read with the city. */
  const kindred = (area?: string) => (area !== undefined && isDemonstration(area) ? area : indicators.home)
  const input = (seq?: number, area?: string): Promise<AnalysisInput> =>
    remembered(`input ${seq ?? ''} ${kindred(area)}`, async () =>
      inputFrom(needs, await targets.targets(), { seq, area: kindred(area) }),
    )
  const result = <T>(
    what: string,
    { parameters, seq }: Asked,
    compute: (input: AnalysisInput) => T | Promise<T>,
  ): Promise<T> =>
    remembered(`${what} ${seq ?? ''} ${JSON.stringify(parameters)}`, async () =>
      compute(await input(seq, parameters.area)),
    )

  return {
    ...targets,
    stamp,

    /**
     * Everything that the rules read, as known after publication `seq` or now, to be kept and run again: by
     * `unia directions`, or by anybody's own program.
     */
    input,

    /** Parameters as an address says them, defaults filled in. Throws `analysis.parameter`. */
    parameters: (query: rules.Query): Parameters => rules.parametersOf(query, baseOf(query.area)),
    /** The same, for pages: what cannot be right is told and left at its default. */
    readParameters: (query: rules.Query) => rules.readParameters(query, baseOf(query.area)),
    /** What differs from the defaults, as an address says it. */
    queryOf: (parameters: Parameters): Record<string, string> => rules.queryOf(parameters, baseOf(parameters.area)),

    /** The rules as data, for a page or a program that explains them. */
    describe: (): rules.Description => rules.describe(baseOf()),

    /** Every indicator judged, with its evidence. Throws `analysis.unknownPeers` and `analysis.unknownArea`. */
    strengths: (parameters: Parameters, seq?: number) =>
      result('strengths', { parameters, seq }, (input) => strengthsOf(input, parameters)),

    /** Gaps by priority, gathered into directions. Throws `analysis.weightsZero` and what `strengths` throws. */
    directions: (parameters: Parameters, seq?: number) =>
      result('directions', { parameters, seq }, (input) => directionsOf(input, parameters)),

    /** The composite index of the area and its peers, with rank intervals. Throws `analysis.weightsZero`, `stats.composite.…`. */
    index: (parameters: Parameters, seq?: number) =>
      result('index', { parameters, seq }, (input) => indexOf(input, parameters)),

    /** One indicator: its trend, its targets, its place among the peers. Throws `indicators.unknown`. */
    async indicator(id: string, parameters: Parameters, seq?: number) {
      await indicators.definition(id)
      return result(`indicator ${id}`, { parameters, seq }, (input) => indicatorOf(input, id, parameters))
    },
  }
}
export type Analysis = ReturnType<typeof createAnalysis>
