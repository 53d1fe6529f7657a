/** Why a value is missing, as a sentence. */
import type { Reason } from '#indicators'
import { words, type Lang, type Values } from '#words'

/** Undefined where there is no sentence for it; the page then says what it says in general. */
export function reasonOf(lang: Lang, { code, details }: Reason): string | undefined {
  const { t, has } = words[lang]
  for (const key of [`indicators.reason.${code}`, `formula.reason.${code}`, `reading.reason.${code}`, `errors.${code}`])
    if (has(key)) {
      try {
        return t(key, details as Values)
      } catch {
        return undefined
      }
    }
  return undefined
}
