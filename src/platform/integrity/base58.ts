/** Base58 in Bitcoin's alphabet, as Multibase writes keys and signatures. Slow for long texts, so it takes only short ones. */
import { Malformed } from '#platform/ledger'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const CHARS_MAX = 200
/** So many digits at a time as a plain number holds. */
const DIGITS = 9
const POWERS = Array.from({ length: DIGITS + 1 }, (_, digits) => 58n ** BigInt(digits))
const VALUES = new Map([...ALPHABET].map((char, value) => [char.charCodeAt(0), value]))

export function base58(bytes: Uint8Array): string {
  let number = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  for (; number > 0n; number /= 58n) text = ALPHABET[Number(number % 58n)]! + text
  return '1'.repeat(leading(bytes, 0)) + text
}

/** The reverse of `base58`. Throws `Malformed`. */
export function bytesOfBase58(text: string): Buffer {
  if (text.length > CHARS_MAX) throw new Malformed('too long for a key or a signature')
  let number = 0n
  for (let i = 0; i < text.length; i += DIGITS) {
    const digits = text.slice(i, i + DIGITS)
    number = number * POWERS[digits.length]! + BigInt(numberOf(digits))
  }
  const hex = number === 0n ? '' : number.toString(16)
  return Buffer.concat([Buffer.alloc(leading(text, '1')), Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')]) // prettier-ignore
}

function numberOf(digits: string): number {
  let number = 0
  for (let i = 0; i < digits.length; i++) {
    const value = VALUES.get(digits.charCodeAt(i))
    if (value === undefined) throw new Malformed('not base58')
    number = number * 58 + value
  }
  return number
}

/** How many of them stand at the beginning. */
function leading(all: ArrayLike<number | string>, one: number | string): number {
  let count = 0
  while (count < all.length && all[count] === one) count += 1
  return count
}
