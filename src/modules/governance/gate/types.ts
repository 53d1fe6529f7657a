/** What the gate looks at, what it finds, and what people decide of it. */
import { z } from 'zod'

/** What is to become public. */
export const Subject = z.object({
  module: z.string().describe('who publishes: catalog, indicators, reports…'),
  kind: z.enum(['table', 'file', 'feed', 'api', 'figures', 'report', 'text']),
  id: z.string(),
  title: z.string(),
})
export type Subject = z.infer<typeof Subject>

/** `blocks`: not as it is. `decide`: a person must say. `note`: for information. */
export const Severity = z.enum(['blocks', 'decide', 'note'])
export type Severity = z.infer<typeof Severity>

/** One thing found in one column. Samples are masked: the value itself stands nowhere but in the quarantined content. */
export const Finding = z.object({
  detector: z.string().describe('pesel, iban, name, smallCells…'),
  column: z.string().optional(),
  severity: Severity,
  personal: z.boolean().describe('about persons: the data protection officer decides'),
  confidence: z.enum(['certain', 'likely', 'possible']),
  hits: z.number().int().nonnegative().describe('cells in which it was found'),
  cells: z.number().int().nonnegative().describe('cells looked at, the empty ones not counted'),
  places: z.array(z.number().int()).max(10).describe('rows of the first hits, from 1'),
  samples: z.array(z.string()).max(3).describe('masked'),
  evidence: z.array(z.string()).optional().describe('why: checksum, form, header, keyword…'),
  proposal: z.string().optional().describe('drop, generalise, suppress, aggregate, mask'),
})
export type Finding = z.infer<typeof Finding>

export const TITLE_CHARS_MAX = 300
export const ADDRESS_CHARS_MAX = 500
export const FINDINGS_MAX = 2_000
export const TEXT_CHARS_MAX = 2_000
export const GROUNDS_CHARS_MIN = 10

/** The SHA-256, in hexadecimal, of exactly what would become public. */
export const Fingerprint = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal')

/** Content that is brought to the gate. Whoever publishes says what it is, and the detectors what they found in it. */
export const Candidate = z.object({
  subject: Subject.extend({ title: z.string().trim().min(1).max(TITLE_CHARS_MAX) }),
  fingerprint: Fingerprint,
  findings: z.array(Finding).max(FINDINGS_MAX),
  assetId: z.uuid().optional(),
  aggregate: z.boolean().default(false).describe('declared to be about no single person: figures, words of the house'),
})
export type Candidate = z.input<typeof Candidate>

export const VERDICTS = ['open', 'refuse'] as const
export const Verdict = z.enum(VERDICTS)
export type Verdict = z.infer<typeof Verdict>

/** `held`: in quarantine. `withdrawn`: all that was opened of it was taken back, so that only a person opens it again. */
export const STATES = ['held', 'opened', 'refused', 'withdrawn'] as const
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

/** What the house decides by itself: nothing was found that needs a person; it was public before there was a gate. */
export const RULES = ['nothingFound', 'beforeTheGate'] as const
export const Rule = z.enum(RULES)
export type Rule = z.infer<typeof Rule>

/** `mistaken`: the detector is wrong. `lawful`: it is there, and may be public; the text says by which law. */
export const ANSWERS = ['mistaken', 'lawful'] as const
const text = z.string().trim().min(1).max(TEXT_CHARS_MAX)
const Answer = z.object({
  finding: z.int().nonnegative().describe('its place among the findings, from 0'),
  kind: z.enum(ANSWERS),
  text,
})
export type Answer = z.infer<typeof Answer>

export const DecisionDraft = z.object({
  verdict: Verdict,
  grounds: text.min(GROUNDS_CHARS_MIN).describe('why; in the public ledger'),
  answers: z.array(Answer).max(FINDINGS_MAX).default([]),
  publicNote: text.optional().describe('what everybody reads of it on the page of the gate; needed for a refusal'),
  expected: z.int().nonnegative().optional().describe('how many decisions the person saw'),
})
export type DecisionDraft = z.input<typeof DecisionDraft>

export const Decision = z.object({
  number: z.int(),
  verdict: Verdict,
  rule: Rule.optional().describe('by which the house decided; absent where a person did'),
  at: z.date(),
  by: z.string(),
  grounds: z.string(),
  answers: z.array(Answer),
  publicNote: z.string().optional(),
  entryId: z.string().optional(),
})
export type Decision = z.infer<typeof Decision>

/** Why something public is taken back; public itself. */
export const Reason = text

export const Withdrawal = z.object({ at: z.date(), reason: z.string() })

/** Something that became public under a decision, and where. */
export const Release = z.object({
  id: z.uuid(),
  decision: z.int(),
  address: z.string(),
  at: z.date(),
  withdrawal: Withdrawal.extend({ by: z.string(), entryId: z.string().optional() }).optional(),
})
export type Release = z.infer<typeof Release>

/** One content at the gate, by its fingerprint: what was found in it, what was decided, what became public. */
export const Examination = z.object({
  id: z.uuid(),
  subject: Subject,
  fingerprint: z.string(),
  findings: z.array(Finding),
  assetId: z.uuid().optional(),
  aggregate: z.boolean(),
  personal: z.boolean().describe('the data protection officer decides'),
  broughtBy: z.string(),
  broughtAt: z.date(),
  state: State,
  decisions: z.array(Decision).describe('oldest first; the last one holds'),
  releases: z.array(Release),
})
export type Examination = z.infer<typeof Examination>

/** What everybody may know of it: nothing of the content, of findings, or of persons. */
export const Registered = z.object({
  id: z.uuid(),
  module: z.string(),
  kind: Subject.shape.kind,
  title: z.string().optional().describe('absent where the title itself may name a person'),
  asset: z.string().optional().describe('its slug in the register of assets'),
  state: State.exclude(['held']),
  at: z.date().describe('when it last changed'),
  fingerprint: z.string().optional().describe('of what is public now'),
  decisions: z.array(
    Decision.pick({ number: true, verdict: true, rule: true, at: true, publicNote: true }).extend({
      officer: z.boolean().describe('by the data protection officer'),
    }),
  ),
  releases: z.array(Release.pick({ id: true, address: true, at: true }).extend({ withdrawal: Withdrawal.optional() })),
})
export type Registered = z.infer<typeof Registered>

/** The facts that the gate tells. Payloads pass through the queue of jobs, as JSON. */
export const DECIDED = 'governance.decided'
export const WITHDRAWN = 'governance.withdrawn'
export type Decided = { examinationId: string; verdict: Verdict; subject: Subject }
export type Withdrawn = { examinationId: string; releaseId: string; subject: Subject; reason: string }
