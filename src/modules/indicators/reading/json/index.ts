/** Figures as JSON: answers of the GUS BDL API and JSON-stat, whole in memory and therefore bounded. */
import { gathered, JSON_BYTES_MAX, parseJson, type Head } from '#tables'
import { refuse } from '../refusals.ts'
import type { Table } from '../table.ts'
import type { ReadOptions } from '../types.ts'
import { bdlPages, openBdl } from './bdl-api.ts'
import { isJsonStat, openJsonStat } from './json-stat.ts'

/** Throws `reading.jsonMalformed`, `reading.jsonTooDeep`, `reading.tooLarge`, and what the two formats throw. */
export async function openJson(head: Head, options: ReadOptions): Promise<Table> {
  const bytes = await gathered(head, JSON_BYTES_MAX)
  const document = parseJson(bytes)
  const pages = bdlPages(document)
  const table = pages ? openBdl(pages, bytes.length) : isJsonStat(document) ? openJsonStat(document, bytes.length, options.sheet) : undefined // prettier-ignore
  if (!table) throw refuse.binary({ kind: 'json' })
  if (options.format && options.format !== table.format && options.format !== 'tidy')
    throw refuse.formatMismatch({ said: options.format, found: table.format })
  return table
}
