/** What may be asked, and when an answer is late. Pure. */
import { refusals } from '#platform/errors'
import type { Enquiry, EnquiryState } from './types.ts'

export const refuse = refusals('enquiries', { unknown: 404, answered: 409, robot: 422, openAlready: 429, tooMany: 429 })

export function stateOf({ answered, due }: Pick<Enquiry, 'answered' | 'due'>, today: string): EnquiryState {
  if (answered) return 'answered'
  return due < today ? 'late' : 'waiting'
}

/** Somebody is reminded from the working day before the last one on. */
export const isPressing = ({ answered, due }: Pick<Enquiry, 'answered' | 'due'>, nextWorkingDay: string): boolean =>
  !answered && due <= nextWorkingDay
