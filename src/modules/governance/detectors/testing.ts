/** Tables and valid numbers for tests. */
import fc from 'fast-check'
import { isIban, isIdentityCard, isNip, isPassport, isPesel, isRegon } from './checksums.ts'
import { scan } from './scan.ts'
import type { Detected, ScanOptions, ScanTable } from './types.ts'

export function tableOf(names: string[], rows: (string | null)[][], batch = 100): ScanTable {
  async function* batches() {
    for (let i = 0; i < rows.length; i += batch) yield rows.slice(i, i + batch)
  }
  return { columns: names.map((name) => ({ name })), rows: batches() }
}

export const scanned = async (names: string[], rows: (string | null)[][], options?: ScanOptions): Promise<Detected[]> =>
  (await scan(tableOf(names, rows), options)).findings
export const one = (name: string, cells: (string | null)[]): Promise<Detected[]> => scanned([name], cells.map((cell) => [cell])) // prettier-ignore

/** What is found, in short: `pesel certain blocks`. */
export const told = (findings: readonly Detected[]): string[] =>
  findings.map(({ detector, confidence, severity }) => `${detector} ${confidence} ${severity}`)

const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'))
/** Tries every last (or only) digit until the checksum holds. */
const completed = (make: (digit: string) => string, passes: (text: string) => boolean): string | undefined =>
  [...'0123456789'].map(make).find(passes)

export const pesels = fc
  .tuple(fc.date({ min: new Date('1800-01-01'), max: new Date('2299-12-31'), noInvalidDate: true }), digits(4))
  .map(([date, serial]) => {
    const [year, month, day] = date.toISOString().split('T')[0]!.split('-').map(Number) as [number, number, number]
    const century = { 18: 80, 19: 0, 20: 20, 21: 40, 22: 60 }[Math.floor(year / 100)]!
    const two = (n: number) => String(n).padStart(2, '0')
    return completed((last) => two(year % 100) + two(month + century) + two(day) + serial + last, isPesel)!
  })
export const nips = digits(8)
  .map((rest) => completed((last) => `5${rest}${last}`, isNip))
  .filter((nip) => nip !== undefined)
export const regons = digits(8)
  .map((rest) => completed((last) => rest + last, isRegon))
  .filter((regon) => regon !== undefined)
const letters = (length: number) =>
  fc
    .array(fc.constantFrom(...'ABCDEFGHIJKLMNPRSTUVWXYZ'), { minLength: length, maxLength: length })
    .map((all) => all.join(''))
export const identityCards = fc
  .tuple(letters(3), digits(5))
  .map(([series, rest]) => completed((check) => series + check + rest, isIdentityCard)!)
export const passports = fc
  .tuple(letters(2), digits(6))
  .map(([series, rest]) => completed((check) => series + check + rest, isPassport)!)
export const ibans = fc.tuple(digits(12), digits(11)).map(([a, b]) => {
  const account = `1${a}${b}`
  for (let check = 2; check < 99; check++) {
    const whole = `PL${String(check).padStart(2, '0')}${account}`
    if (isIban(whole)) return whole
  }
  throw new Error('every account has a checksum')
})
