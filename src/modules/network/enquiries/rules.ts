/** What may be asked, and when an answer is late. Pure. */
import { refusals } from '#platform/errors'
import type { Enquiry, EnquiryState } from './types.ts'

export const refuse = refusals('enquiries', {
  unknown: 404,
  answered: 409,
  notAnswered: 409,
  closed: 409,
  tooLong: 409,
  callOver: 409,
  noDepartment: 422,
  robot: 422,
  openAlready: 429,
  tooMany: 429,
})

export function stateOf(
  { answered, closedAt, due }: Pick<Enquiry, 'answered' | 'closedAt' | 'due'>,
  today: string,
): EnquiryState {
  if (closedAt) return 'closed'
  if (answered) return 'answered'
  return due < today ? 'late' : 'waiting'
}

/** Somebody is reminded from the working day before the last one on. */
export const isPressing = ({ answered, due }: Pick<Enquiry, 'answered' | 'due'>, nextWorkingDay: string): boolean =>
  !answered && due <= nextWorkingDay
