/** Which of the known names a file's own word means, as far as spelling tells. Pure. */
import { fold } from '#platform/text'

export type Named = { id: string; names: readonly string[] }

/** Names less alike than this are not proposed. */
const LIKE_MIN = 0.45

/** The thing whose name is most like the word, if any is like enough; `least` says how much. */
export function likest(word: string, things: readonly Named[], least = LIKE_MIN): Named | undefined {
  const wanted = pairsOf(word)
  let best: Named | undefined
  let score = least
  for (const thing of things) {
    for (const name of thing.names) {
      const like = likeness(wanted, pairsOf(name))
      if (like > score || (like === score && !best)) {
        score = like
        best = thing
      }
    }
  }
  return best
}

/** Dice's coefficient of the pairs of letters: 1 for the same, 0 for nothing in common. */
function likeness(a: Map<string, number>, b: Map<string, number>): number {
  let common = 0
  for (const [pair, count] of a) common += Math.min(count, b.get(pair) ?? 0)
  const all = sum(a) + sum(b)
  return all === 0 ? 0 : (2 * common) / all
}

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>()
  for (const word of fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)) {
    const padded = ` ${word} `
    for (let at = 0; at + 1 < padded.length; at++) {
      const pair = padded.slice(at, at + 2)
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
    }
  }
  return pairs
}

const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0)
