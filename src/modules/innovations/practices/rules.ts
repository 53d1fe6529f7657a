/** Which cards a reader asks for. Pure. */
import { sameLetters } from '../cards/letters.ts'
import type { Dimension } from '../register/types.ts'
import type { PracticeContent } from './types.ts'

export type Asked = { q?: string; dimension?: Dimension; indicator?: string }
type Searched = Partial<PracticeContent> & Pick<PracticeContent, 'titles' | 'indicators'>

/** Each word must be somewhere on the card, whatever the marks on its letters. */
export function isAsked(card: Searched, { q = '', dimension, indicator }: Asked): boolean {
  if (dimension && card.dimension !== dimension) return false
  if (indicator && !card.indicators.includes(indicator)) return false
  const { titles, problem, context, done, effect, failed, conditions, elsewhere = '' } = card
  const all = sameLetters([titles, problem, context, done, effect, failed, conditions].flatMap((texts) => Object.values(texts ?? {})).join('\n') + elsewhere) // prettier-ignore
  return sameLetters(q).split(/\s+/).every((word) => all.includes(word)) // prettier-ignore
}
