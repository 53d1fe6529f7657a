/** What detectors read and what they find. A table comes as a stream of batches and is read once. */
import type { Finding } from '../gate/types.ts'

export type ScanColumn = { name: string; title?: string; type?: string }
/** `rows`: batches of rows, a cell for each column; null is a cell that is not there. */
export type ScanTable = {
  columns: readonly ScanColumn[]
  rows: AsyncIterable<readonly (readonly (string | null)[])[]>
}

export const DETECTORS = [
  ...(['pesel', 'identityCard', 'passport', 'iban', 'nip', 'regon'] as const),
  ...(['name', 'givenName', 'surname', 'email', 'phone', 'login', 'ip'] as const),
  ...(['address', 'postalCode', 'coordinates', 'birthDate', 'plate'] as const),
  ...(['freeText', 'smallCells', 'unique', 'singledOut', 'header'] as const),
] as const
export type Detector = (typeof DETECTORS)[number]

/**
 * Why something is thought to be what it is said to be: `checksum`: more pass than chance would let; `chance`: no more
 * pass than chance would let; `form`: it looks so; `header`: the column's name says so; `keyword`: words beside it say
 * so; `institution`: it looks like that of an office; `persons`: other columns are about persons; `text`: it stands
 * inside longer text; `flat`: numbers of flats; `fine`: exact to some ten metres.
 */
export const EVIDENCE = [
  ...(['checksum', 'chance', 'form', 'header', 'keyword', 'institution', 'persons', 'text', 'flat', 'fine'] as const),
] as const
export type Evidence = (typeof EVIDENCE)[number]

export const PROPOSALS = ['drop', 'generalise', 'suppress', 'aggregate', 'mask', 'review'] as const
export type Proposal = (typeof PROPOSALS)[number]

/** A finding with the grounds for it. */
export type Detected = Omit<Finding, 'proposal' | 'evidence'> & {
  detector: Detector
  proposal: Proposal
  /** The columns concerned, counted from 0. */
  columns: number[]
  evidence: Evidence[]
  /** Hits among the cells looked at, from 0 to 1. */
  share: number
  /** Of so many numbers of the right form so many pass the checksum; chance alone would let so many pass. */
  chance?: { forms: number; passed: number; expected: number }
}

export type Scan = { rows: number; columns: number; findings: Detected[] }

export type ScanOptions = {
  /** Counts of persons from 1 to one less are small. */
  k?: number
}

/** Something found in one cell: from `start` to `end`. Of a form with a checksum, `valid` says whether it passes. */
export type Hit = {
  detector: Detector
  start: number
  end: number
  valid: boolean
  /** Words beside it or its form leave no doubt. */
  sure: boolean
  /** It looks like that of an office. */
  office: boolean
}
