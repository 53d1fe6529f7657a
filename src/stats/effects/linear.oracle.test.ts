/** Coefficients and errors as others computed them: Petersen's panel, Stata's newey, Card and Krueger's table 4. */
import { describe, expect, test } from 'vitest'
import { codesOf } from './columns.ts'
import { covariance, type Sure } from './covariance.ts'
import { fit, ones } from './linear.ts'
import { expected, ORACLES, sheetOf, type Sheet } from './testing.ts'

const numbers = (values: readonly unknown[]) => Float64Array.from(values as number[])
/** Relative, one digit less than are given. */
const same = (found: readonly number[], right: readonly number[], digits: number) =>
  found.forEach((value, i) => expect(Math.abs(value / right[i]! - 1), `${value} is ${right[i]}`).toBeLessThan(10 ** -digits)) // prettier-ignore
const errorsOf = (fitted: ReturnType<typeof fit>, sure: Sure) =>
  covariance(fitted, sure).matrix.diagonal().map(Math.sqrt)

describe.skipIf(!ORACLES)('by the oracles', () => {
  test('Petersen: 500 firms, 10 years', () => {
    const sheet = sheetOf('se/petersen.csv')
    const right = expected().petersen
    const y = numbers(sheet.y!)
    const fitted = fit({ names: ['1', 'x'], columns: [ones(y.length), numbers(sheet.x!)], y })
    same(fitted.coefficients, right.coef, 9)
    const [firm, year] = ['firm', 'year'].map((name) => ({ name, codes: codesOf(sheet, name) }))
    const all: [string, Sure][] = [
      ['ols', { kind: 'classic' }],
      ['HC0', { kind: 'HC0' }],
      ['HC1', { kind: 'HC1' }],
      ['firm_CR1S', { kind: 'clusters', clusters: [firm!] }],
      ['year_CR1S', { kind: 'clusters', clusters: [year!] }],
      ['firm_year_2way_CR1S', { kind: 'clusters', clusters: [firm!, year!] }],
    ]
    for (const [name, sure] of all) same([errorsOf(fitted, sure)[1]!], [right.se_x[name]], 9)
    const published = right.published_kellogg
    const two = errorsOf(fitted, all[5]![1])
    expect(two.map((se) => se.toFixed(4))).toEqual(published.firm_year.map((se: number) => se.toFixed(4)))
  })

  test('Newey and West on the macro data, with and without the small-sample factor', () => {
    const sheet = sheetOf('se/macrodata.csv')
    const right = expected().newey_west_macrodata
    const growth = (name: string) => {
      const all = sheet[name] as number[]
      return Float64Array.from({ length: all.length - 1 }, (_, i) => 400 * Math.log(all[i + 1]! / all[i]!))
    }
    const y = growth('realinv')
    const columns = [growth('realgdp'), numbers(sheet.realint!.slice(0, -1)), ones(y.length)]
    const fitted = fit({ names: ['growth', 'interest', '1'], columns, y })
    same(fitted.coefficients, right.coef, 12)
    same(errorsOf(fitted, { kind: 'HC1' }), right.HC1_stata, 11)
    same(errorsOf(fitted, { kind: 'neweyWest', lag: 4, adjust: true }), right.newey_lag4_stata, 11)
    same(errorsOf(fitted, { kind: 'neweyWest', lag: 4, adjust: false }), right.newey_lag4_no_small_sample, 7)
    for (const lag of [1, 2, 8])
      same(errorsOf(fitted, { kind: 'neweyWest', lag, adjust: true }), right.lags_small_sample[lag], 7)
  })

  test('Card and Krueger, table 4', () => {
    const right = expected().card_krueger.table4_n357
    const sheet = sheetOf('did/card_krueger_public.csv')
    const { y, nj, gap, chains } = table4(sheet)
    expect(y.length).toBe(357)
    const told = (x: Float64Array, controls: Float64Array[]) => {
      const columns = [x, ones(y.length), ...controls]
      const fitted = fit({ names: columns.map((_, i) => `c${i}`), columns, y })
      const sure = covariance(fitted, { kind: 'classic' })
      return [fitted.coefficients[0]!, Math.sqrt(sure.matrix.get(0, 0)), Math.sqrt(fitted.squares / sure.errors.freedom!)] // prettier-ignore
    }
    same(told(nj, []), [...right.i_NJ, right.sigma_i], 8)
    same(told(nj, chains).slice(0, 2), right.ii_NJ, 10)
    same(told(gap, []).slice(0, 2), right.iii_gap, 10)
    same(told(gap, chains).slice(0, 2), right.iv_gap, 10)
  })
})

/** The gap is by how much a wage must rise to the new minimum of 5.05 dollars, as a share, in the state where it rose. */
function table4(sheet: Sheet) {
  const rows = sheet.SHEET!.map((_, i) => Object.fromEntries(Object.entries(sheet).map(([name, all]) => [name, all[i] as number | null]))) // prettier-ignore
  const jobs = (full: number | null, managers: number | null, part: number | null) =>
    full === null || managers === null || part === null ? null : full + managers + 0.5 * part
  const used = rows
    .map((row) => ({ ...row, first: jobs(row.EMPFT!, row.NMGRS!, row.EMPPT!), second: jobs(row.EMPFT2!, row.NMGRS2!, row.EMPPT2!) }) as Record<string, number | null>) // prettier-ignore
    .filter(({ first, second, WAGE_ST, WAGE_ST2, STATUS2 }) => first !== null && second !== null && WAGE_ST !== null && (STATUS2 === 3 || WAGE_ST2 !== null)) // prettier-ignore
  const dummies = (name: string, values: number[]) => values.map((value) => numbers(used.map((row) => (row[name] === value ? 1 : 0)))) // prettier-ignore
  return {
    y: numbers(used.map(({ first, second }) => second! - first!)),
    nj: numbers(used.map(({ STATE }) => STATE)),
    gap: numbers(used.map(({ STATE, WAGE_ST }) => (STATE === 1 && WAGE_ST! < 5.05 ? (5.05 - WAGE_ST!) / WAGE_ST! : 0))),
    chains: [...dummies('CHAIN', [2, 3, 4]), ...dummies('CO_OWNED', [1])],
  }
}
