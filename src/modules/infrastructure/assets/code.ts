/** Codes of things: short, read aloud without a mistake, printed under a QR code. */
import type { Ids } from '#platform/ids'

/** Without I, L, O, 0 and 1, which look alike. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const CODE_CHARS = 6

/** 31⁶, some 890 million: made anew where one is taken. */
export function makeCode(ids: Pick<Ids, 'token'>): string {
  let code = ''
  while (code.length < CODE_CHARS)
    for (const byte of Buffer.from(ids.token(16), 'base64url'))
      // The bytes beyond the last whole round would make the first letters more likely.
      if (code.length < CODE_CHARS && byte < LETTERS.length * 8) code += LETTERS[byte % LETTERS.length]
  return code
}
