/** What the results of analysis look like to whoever asks the API for them. A schema tells all that a rule does. */
import { z } from 'zod'
import { CLASSES, RULE, TARGET_STATES, TREND_WORDS } from '../rules/index.ts'
import { KnownTarget, Parameters } from '../types/index.ts'

const names = <const T extends string>(things: readonly { id: T }[]) => z.enum(things.map(({ id }) => id))
const optional = z.number().optional()

const Point = z.object({ period: z.string(), value: z.number(), status: z.enum(['A', 'P', 'E', 'B']) })
const Change = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('change'), from: Point, to: Point, by: z.number() }),
    z.object({ kind: z.literal('break'), from: Point, to: Point, at: z.string() }),
    z.object({ kind: z.literal('noFigure'), period: z.string() }),
  ])
  .describe('from the same part of the year before; not told across a break')

const Trend = z.object({
  word: z.enum(TREND_WORDS),
  nominal: z.boolean().describe('money of its day: that it rises may be prices alone'),
  from: z.string().optional(),
  to: z.string().optional(),
  n: z.int(),
  since: z.string().optional().describe('the break after which the part that was read begins'),
  before: z.int().describe('figures left out before that break'),
  slope: optional.describe('a year'),
  interval: z.object({ low: z.number(), high: z.number(), level: z.number() }).nullable().optional(),
  p: optional,
  tau: optional,
  method: z.enum(['exact', 'normal']).optional(),
})

const Verdict = z.object({
  target: KnownTarget,
  state: z.enum(TARGET_STATES),
  value: optional.describe("in the indicator's unit"),
  latest: Point.optional(),
  lacking: optional.describe('0 where the latest figure lacks nothing'),
  judged: Point.optional().describe("the figure of the target's own period"),
  projected: z
    .object({ value: z.number(), low: optional, high: optional })
    .optional()
    .describe("from the latest figure onward at the trend's slope"),
  reachedIn: z.int().nullable().optional().describe('the year in which the line reaches it'),
})

const Position = z.object({
  ...{ rank: z.number(), of: z.int(), ties: z.int() },
  percentile: z.number().describe('share of the peers that it is better than, equal ones counted as half; of 100'),
  allEqual: z.boolean(),
  ...{ median: z.number(), better: z.number(), worse: z.number(), spread: z.number() },
})

const Comparison = z.object({
  outcome: z.enum(['compared', 'noFigure', 'tooFew', 'extensive']),
  period: z.string().optional(),
  value: optional,
  peers: z.int().describe('how many have a figure, the area itself not counted'),
  figures: z.array(z.object({ area: z.string(), period: z.string(), value: z.number(), rank: z.number() })),
  left: z.array(z.object({ area: z.string(), why: z.enum(['noFigure', 'otherPeriod']), last: z.string().optional() })),
  position: Position.optional(),
})

const levelWhy = z.enum(['noFigure', 'tooFew', 'extensive', 'old', 'context'])

const evidence = {
  indicator: z.string(),
  latest: Point.optional(),
  change: Change.optional(),
  trend: Trend,
  current: z.boolean().describe('is the last figure young enough for trend and targets to be judged by?'),
  comparison: Comparison,
  level: z.enum(['good', 'middle', 'weak', 'unknown']),
  levelWhy: levelWhy.optional().describe('why the level is unknown'),
  targets: z.array(Verdict),
}
const Judged = z.object({
  ...evidence,
  class: z.enum(CLASSES),
  because: names(RULE).describe('the line of the rule that decided'),
})

const Closing = z.object({ to: z.number(), lacking: z.number(), spreads: optional })
const Gap = z.object({
  indicator: z.string(),
  evidence: z.object(evidence),
  closing: z.object({
    median: Closing.optional(),
    better: Closing.optional(),
    target: Closing.extend({ id: z.string() }).optional(),
  }),
  by: z.enum(['median', 'better', 'target']).describe('what its size is measured to'),
  scores: z.object({ size: z.number(), importance: z.number(), trend: z.number() }),
  priority: z.number(),
  places: z.array(z.object({ set: z.string(), theme: z.string(), weight: z.number() })),
})

const Trait = z.object({
  ...{ indicator: z.string(), weight: z.number(), said: z.number() },
  ...{ period: z.string().optional(), value: optional, log: z.boolean() },
  excluded: z.enum(['unknown', 'constant']).nullable(),
})
const Alike = z.object({
  ...{ area: z.string(), distance: z.number(), known: z.number() },
  traits: z.array(
    z.object({
      ...{ indicator: z.string(), value: optional },
      ...{ difference: z.number().nullable(), share: z.number().nullable() },
    }),
  ),
})
const areas = z.array(z.string())
const Peers = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all'), areas }),
  z.object({ kind: z.literal('group'), group: z.string(), areas }),
  z.object({ kind: z.literal('chosen'), areas }),
  z.object({ kind: z.literal('similar'), areas, traits: z.array(Trait), nearest: z.array(Alike) }),
])

const score = z.number().nullable()
const Index = z.object({
  outcome: z.enum(['computed', 'tooFew']),
  set: z.string().describe('whose themes these are'),
  themes: z.array(z.object({ theme: z.string(), weight: z.number() })).describe('how much each weighs'),
  parts: z.array(
    z.object({
      ...{ indicator: z.string(), theme: z.string(), weight: z.number(), period: z.string() },
      excluded: z.string().nullable(),
    }),
  ),
  units: z
    .array(
      z.object({
        ...{ area: z.string(), score, rank: score, low: score, high: score },
        themes: z.record(z.string(), score),
      }),
    )
    .describe('best first; low and high are the 5th and 95th percentile of the ranks over the varied runs'),
  sensitivity: z.object({ runs: z.int(), seed: z.int(), meanShift: z.number() }).optional(),
})

const about = {
  seq: z.int().describe('the publication after which these values held'),
  day: z.string(),
  parameters: Parameters,
  peers: Peers,
}
export const Strengths = z.object({ ...about, indicators: z.array(Judged) })
export const DirectionsResult = z.object({
  ...about,
  weights: z.record(z.string(), z.number()),
  directions: z.array(
    z.object({ set: z.string(), theme: z.string(), own: z.boolean(), priority: z.number(), gaps: z.array(Gap) }),
  ),
  gaps: z.array(Gap).describe('the most urgent first'),
  closed: z.array(z.string()).describe('indicators in which nothing lacks'),
  unmeasured: z.array(z.object({ indicator: z.string(), why: levelWhy })),
})
export const IndexResult = z.object({ ...about, index: Index })
export const IndicatorResult = z.object({ ...about, indicator: Judged.optional() })
