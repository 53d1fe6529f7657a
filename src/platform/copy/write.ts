/** Rows of texts as COPY takes them. Written byte by byte: joined as strings they would leave a piece behind for each cell. */

/** Rows in batches, a text or null for each column. */
export type TextRows = readonly (readonly (string | null)[])[]

const [TAB, LF, CR, BACKSLASH, LETTER_N] = [9, 10, 13, 92, 78]
/** What the sign is escaped with; 0 where it stands for itself. */
const ESCAPES = new Uint8Array(128)
for (const [sign, letter] of [[BACKSLASH, '\\'], [TAB, 't'], [LF, 'n'], [CR, 'r']] as const) ESCAPES[sign] = letter.charCodeAt(0) // prettier-ignore
/** Of one character as it is written. */
const BYTES_MAX = 3
const FIRST_BYTES = 1 << 16

/** Each row begins with its number where `before` says how many came before. */
export const copyText = (rows: TextRows, before?: number): Buffer => Buffer.from(createCopyText()(rows, before))

/** The same in one place that is used again: what it gives is good until it is asked the next time. */
export function createCopyText(): (rows: TextRows, before?: number) => Buffer {
  let bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
  let length = 0

  function room(more: number): void {
    if (length + more <= bytes.length) return
    const larger = Buffer.allocUnsafeSlow((length + more) * 2)
    larger.set(bytes.subarray(0, length))
    bytes = larger
  }
  function sign(code: number): void {
    room(1)
    bytes[length++] = code
  }
  function write(cell: string | null): void {
    if (cell === null) {
      sign(BACKSLASH)
      return sign(LETTER_N)
    }
    room(cell.length * BYTES_MAX)
    const into = bytes
    let at = length
    for (let i = 0; i < cell.length; i++) {
      const code = cell.charCodeAt(i)
      if (code >= 128) {
        length = at + into.write(cell.slice(i).replace(/[\\\t\n\r]/g, escaped), at)
        return
      }
      const escape = ESCAPES[code]!
      if (escape !== 0) into[at++] = BACKSLASH
      into[at++] = escape === 0 ? code : escape
    }
    length = at
  }

  return (rows, before) => {
    length = 0
    let number = before ?? 0
    for (const row of rows) {
      if (before !== undefined) {
        write(String(++number))
        sign(TAB)
      }
      for (let i = 0; i < row.length; i++) {
        if (i > 0) sign(TAB)
        write(row[i]!)
      }
      sign(LF)
    }
    return bytes.subarray(0, length)
  }
}

const escaped = (char: string): string => `\\${String.fromCharCode(ESCAPES[char.charCodeAt(0)]!)}`
