/** A text as the numbers of its UTF-16 units: what goes through all of them finds them there several times as quickly as in the text. */
const FIRST = 1 << 12

/** In one place that is used again: what it gives is good until it is asked the next time, and may go on behind the text's end. */
export function createSigns(): (text: string) => Uint16Array {
  let signs = new Uint16Array(FIRST)
  let bytes = Buffer.from(signs.buffer)
  return (text) => {
    if (text.length > signs.length) {
      signs = new Uint16Array(text.length * 2)
      bytes = Buffer.from(signs.buffer)
    }
    bytes.write(text, 'utf16le')
    return signs
  }
}
