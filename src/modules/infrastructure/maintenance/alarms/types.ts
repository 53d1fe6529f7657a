/** Alarms: rules as data, what a rule remembers of a thing, and an alarm from its opening to its end. */
import { z } from 'zod'
import { ROLES } from '#identity'

const text = z.string().trim().min(1).max(200)
export const Names = z.object({ pl: text, en: text, uk: text })

export const SEVERITIES = ['notice', 'warning', 'critical'] as const
export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

const MINUTES_MAX = 366 * 24 * 60
const minutes = z.int().min(0).max(MINUTES_MAX)
const quantity = z.number().min(-1e12).max(1e12)

export const Condition = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('threshold'),
    side: z.enum(['above', 'below']),
    limit: quantity,
    hysteresis: z.number().min(0).max(1e12).default(0).describe('so far back over the limit is it over'),
    delay_min: minutes.default(0).describe('so long, by the times of the readings, must it last'),
  }),
  z.object({
    kind: z.literal('state'),
    values: z.array(z.string().trim().min(1).max(200)).min(1).max(50).describe('any of these is a fault'),
    delay_min: minutes.default(0),
  }),
  z.object({ kind: z.literal('silence'), longerThan_min: minutes.min(1).describe('without any reading') }),
  z.object({
    kind: z.literal('rate'),
    side: z.enum(['rising', 'falling', 'either']),
    limit: z.number().min(0).max(1e12).describe('so much an hour, from one reading to the next'),
    delay_min: minutes.default(0),
  }),
])
export type Condition = z.infer<typeof Condition>

export const Step = z.object({
  after_min: minutes.describe('unacknowledged for so long'),
  organisationId: z.uuid(),
  role: z.enum(ROLES).optional().describe('only those who hold it there'),
})
export type Step = z.infer<typeof Step>

export const RuleDraft = z.object({
  names: Names.describe('what is wrong, in a few words'),
  organisationId: z.uuid().describe('whose task it is'),
  scope: z
    .object({
      type: z.string().trim().min(1).max(500).optional().describe('every thing of this type'),
      ids: z.array(z.string().trim().min(1).max(500)).max(1_000).default([]).describe('or these'),
    })
    .refine(({ type, ids }) => type !== undefined || ids.length > 0),
  attribute: z.string().trim().min(1).max(500),
  condition: Condition,
  severity: Severity.default('warning'),
  escalation: z.array(Step).max(10).default([]),
  closeAfter_min: minutes.default(60).describe('over by itself for so long, an alarm without an order closes'),
})
export type RuleDraft = z.input<typeof RuleDraft>
export type RuleContent = z.infer<typeof RuleDraft>
export type Rule = RuleContent & { id: string; active: boolean; at: Date; by: string }

export const STATES = ['open', 'cleared', 'closed'] as const
export type State = (typeof STATES)[number]

export type Alarm = {
  id: string
  ruleId: string
  entityId: string
  organisationId: string
  names: RuleContent['names']
  attribute: string
  severity: Severity
  state: State
  /** By the time of the reading. */
  openedAt: Date
  clearedAt: Date | null
  closedAt: Date | null
  /** What was read when it opened, or came again; null where nothing was read at all. */
  value: string | null
  /** How often it came again before it was closed. */
  times: number
  acknowledged: { at: Date; by: string } | null
  silence: { until: Date; reason: string } | null
}

export const EVENTS = ['opened', 'cleared', 'reopened', 'acknowledged', 'silenced', 'noted', 'told', 'closed'] as const
export type EventKind = (typeof EVENTS)[number]
export type AlarmEvent = {
  id: string
  kind: EventKind
  at: Date
  by: string
  content: { text?: string; until?: string; to?: string[]; step?: number; value?: string | null }
}

export const Silence = z.object({ until: z.coerce.date(), reason: z.string().trim().min(5).max(1_000) })
export const Note = z.object({ text: z.string().trim().min(1).max(4_000) })
