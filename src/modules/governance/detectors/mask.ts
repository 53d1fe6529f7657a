/** A value shown so that nobody can tell it: its form, and a first character of what is long. */

const CHARS_MAX = 60
const LONG_WORD = 4
const LONG_NUMBER = 6

/** Of words of four letters and numbers of six digits the first character stays; all else becomes a star. */
export function mask(text: string): string {
  const short = text.length > CHARS_MAX ? `${text.slice(0, CHARS_MAX).toWellFormed()}…` : text
  return short
    .replace(/[\p{L}\p{M}]+/gu, (word) => starred(word, LONG_WORD))
    .replace(/\p{N}+/gu, (number) => starred(number, LONG_NUMBER))
    .replace(/\s+/g, ' ')
}

function starred(run: string, long: number): string {
  const chars = [...run]
  const kept = chars.length >= long ? 1 : 0
  return chars.slice(0, kept).join('') + '*'.repeat(chars.length - kept)
}
