/**
 * Cells that a spreadsheet would run as a formula leave with an apostrophe before them and lose it on the way in.
 * A cell that already looks so gets one more, so that writing and reading give back exactly what was there.
 */
const DANGEROUS = /^'*[=+\-@\t\r\n＝＋－＠]/
const NEUTRALISED = /^'+[=+\-@\t\r\n＝＋－＠]/
const NUMBER = /^[+-]?(\d+([.,]\d+)*|\d{1,3}([ \u00a0\u202f]\d{3})+([.,]\d+)?)(e[+-]?\d+)?$/i

export function withApostrophe(cell: string): string {
  return DANGEROUS.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
}

export function withoutApostrophe(cell: string): string {
  return NEUTRALISED.test(cell) ? cell.slice(1) : cell
}
