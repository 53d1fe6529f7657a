/** Numbers in a cell, alone or inside text, with or without separators. */

/** One unbroken run of digits, and what stands between it and the one before. */
export type Group = { start: number; end: number; gap: string }
/** Runs that separators join, from the first to the last. */
export type Sequence = readonly Group[]

const GAP = /^[\s\-./()]{1,2}$/
/** Longer runs are no number of anybody, and parts of them are not looked at. */
const RUN_DIGITS_MAX = 32
const GROUPS_MAX = 40

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isLetter = (text: string, i: number): boolean => i >= 0 && i < text.length && /\p{L}/u.test(text[i]!)

/** The cell's digits as sequences. */
export function sequencesIn(text: string): Sequence[] {
  const found: Group[][] = []
  let open: Group[] = []
  for (let i = 0; i < text.length; i++) {
    if (!isDigit(text.charCodeAt(i))) continue
    const start = i
    while (i < text.length && isDigit(text.charCodeAt(i))) i++
    const last = open.at(-1)
    const gap = last ? text.slice(last.end, Math.min(start, last.end + 3)) : ''
    if (last && (start - last.end > 2 || !GAP.test(gap) || open.length >= GROUPS_MAX)) {
      found.push(open)
      open = []
    }
    open.push({ start, end: i, gap: open.length > 0 ? gap : '' })
  }
  if (open.length > 0) found.push(open)
  return found
}

export const digitsOf = (text: string, groups: Sequence): string =>
  groups.map(({ start, end }) => text.slice(start, end)).join('')

/** Ways to read a sequence as numbers: as a whole, joined by dashes alone, each run by itself; longer ones first. */
export function readings(text: string, sequence: Sequence): Sequence[] {
  const all: Sequence[] = []
  const plain = sequence.slice(1).every(({ gap }) => PLAIN.test(gap))
  if (sequence.length > 1 && (plain || isDateAndRest(sequence))) all.push(sequence)
  if (sequence.length > 1 && sequence.some(({ gap }) => gap !== '-' && gap !== '')) all.push(...dashed(sequence))
  all.push(...sequence.map((group) => [group]))
  return all.filter((groups) => standsAlone(text, groups))
}

const PLAIN = /^[\s-]$/
/** A PESEL as some write it: 440514/01359. */
const isDateAndRest = ([date, rest, ...more]: Sequence): boolean =>
  more.length === 0 && rest?.gap === '/' && date!.end - date!.start === 6 && rest.end - rest.start === 5

function dashed(sequence: Sequence): Sequence[] {
  const parts: Group[][] = []
  for (const group of sequence) {
    if (group.gap === '-' && parts.length > 0) parts.at(-1)!.push(group)
    else parts.push([group])
  }
  return parts.filter((part) => part.length > 1)
}

/** Neither a part of a code of letters and digits, nor of a decimal fraction. */
function standsAlone(text: string, groups: Sequence): boolean {
  const start = groups[0]!.start
  const end = groups.at(-1)!.end
  if (end - start > RUN_DIGITS_MAX * 2) return false
  return !touchesOneLetter(text, start - 1, -1) && !touchesOneLetter(text, end, 1) && !isFraction(text, start, end)
}

/** `PESEL44051401359` is a number with a word before it, `a44051401359` a code. */
function touchesOneLetter(text: string, at: number, step: 1 | -1): boolean {
  return isLetter(text, at) && !isLetter(text, at + step)
}

function isFraction(text: string, start: number, end: number): boolean {
  if (/(^|[^\d.,])\d{1,3}[.,]$/.test(text.slice(Math.max(0, start - 5), start))) return true
  return /^[.,]\d/.test(text.slice(end, end + 2)) && !/^[.,]0+(\D|$)/.test(text.slice(end, end + 6))
}

const WORDS_BEFORE_CHARS = 24
/** The words right before a place, in lower case: what a number is said to be. */
export const wordsBefore = (text: string, start: number): string =>
  text.slice(Math.max(0, start - WORDS_BEFORE_CHARS), start).toLowerCase()
