/**
 * Records with `;` between their fields. A field may be quoted, and then hold semicolons, quotes written twice and line
 * breaks; a quote that is never closed is a character like any other, so that it cannot swallow the ballots after it.
 */
export type Row = { line: number; cells: string[] }

const QUOTED = /"((?:[^"]|"")*)"[ \t]*(?=;|\r?\n|\r|$)/y
const PLAIN = /[^;\r\n]*/y
const BREAK = /\r\n|\n|\r/y
/** Longer than this no field is taken for quoted. */
const FIELD_CHARS_MAX = 20_000

export function* rows(text: string): Generator<Row> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let line = 1
  while (at < text.length) {
    const cells: string[] = []
    const start = line
    for (;;) {
      const quoted = text[at] === '"' ? take(QUOTED, text, at) : undefined
      if (quoted && quoted[0].length <= FIELD_CHARS_MAX) {
        cells.push(quoted[1]!.replaceAll('""', '"').trim())
        line += quoted[0].match(/\r\n|\n|\r/g)?.length ?? 0
        at += quoted[0].length
      } else {
        const plain = take(PLAIN, text, at)![0]
        cells.push(plain.trim())
        at += plain.length
      }
      if (text[at] !== ';') break
      at += 1
    }
    at += take(BREAK, text, at)?.[0].length ?? 0
    line += 1
    if (cells.length > 1 || cells[0] !== '') yield { line: start, cells }
  }
}

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
