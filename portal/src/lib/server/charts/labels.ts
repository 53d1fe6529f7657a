/** Direct labels at the end of lines, moved apart until none covers another. */

export type Label = { lines: string[]; y: number; colour: string; bold?: boolean; priority: number }
export type Placed = Label & { at: number }

/** Cuts a label into lines of at most `chars`, between words. */
export function wrap(text: string, chars: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= chars) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Places labels between `top` and `bottom`, each as near to its line as the others allow; drops the least where all do not fit. */
export function spread(labels: Label[], lineHeight: number, top: number, bottom: number): Placed[] {
  const height = ({ lines }: Label) => lines.length * lineHeight
  const kept = [...labels].sort((a, b) => a.priority - b.priority)
  while (kept.reduce((sum, label) => sum + height(label), 0) > bottom - top) kept.pop()
  const placed = kept.sort((a, b) => a.y - b.y).map((label) => ({ ...label, at: label.y - height(label) / 2 }))
  let free = top
  for (const label of placed) {
    label.at = Math.max(label.at, free)
    free = label.at + height(label)
  }
  let limit = bottom
  for (const label of placed.toReversed()) {
    label.at = Math.min(label.at, limit - height(label))
    limit = label.at
  }
  return placed
}

/** How wide a text will be, near enough to leave room for it. */
export const widthOf = (text: string, fontSize: number) => text.length * fontSize * 0.53
