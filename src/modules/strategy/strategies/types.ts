/** A strategy as data: its areas, the goals in them, directions of action, the indicators by which they are told, the acts that adopted it. */
import { z } from 'zod'

export const AREAS_MAX = 50
export const GOALS_MAX = 500
export const DIRECTIONS_MAX = 50
export const INDICATORS_MAX = 50
export const DOCUMENTS_MAX = 50
export const STRATEGIES_MAX = 200

const text = (most: number) => z.string().trim().min(1).max(most)
const said = (most: number) => z.object({ pl: text(most), en: text(most), uk: text(most) })
const Names = said(300)
const About = said(4_000)
const Day = z.iso.date()
const Year = z.int().min(1900).max(2200)
const Web = z.url({ protocol: /^https?$/ }).max(2_000)
const Code = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/)
export const StrategyId = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const Told = z.array(z.string().min(1).max(80)).max(INDICATORS_MAX).default([])

export const Direction = z.object({ code: Code, names: Names, indicators: Told })
export type Direction = z.output<typeof Direction>

export const Goal = z.object({
  code: Code,
  area: z.string().min(1).max(60).describe('the area of the strategy in which it stands, by its code'),
  parent: Code.optional().describe('the goal beneath which it stands'),
  names: Names,
  about: About.optional(),
  indicators: Told.describe('by which one sees whether it is reached; their targets are those of the kind "strategy"'),
  directions: z.array(Direction).max(DIRECTIONS_MAX).default([]),
})
export type Goal = z.output<typeof Goal>

const Document = z.object({ names: Names, act: Names.optional(), day: Day, url: Web.optional() })

export const StrategyDraft = z.object({
  id: StrategyId,
  names: Names,
  from: Year,
  to: Year,
  adopted: Day,
  act: Names.optional(),
  source: z.object({ names: Names, url: Web.optional() }),
  goalsAdopted: z.int().min(0).max(GOALS_MAX).optional().describe('how many goals it was adopted with, where not all are written down here'), // prettier-ignore
  areas: z
    .array(z.object({ code: z.string().min(1).max(60), names: Names }))
    .min(1)
    .max(AREAS_MAX),
  goals: z.array(Goal).max(GOALS_MAX).default([]),
  documents: z.array(Document).max(DOCUMENTS_MAX).default([]),
})
export type StrategyDraft = z.input<typeof StrategyDraft>
export type Content = z.output<typeof StrategyDraft>

/** One version. Versions are never changed; the newest one holds. */
export const Version = StrategyDraft.extend({
  version: z.int(),
  at: z.date(),
  grounds: z.string(),
  entryId: z.string(),
})
export type Strategy = z.output<typeof Version>

/** A version that is being written, by these people; it becomes public by another one. */
export const Draft = z.object({
  id: StrategyId,
  base: z.int().describe('the version from which it was begun; 0 for a new strategy'),
  content: StrategyDraft,
  grounds: z.string(),
  writers: z.array(z.string()),
  at: z.date(),
})
export type Draft = z.output<typeof Draft>

/** A goal as others name it: `rivermouth-2035/1.2`. */
export const GoalKey = z
  .string()
  .max(101)
  .regex(/^[a-z0-9-]+\/[A-Za-z0-9.-]+$/)
export const goalKey = (strategy: string, code: string): string => `${strategy}/${code}`

export type GoalOf = { key: string; strategy: Strategy; goal: Goal }
