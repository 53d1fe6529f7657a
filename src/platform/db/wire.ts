/** Messages of PostgreSQL's wire protocol, put together from what a socket brings. */

/** `endsExchange`: after answering it, the server is ready for something else. */
export type Message = { kind: 'encrypt' | 'terminate' | 'other'; bytes: Uint8Array; endsExchange: boolean }

const MESSAGE_BYTES_MAX = 1_100_000_000
const ENCRYPTION_REQUESTS = [80_877_103, 80_877_104]
const CANCEL_REQUEST = 80_877_102
/** Query, Sync, function call: what the server ends with ReadyForQuery. */
const ENDS_EXCHANGE = new Set(['Q', 'S', 'F'])

/** The messages in order. Throws on a length that no message has. */
export async function* readMessages(chunks: AsyncIterable<Buffer>): AsyncGenerator<Message> {
  const buffer = createBuffer()
  let started = false
  for await (const chunk of chunks) {
    buffer.add(chunk)
    for (;;) {
      // Only the first messages of a connection come without a letter that says what they are.
      const typeBytes = started ? 1 : 0
      const length = buffer.lengthAt(typeBytes)
      if (length === undefined || buffer.size < typeBytes + length) break
      const bytes = buffer.take(typeBytes + length)
      const message: Message = started ? typed(bytes) : untyped(bytes)
      started ||= message.kind === 'other'
      yield message
    }
  }
}

function typed(bytes: Buffer): Message {
  const type = String.fromCharCode(bytes[0]!)
  return { kind: type === 'X' ? 'terminate' : 'other', bytes, endsExchange: ENDS_EXCHANGE.has(type) }
}

/** Asking for encryption, asking to cancel (there is nobody else to cancel), or the start of a session. */
function untyped(bytes: Buffer): Message {
  const code = bytes.length >= 8 ? bytes.readInt32BE(4) : 0
  if (ENCRYPTION_REQUESTS.includes(code)) return { kind: 'encrypt', bytes, endsExchange: false }
  return { kind: code === CANCEL_REQUEST ? 'terminate' : 'other', bytes, endsExchange: true }
}

/** Bytes that wait to be whole messages. Chunks are joined only when a message is complete, however long it is. */
function createBuffer() {
  let chunks: Buffer[] = []
  let size = 0
  const join = () => {
    if (chunks.length > 1) chunks = [Buffer.concat(chunks, size)]
    return chunks[0]!
  }
  return {
    get size() {
      return size
    },
    add(chunk: Buffer): void {
      chunks.push(chunk)
      size += chunk.length
    },
    /** The length that the bytes at `offset` say, themselves included; undefined while they are not all there. */
    lengthAt(offset: number): number | undefined {
      if (size < offset + 4) return undefined
      const first = chunks[0]!
      const length = (first.length >= offset + 4 ? first : join()).readInt32BE(offset)
      if (length < 4 || length > MESSAGE_BYTES_MAX) throw new Error(`a message of ${length} bytes is none`)
      return length
    },
    take(count: number): Buffer {
      const all = join()
      chunks = count < size ? [all.subarray(count)] : []
      size -= count
      return all.subarray(0, count)
    },
  }
}

const HEADER_BYTES = 5
const ERROR = 'E'.charCodeAt(0)
const ERROR_BYTES_MAX = 65_536

/** Follows what the server answers, in whatever pieces it comes; gives whether it said that it goes down: a PANIC. */
export function watchForPanic(): (answer: Buffer) => boolean {
  const header = Buffer.alloc(HEADER_BYTES)
  let known = 0
  let left = 0
  let said = ''
  let panicked = false
  return (answer) => {
    for (let at = 0; at < answer.length;) {
      if (left === 0) {
        header[known++] = answer[at++]!
        if (known < HEADER_BYTES) continue
        known = 0
        left = header.readInt32BE(1) - 4
        said = ''
        continue
      }
      const part = answer.subarray(at, at + left)
      if (header[0] === ERROR && said.length < ERROR_BYTES_MAX) said += part.toString('latin1')
      at += part.length
      left -= part.length
      // Fields of an error: a letter and a text each, V the severity in no language.
      if (left === 0 && said.split('\0').includes('VPANIC')) panicked = true
    }
    return panicked
  }
}
