/** What in words that are about to become public may be about a person. The author is asked; numbers with a checksum never pass. Pure. */
import { examineTexts, type Detected } from '#governance'
import { refuse } from '../refusals.ts'

/** Numbers that name one person or purse. */
const HELD = new Set(['pesel', 'identityCard', 'passport', 'iban'])
const ASKED = new Set(['name', 'surname', 'email', 'phone', 'address', 'birthDate', 'plate', 'login'])
/** Mobile numbers as people write them inside a sentence, where no other word says that it is one. */
const PHONE = /(?<![\d.,/-])(?:\+?48[ -]?)?[4-8]\d{2}[ -]\d{3}[ -]\d{3}(?![\d,/-])/u

export type Personal = { held: string[]; asked: string[] }

export function personalIn(texts: Record<string, string>): Personal {
  const found = examineTexts(texts)
  const isHeld = ({ detector, evidence }: Detected) => HELD.has(detector) && evidence.includes('checksum')
  const asked = found.filter((one) => !isHeld(one) && (HELD.has(one.detector) || (ASKED.has(one.detector) && one.personal))) // prettier-ignore
  const phone = Object.values(texts).some((text) => PHONE.test(text)) ? ['phone'] : []
  return {
    held: [...new Set(found.filter(isHeld).map(({ detector }) => detector))],
    asked: [...new Set([...asked.map(({ detector }) => detector), ...phone])],
  }
}

/** Throws `proposals.personalHeld`, and `proposals.personalAsked` where the author has not said that it is meant. */
export function demandImpersonal(texts: Record<string, string>, isMeant: boolean): void {
  const { held, asked } = personalIn(texts)
  if (held.length > 0) throw refuse.personalHeld({ found: held[0]! })
  if (asked.length > 0 && !isMeant) throw refuse.personalAsked({ found: asked[0]! })
}
