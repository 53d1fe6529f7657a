/** What data say in the reader's language, or in another, as it is set: a short word stays with the one that follows. */
import { said as plainly } from '#strategy'
import type { Lang } from '#words'
import { bindShortWords } from '#words/catalogue'

export function said(texts: Parameters<typeof plainly>[0], lang: Lang): ReturnType<typeof plainly> {
  const found = plainly(texts, lang)
  return { ...found, text: bindShortWords(found.lang, found.text) }
}
