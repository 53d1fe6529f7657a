/** A report on the state of the city: key figures, what moved, strengths and weaknesses, gaps and directions, what is not known. */
import { z } from 'zod'
import { Parameters, rules, TARGET_KINDS } from '#analysis'
import { Texts } from '#indicators'
import { Cited, common, CountedTheme, Counts } from './content.ts'

/** What the city pack states of the city, with its source. */
export const Fact = z.object({
  ...{ id: z.string(), label: Texts, value: z.union([z.number(), Texts]) },
  ...{ unit: z.string().optional(), period: z.string().optional(), source: z.string() },
  ...{ url: z.string().optional(), note: Texts.optional(), unverified: z.boolean().optional() },
})
export type Fact = z.infer<typeof Fact>

const Target = z.object({
  ...{ names: Texts, value: z.number(), unit: z.string(), bound: z.enum(['atLeast', 'atMost']) },
  ...{ period: z.string().optional(), kind: z.enum(TARGET_KINDS), state: z.enum(rules.TARGET_STATES) },
  lacking: z.number().optional(),
})

/** What the stated rule says of an indicator, and on which evidence. */
export const Judgement = z.object({
  indicator: z.string(),
  class: z.enum(rules.CLASSES),
  because: z.enum(rules.RULE.map(({ id }) => id)),
  current: z.boolean().describe('the last figure is young enough to judge trend and targets by'),
  place: z
    .object({
      ...{ period: z.string(), rank: z.int(), of: z.int(), percentile: z.number() },
      ...{ median: z.number(), better: z.number() },
    })
    .optional(),
  trend: z.object({
    ...{ word: z.enum(rules.TREND_WORDS), n: z.int(), slope: z.number().optional() },
    ...{ from: z.string().optional(), to: z.string().optional() },
  }),
  targets: z.array(Target),
})
export type Judgement = z.infer<typeof Judgement>

const Gap = z.object({
  ...{ indicator: z.string(), priority: z.number(), by: z.enum(['median', 'better', 'target']) },
  ...{ to: z.number(), lacking: z.number(), target: Texts.optional().describe('the name of the target it is to') },
  scores: z.object({ size: z.number(), importance: z.number(), trend: z.number() }),
})
export type Gap = z.infer<typeof Gap>

export const Direction = z.object({
  ...{ names: Texts, set: Texts, own: z.boolean(), priority: z.number() },
  gaps: z.array(Gap),
})
export type Direction = z.infer<typeof Direction>

export const CityContent = z.object({
  ...common,
  kind: z.literal('city'),
  headlines: z.array(z.string()),
  doors: z.array(z.object({ id: z.string(), title: Texts, summary: Texts, facts: z.array(Fact) })),
  rule: z.object({
    day: z.string().describe('the day on which targets and ages are judged'),
    peers: z.int(),
    parameters: Parameters,
    input: z.string().describe('SHA-256 of what the rules read, kept beside the report: run them again on it'),
  }),
  judged: z.array(Judgement),
  directions: z.array(Direction),
  unknown: z.object({ standard: Cited, counts: Counts, themes: z.array(CountedTheme) }),
})
export type CityContent = z.infer<typeof CityContent>
