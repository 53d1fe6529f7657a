/** The status column: SDMX's code list, GUS's attributes, Eurostat's flags. */
import { marksOf, missingReason, statusOfMarks } from './values.ts'
import { STATUSES, type Format, type Reason, type Status } from './types.ts'

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

type Meaning = { status?: Status; reason?: Reason; note?: true }

/** GUS BDL's attributes (bdl.stat.gov.pl/bdl/metadane/atrybut); capital letters say that the method changed besides. */
const GUS: Record<string, Meaning> = {
  n: { reason: 'notYetAvailable' },
  x: { reason: 'notApplicable' },
  X: { reason: 'notApplicable', note: true },
  // A zero that is smaller than the table shows; a zero that came out of a balance.
  a: { note: true },
  A: { status: 'B', note: true },
  z: {},
  Z: { status: 'B' },
  // The sum of parts may not be whole; county and city together; low precision.
  k: { note: true },
  K: { status: 'B', note: true },
  M: { status: 'B' },
  p: { note: true },
  s: { status: 'E' },
  v: { note: true },
}

/** SDMX CL_OBS_STATUS 2.2, beyond the five that are kept. */
const SDMX: Record<string, Meaning> = {
  A: { status: 'A' },
  B: { status: 'B' },
  D: { note: true },
  E: { status: 'E' },
  F: { status: 'E', note: true },
  G: { note: true },
  H: { reason: 'noData' },
  I: { status: 'E', note: true },
  J: { note: true },
  K: { reason: 'noData', note: true },
  L: { reason: 'notAvailable' },
  M: { reason: 'notApplicable' },
  N: { note: true },
  O: { status: 'M' },
  P: { status: 'P' },
  Q: { reason: 'confidential' },
  S: { note: true },
  U: { note: true },
  V: { note: true },
}

/** How a format's own letters are read; what it does not list is read as anywhere. */
export function statusReader(format: Format): typeof readStatus {
  const own = format === 'sdmx-csv' ? SDMX : format === 'bdl' || format === 'bdl-api' ? GUS : {}
  return (text) => {
    const word = text.trim()
    if (!Object.hasOwn(own, word)) return readStatus(text)
    const { status, reason, note } = own[word]!
    return { status, reason, flags: isStatus(word) ? [] : [word], note: note && word }
  }
}

const isStatus = (word: string): boolean => (STATUSES as readonly string[]).includes(word)

export const STATUS_EXPECTED = STATUSES.join(', ')
