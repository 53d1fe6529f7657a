/** One cell as what it says: numbers with comma or point, days as in the standard or as people write them. Pure. */
import { readNumber, splitNumber, type Decimal } from '#tables'
import type { KindField } from '../kinds/index.ts'
import { rightFor } from '../rules.ts'
import type { FieldValue } from '../types.ts'
import type { Reason } from './types.ts'

/** A cell that says nothing that fits. */
export class Unread extends Error {
  readonly reason: Reason
  readonly right: string
  constructor(reason: Reason, right: string) {
    super(reason)
    this.reason = reason
    this.right = right
  }
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)(T00:00:00)?$/
const WRITTEN_DAY = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/
const YES = new Set(['true', 'yes', 'y', 'tak', 't', 'так', '1', 'prawda'])
const NO = new Set(['false', 'no', 'n', 'nie', 'ні', '0', 'fałsz'])

export function dayIn(text: string): string {
  const written = WRITTEN_DAY.exec(text)
  const day = written ? `${written[3]}-${written[2]!.padStart(2, '0')}-${written[1]!.padStart(2, '0')}` : (DAY.exec(text)?.[0] ?? '').slice(0, 10) // prettier-ignore
  const time = Date.parse(day)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) throw new Unread('date', '2026-12-31')
  return day
}

export function yesNoIn(text: string): boolean {
  const plain = text.toLowerCase()
  if (YES.has(plain)) return true
  if (NO.has(plain)) return false
  throw new Unread('yesNo', 'true, false')
}

/** `decimal` is the mark that the file keeps to, where it shows one. */
export function numberIn(text: string, decimal?: Decimal, right = '1234.5'): number {
  const split = splitNumber(text)
  const value = split && split.tail.trim() === '' ? readNumber(split.number, decimal).value : undefined
  // Machines write a point before decimals, also before three of them; where the file shows nothing else, so it is read.
  if (value === undefined && decimal !== ',' && /^-?\d+\.\d+$/.test(text)) return Number(text)
  if (value === undefined) throw new Unread('number', right)
  return value
}

/** Złoty as grosze, exactly. */
export function groszeIn(text: string, decimal?: Decimal): number {
  const grosze = Math.round(numberIn(text, decimal, '1234.50') * 100)
  if (grosze < 0 || grosze > 1e13) throw new Unread('number', '0–100 000 000 000')
  return grosze
}

export function textIn(text: string, charsMax: number): string {
  if (text.length > charsMax) throw new Unread('tooLong', `≤ ${charsMax}`)
  return text
}

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
type Named = { code: string; names: { pl: string; en: string; uk: string } }
/** By its code, or by its name in any of the three languages. */
export function namedIn<T extends Named>(list: readonly T[], text: string): T | undefined {
  const asked = plain(text)
  const exact = list.find(({ code }) => plain(code) === asked)
  return exact ?? list.find(({ names }) => Object.values(names).some((name) => plain(name) === asked))
}

/** What a cell says in a field of a kind. */
export function fieldIn(field: KindField, text: string, decimal?: Decimal): FieldValue {
  switch (field.type) {
    case 'boolean':
      return yesNoIn(text)
    case 'date':
      return dayIn(text)
    case 'number':
    case 'integer':
      return numberIn(text, decimal, rightFor(field))
    case 'choice': {
      const choice = namedIn(field.choices!, text)
      if (!choice) throw new Unread('field', rightFor(field))
      return choice.code
    }
    case 'text':
      return textIn(text, 300)
  }
}
