/** Figures as JSON: answers of the GUS BDL API and JSON-stat, whole in memory and therefore bounded. */
import { refuse } from '../refusals.ts'
import type { Head, Table } from '../table.ts'
import type { ReadOptions } from '../types.ts'
import { bdlPages, openBdl } from './bdl-api.ts'
import { isJsonStat, openJsonStat } from './json-stat.ts'

export const JSON_BYTES_MAX = 50_000_000
const DEPTH_MAX = 64
/** Arrays and objects; each takes far more memory than its two brackets in the file. */
const CONTAINERS_MAX = 3_000_000

/** Throws `reading.jsonMalformed`, `reading.jsonTooDeep`, `reading.tooLarge`, and what the two formats throw. */
export async function openJson(head: Head, options: ReadOptions): Promise<Table> {
  const bytes = await gathered(head)
  const document = parsed(bytes)
  const pages = bdlPages(document)
  const table = pages ? openBdl(pages, bytes.length) : isJsonStat(document) ? openJsonStat(document, bytes.length, options.sheet) : undefined // prettier-ignore
  if (!table) throw refuse.binary({ kind: 'json' })
  if (options.format && options.format !== table.format && options.format !== 'tidy')
    throw refuse.formatMismatch({ said: options.format, found: table.format })
  return table
}

async function gathered({ bytes, whole, rest }: Head): Promise<Uint8Array> {
  if (whole) return bytes
  const pieces = [bytes]
  let total = bytes.length
  for await (const piece of rest) {
    total += piece.length
    if (total > JSON_BYTES_MAX) throw refuse.tooLarge({ bytesMax: JSON_BYTES_MAX, megabytesMax: JSON_BYTES_MAX / 1e6 })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function parsed(bytes: Uint8Array): unknown {
  demandShallow(bytes)
  const text = new TextDecoder('utf-8').decode(bytes)
  try {
    return JSON.parse(text)
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1]
    const line = at === undefined ? 1 : text.slice(0, Number(at)).split('\n').length
    throw refuse.jsonMalformed({ line })
  }
}

const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [34, 92, 91, 93, 123, 125]

/** Before it is parsed: a few bytes of brackets can ask for gigabytes. */
function demandShallow(bytes: Uint8Array): void {
  let depth = 0
  let containers = 0
  let quoted = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (quoted) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) quoted = false
    } else if (byte === QUOTE) quoted = true
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      if (++depth > DEPTH_MAX) throw refuse.jsonTooDeep({ depthMax: DEPTH_MAX })
      if (++containers > CONTAINERS_MAX) throw refuse.tooLarge({ bytesMax: JSON_BYTES_MAX, megabytesMax: JSON_BYTES_MAX / 1e6 }) // prettier-ignore
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth--
  }
}
