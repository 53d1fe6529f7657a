/** Answers about the same few texts, asked a million times. */
import { detached } from '#platform/text'

const TEXTS_MAX = 50_000

/** `answer` once for each text, as far as memory is bounded; the text it gets does not hold on to the piece it was cut from. */
export function remember<T extends object | string>(
  answer: (text: string) => T,
  textsMax = TEXTS_MAX,
): (text: string) => T {
  const answers = new Map<string, T>()
  let lastText: string | undefined
  let last: T
  return (text) => {
    if (text === lastText) return last
    let found = answers.get(text)
    if (found === undefined) {
      if (answers.size >= textsMax) answers.clear()
      const key = detached(text)
      found = answer(key)
      answers.set(key, found)
    }
    lastText = text
    return (last = found)
  }
}
