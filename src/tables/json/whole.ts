/** JSON that is read whole, and therefore bounded, also in what it would take in memory. */
import { refuse } from '../refusals.ts'

export const JSON_BYTES_MAX = 50_000_000
const DEPTH_MAX = 64
/** Arrays and objects; each takes far more memory than its two brackets in the file. */
const CONTAINERS_MAX = 3_000_000

/** Throws `reading.jsonMalformed`, `reading.jsonTooDeep` and `reading.tooLarge`. */
export function parseJson(bytes: Uint8Array): unknown {
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
