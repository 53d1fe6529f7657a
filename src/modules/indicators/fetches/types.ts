/** A fetch asks one address for figures on a schedule; a run is one time that it did. */
import { z } from 'zod'
import { ReadOptions } from '../options.ts'

/** Of the whole house. */
export const FETCHES_MAX = 200
/** Of one fetch, the newest. */
export const RUNS_KEPT = 100
export const ADDRESS_CHARS_MAX = 2_000

const text = (charsMax: number) => z.string().trim().min(1).max(charsMax)

export const FetchDraft = z.object({
  name: text(120),
  address: text(ADDRESS_CHARS_MAX).describe(
    'https://…; followed through redirects, and through pages of the GUS BDL API',
  ),
  dataset: text(200).describe('what its figures belong to'),
  organisation: z.uuid().optional().describe('whose it is; the whole city’s where none is named'),
  options: ReadOptions.default({}).describe('how what comes is to be read'),
  cron: text(100).describe('when, in five fields and the city’s time; at most once an hour: 30 5 * * 1'),
})
export type FetchDraft = z.input<typeof FetchDraft>

/** `retry` follows a failure before the next time of the schedule. */
export const CAUSES = ['schedule', 'retry', 'person'] as const
export const OUTCOMES = ['brought', 'same', 'notModified', 'failed'] as const
export const Failure = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) })
export type Failure = z.infer<typeof Failure>

export const Run = z.object({
  number: z.int(),
  cause: z.enum(CAUSES),
  by: z.string().optional().describe('the person who asked for it'),
  at: z.date(),
  endedAt: z.date().optional().describe('absent while it runs'),
  outcome: z
    .enum(OUTCOMES)
    .optional()
    .describe('brought: an import was made; same: the file is known; notModified: the server says so'),
  pages: z.int().optional(),
  bytes: z.int().optional(),
  sha256: z.string().optional(),
  importId: z.uuid().optional(),
  failure: Failure.optional(),
})
export type Run = z.infer<typeof Run>

export const Fetch = FetchDraft.extend({
  id: z.uuid(),
  options: ReadOptions,
  isOn: z.boolean(),
  isGivenUp: z.boolean().describe('switched off by itself after too many failures in a row'),
  failures: z.int().describe('in a row, up to now'),
  madeBy: z.string().describe('counts as who brought its figures, and so does not verify them'),
  madeAt: z.date(),
  nextAt: z.date().optional(),
  last: Run.optional(),
})
export type Fetch = z.infer<typeof Fetch>

/** What a server said of its file, to be asked by the next time. */
export type Validators = { etag?: string; lastModified?: string }
