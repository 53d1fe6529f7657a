/**
 * Lines of words under a table: sources, explanations of marks. They are left out when nothing but such lines follows
 * them; before a further row they are rows like any other.
 */
import type { RecordSink } from '#tables'
import { isBlank } from './roles.ts'
import type { Sink, Table } from './table.ts'

const HELD_MAX = 200
/** One cell with words in it: what a cut-off row leaves over has none. */
const WORDS =
  /\p{L}{2,}.*\s.*\p{L}|^\s*(\*+|\(?[\da-z]{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]|\^\w)\s*\p{L}|^\s*(źródło|source|джерело|uwaga|note)/iu

/** The words of a row that has nothing else, also where they are joined over several cells. */
export function noteIn(fields: readonly string[]): string | undefined {
  let found: string | undefined
  for (const field of fields) {
    if (field === '' || field === found || field.trim() === '') continue
    if (found !== undefined) return undefined
    found = field
  }
  return found !== undefined && WORDS.test(found) ? found : undefined
}

export function footnotes(table: Table): Table {
  return {
    ...table,
    async *rows(sink) {
      const held: Parameters<RecordSink>[] = []
      const release = () => {
        for (const row of held) sink.row(...row)
        held.length = 0
      }
      yield* table.rows(withheld(sink, held, release))
      for (const _ of held) sink.skip()
      if (held.length > 0) table.remarks.push({ code: 'footnotes', details: { rows: held.length } })
    },
  }
}

function withheld(sink: Sink, held: Parameters<RecordSink>[], release: () => void): Sink {
  return {
    ...sink,
    row(line, fields, broken, from) {
      if (!broken && held.length < HELD_MAX && noteIn(fields) !== undefined) {
        held.push([line, [...fields], broken, from])
        return
      }
      if (held.length > 0 && isBlank(fields)) return
      if (held.length > 0) release()
      sink.row(line, fields, broken, from)
    },
  }
}
