/** Patterns that people write are run on every value of a table: only those that end soon on whatever they meet. */

/** More parts that may be any length take time by a high power of the text's. */
const OPEN_MAX = 3
const CLASS = /\[(?:\\.|[^\]\\])*\]/g
const OPEN = /[*+]|\{\d+,\}/
const REPEATED_GROUP = /\(([^()]*)\)(?:[*+]|\{\d+,\d*\})/

/** No part of any length within one of any length, no choice repeated, nothing looked for around or again. */
export function isBounded(pattern: string): boolean {
  try {
    new RegExp(`^(?:${pattern})$`, 'u')
  } catch {
    return false
  }
  // Classes and escaped signs count as one letter.
  let plain = pattern.replace(CLASS, 'x')
  if (/\\[1-9k]|\(\?[=!<]/.test(plain)) return false
  plain = plain.replace(/\\./g, 'x').replaceAll('(?:', '(')
  if ((plain.match(/[*+]|\{\d+,\}/g) ?? []).length > OPEN_MAX) return false
  for (let group = /\([^()]*\)/.exec(plain); group; group = /\([^()]*\)/.exec(plain)) {
    const repeated = REPEATED_GROUP.exec(plain.slice(group.index))
    const isRepeated = repeated?.index === 0
    if (isRepeated && (OPEN.test(repeated[1]!) || repeated[1]!.includes('|'))) return false
    // What is open inside stays so outside; a choice is one too.
    const inner = group[0].slice(1, -1)
    plain = plain.slice(0, group.index) + (OPEN.test(inner) ? 'x+' : inner.includes('|') ? 'x|x' : 'x') + plain.slice(group.index + group[0].length) // prettier-ignore
  }
  return true
}
