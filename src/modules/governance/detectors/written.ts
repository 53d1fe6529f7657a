/** Numbers as spreadsheets write them: 9.2020312345E+10, 92,020,312,345. */
const SCIENTIFIC = /^'?(\d)[.,](\d{1,15})[Ee]\+?(\d{1,2})$/
const GROUPED = /^\d{1,3}(?:,\d{3}){2,8}$/
const EXPONENT_MAX = 25

/** The digits that were meant, `exact` where none of them was rounded away; undefined for what is written otherwise. */
export function unfolded(text: string): { digits: string; exact: boolean } | undefined {
  if (GROUPED.test(text)) return { digits: text.replaceAll(',', ''), exact: true }
  const [, first, rest = '', exponent] = SCIENTIFIC.exec(text) ?? []
  const after = Number(exponent)
  if (!first || after > EXPONENT_MAX || rest.length > after) return undefined
  return { digits: first + rest.padEnd(after, '0'), exact: rest.length === after }
}
