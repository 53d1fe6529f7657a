/** The status column: SDMX letters, GUS's attributes, Eurostat's flags. */
import { marksOf, missingReason, statusOfMarks } from './values.ts'
import { STATUSES, type Reason, type Status } from './types.ts'

export type ReadStatus = {
  status: Status | undefined
  /** Set where the status says that there is no value. */
  reason: Reason | undefined
  flags: readonly string[]
  note: string | undefined
}

const WORDS: Record<string, Status> = {
  normal: 'A',
  normalny: 'A',
  provisional: 'P',
  wstepne: 'P',
  wstępne: 'P',
  estimated: 'E',
  estimate: 'E',
  szacunek: 'E',
  break: 'B',
  missing: 'M',
  brak: 'M',
}

/** undefined where the word is no status. */
export function readStatus(text: string): ReadStatus | undefined {
  const word = text.trim()
  if (word === '') return { status: undefined, reason: undefined, flags: [], note: undefined }
  const upper = word.toUpperCase()
  const status =
    STATUSES.find((known) => known === upper) ??
    (Object.hasOwn(WORDS, word.toLowerCase()) ? WORDS[word.toLowerCase()] : undefined)
  if (status) return { status, reason: undefined, flags: [], note: undefined }
  const reason = missingReason(word)
  if (reason) return { status: undefined, reason, flags: [word], note: undefined }
  const marks = marksOf(word)
  if (!marks) return undefined
  const told = statusOfMarks(marks)
  return { status: told.status, reason: undefined, flags: marks, note: told.rest.join(' ') || undefined }
}

export const STATUS_EXPECTED = STATUSES.join(', ')
