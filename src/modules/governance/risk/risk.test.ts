/** Risk against the tables and numbers of the literature, and laws that hold of every table. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess, candidates, sensitiveOf } from './assess.ts'
import { LANGS, sentence } from '#words'
import { tableOf } from '../detectors/testing.ts'
import { coded, encode } from './coded.ts'
import {
  ages,
  dates,
  hierarchyFor,
  levelsOf,
  numbers,
  postalCodes,
  taxonomy,
  teryt,
  type Hierarchy,
} from './hierarchies.ts'
import { measure } from './measure.ts'
import { reidentification } from './reidentification.ts'
import { baseOf } from './classes.ts'
import { refuse } from './refusals.ts'
import { groupsAt, search, type Wanted } from './search.ts'
import type { Coded, Sensitive } from './types.ts'

const table = (header: string, ...lines: string[]): Record<string, Coded> =>
  Object.fromEntries(
    header.split(' ').map((name, i) => [name, coded(name, lines.map((line) => line.split(/ {2,}/)[i]!))]),
  ) // prettier-ignore
const of = (columns: Record<string, Coded>, ...names: string[]): Coded[] => names.map((name) => columns[name]!)

// L. Sweeney, k-anonymity: a model for protecting privacy, 2002, figure 2: k = 2.
const SWEENEY = table(
  'race birth gender zip problem',
  'Black  1965  m  0214*  short breath', 'Black  1965  m  0214*  chest pain', 'Black  1965  f  0213*  hypertension',
  'Black  1965  f  0213*  hypertension', 'Black  1964  f  0213*  obesity', 'Black  1964  f  0213*  chest pain',
  'White  1964  m  0213*  chest pain', 'White  1964  m  0213*  obesity', 'White  1964  m  0213*  short breath',
  'White  1967  m  0213*  chest pain', 'White  1967  m  0213*  chest pain',
) // prettier-ignore

test("Sweeney's table is 2-anonymous in five classes", () => {
  const found = measure({
    quasi: of(SWEENEY, 'race', 'birth', 'gender', 'zip'),
    sensitive: of(SWEENEY, 'problem').map(sensitiveOf),
  })
  expect(found).toMatchObject({ rows: 11, classes: 5, k: 2, alone: 0 })
  expect(found.sizes).toEqual([{ size: 2, classes: 4, rows: 8 }, { size: 3, classes: 1, rows: 3 }]) // prettier-ignore
  expect(found.sensitive[0]!.distinct).toBe(1)
  expect(found.risk.prosecutor).toEqual({ average: 5 / 11, highest: 1 / 2, above: 1 })
})

// A. Machanavajjhala and others, l-diversity: privacy beyond k-anonymity, 2006, figures 1 to 3.
const INPATIENTS = table(
  'zip age nationality condition',
  '13053  28  Russian  Heart Disease', '13068  29  American  Heart Disease', '13068  21  Japanese  Viral Infection', '13053  23  American  Viral Infection',
  '14853  50  Indian  Cancer', '14853  55  Russian  Heart Disease', '14850  47  American  Viral Infection', '14850  49  American  Viral Infection',
  '13053  31  American  Cancer', '13053  37  Indian  Cancer', '13068  36  Japanese  Cancer', '13068  35  American  Cancer',
) // prettier-ignore
const inpatients = (zips: string[], ages: string[]) => [coded('zip', zips), coded('age', ages)]
const times = (n: number, text: string) => Array.from({ length: n }, () => text)

test('the 4-anonymous table lets cancer be told, the 3-diverse one does not', () => {
  const sensitive = of(INPATIENTS, 'condition').map(sensitiveOf)
  const four = inpatients([...times(4, '130**'), ...times(4, '1485*'), ...times(4, '130**')], [...times(4, '<30'), ...times(4, '≥40'), ...times(4, '3*')]) // prettier-ignore
  expect(measure({ quasi: four, sensitive })).toMatchObject({
    k: 4,
    classes: 3,
    sensitive: [{ distinct: 1, entropy: 1 }],
  })
  const zips = [1305, 1306, 1306, 1305, 1485, 1485, 1485, 1485, 1305, 1305, 1306, 1306].map((zip) => `${zip}*`)
  const three = inpatients(zips, zips.map((zip) => (zip === '1485*' ? '>40' : '≤40'))) // prettier-ignore
  const found = measure({ quasi: three, sensitive })
  expect(found).toMatchObject({ k: 4, classes: 3, sensitive: [{ distinct: 3 }] })
  expect(found.sensitive[0]!.entropy).toBeCloseTo(2 ** 1.5, 12)
})

// N. Li, T. Li, S. Venkatasubramanian, t-closeness, 2007, tables 3 to 5.
const SALARIES = ['3', '4', '5', '6', '11', '8', '7', '9', '10'].map((thousands) => `${thousands}000`)
const salary = sensitiveOf(coded('salary', SALARIES))
const t = (classes: string[]) => measure({ quasi: [coded('class', classes)], sensitive: [salary] }).sensitive[0]!

test('salaries: 0.375 where a class has the three lowest, 0.167 where they are spread', () => {
  expect(t(['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c'])).toMatchObject({ t: 0.375, distance: 'ordered' })
  // P2 = {6k, 8k, 11k} alone against the rest.
  const base = ['x', 'x', 'x', 'b', 'b', 'b', 'x', 'x', 'x']
  expect(t(base).t).toBeCloseTo(1 / 6, 12)
  // Table 5: {3k, 5k, 9k}, {6k, 11k, 8k}, {4k, 7k, 10k}: 0.167-close.
  expect(t(['a', 'c', 'a', 'b', 'b', 'b', 'c', 'a', 'c']).t).toBeCloseTo(1 / 6, 12)
})

test('distances agree with their definition', () => {
  const direct = (classes: number[], values: number[], ordered: boolean): number => {
    const kinds = [...new Set(values)].sort((a, b) => a - b)
    const share = (value: number, own: number[]) => own.filter((one) => one === value).length / own.length
    return Math.max(
      ...[...new Set(classes)].map((one) => {
        const own = values.filter((_, i) => classes[i] === one)
        const differences = kinds.map((kind) => share(kind, own) - share(kind, values))
        if (!ordered) return differences.reduce((sum, d) => sum + Math.abs(d), 0) / 2
        let carried = 0
        return kinds.length < 2
          ? 0
          : differences.reduce((sum, d) => sum + Math.abs((carried += d)), 0) / (kinds.length - 1)
      }),
    )
  }
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(4), fc.nat(6)), { minLength: 1, maxLength: 40 }),
      fc.boolean(),
      (rows, ordered) => {
        const classes = rows.map(([own]) => own)
        const values = rows.map(([, value]) => value)
        const column = coded(
          'x',
          values.map((value) => (ordered ? String(value) : `v${value}`)),
        )
        const found = measure({ quasi: [coded('q', classes.map(String))], sensitive: [sensitiveOf(column)] })
          .sensitive[0]!
        expect(found.t).toBeCloseTo(direct(classes, values, ordered), 9)
        const least = Math.min(
          ...[...new Set(classes)].map((one) => new Set(values.filter((_, i) => classes[i] === one)).size),
        )
        expect(found.distinct).toBe(least)
        expect(found.entropy).toBeLessThanOrEqual(found.distinct + 1e-9)
      },
    ),
  )
})

test('three attackers, by hand', () => {
  // Classes of 1, 2 and 5 rows in a population of 4, 2 and 20 persons.
  const found = reidentification([1, 2, 5], { counts: [4, 2, 20] }, 0.2)
  expect(found.prosecutor).toEqual({ average: 3 / 8, highest: 1, above: 3 / 8 })
  expect(found.marketer).toEqual({ average: (1 / 4 + 2 / 2 + 5 / 20) / 8, highest: 1 / 2, above: 3 / 8 })
  expect(found.journalist.average).toBe(Math.max(3 / 26, 1.5 / 8))
  expect(reidentification([1, 2, 5], { factor: 10 })).toMatchObject({
    journalist: { highest: 0.1, above: 0 },
    populationFactor: 10,
  })
  expect(() => reidentification([3], { counts: [2] })).toThrow(
    expect.objectContaining({ code: 'governance.risk.populationSmaller' }),
  )
})

const up = (values: string[], hierarchy: Hierarchy) => levelsOf(coded('x', values), hierarchy).map(({ codes, values: said }) => Array.from(codes, (code) => said[code])) // prettier-ignore

test('hierarchies say less from level to level', () => {
  expect(up(['31', '33', '25', '47'], ages).slice(1)).toEqual([['30–34', '30–34', '25–29', '45–49'], ['20–39', '20–39', '20–39', '40–59'], ['*', '*', '*', '*']]) // prettier-ignore
  expect(up(['2024-05-17', '2024-05-18', '2024-06-01', '2024-01-01', '2021-01-01', '1999-12-31'], dates).map((all) => all[0])).toEqual(['2024-05-17', '2024-05', '2024-Q2', '2024', '2020–2029', '*']) // prettier-ignore
  expect(up(['0663011', '0663012', '0663022', '0601011', '1465011'], teryt).map((all) => all[0])).toEqual(['0663011', '066301*', '0663***', '06*****', '*']) // prettier-ignore
  expect(up(['20-001', '20-010', '20-150', '21-001'], postalCodes).map((all) => all[0])).toEqual(['20-001', '20-0**', '20-***', '2*-***']) // prettier-ignore
  expect(up(['1,5', '2', '7', '12'], numbers([5, 10])).slice(1)).toEqual([['0–5', '0–5', '5–10', '10–15'], ['0–10', '0–10', '0–10', '10–20'], ['*', '*', '*', '*']]) // prettier-ignore
  const diseases = taxonomy([
    ['flu', 'lung', 'any'],
    ['cough', 'lung', 'any'],
    ['ulcer', 'stomach', 'any'],
  ])
  expect(up(['flu', 'cough', 'ulcer'], diseases)).toEqual([['flu', 'cough', 'ulcer'], ['lung', 'lung', 'stomach'], ['any', 'any', 'any']]) // prettier-ignore
  expect(() => taxonomy([['a', 'x', '1'], ['b', 'x', '2']])).toThrow(expect.objectContaining({ code: 'governance.risk.notNested' })) // prettier-ignore
  // Widths that binary fractions cannot hold nest all the same.
  expect(up(['10,5', '10,6', '12'], numbers([0.1, 0.5, 2]))[1]).toEqual(['10.5–11', '10.5–11', '12–12.5'])
  expect(() => numbers([5, 8])).toThrow(expect.objectContaining({ code: 'governance.risk.notNested' }))
  expect(['płeć', 'wiek', 'kod', 'data urodzenia', 'gmina'].map((name, i) => hierarchyFor(coded(name, [['k', '31', '20-001', '1990-01-02', '0663011'][i]!, ['m', '4', '20-002', '1991-01-02', '0663022'][i]!])).kind)).toEqual(['hide', 'age', 'postalCode', 'date', 'teryt']) // prettier-ignore
})

// L. Sweeney, achieving k-anonymity by generalization and suppression, 2002, figures 3 and 4.
const RACES = ['Asian', 'Black', 'White'].flatMap((race) =>
  ['02138', '02139', '02141', '02142'].map((zip) => [race, zip]),
)
const person: Hierarchy = { kind: 'taxonomy', steps: [() => 'Person'] }
const zipSteps = [4, 3].map((digits) => (zip: string) => zip.slice(0, digits) + '*'.repeat(5 - digits))
const zip: Hierarchy = { kind: 'postalCode', steps: zipSteps }

test("Sweeney's generalisations of race and ZIP have her k", () => {
  const quasi = [coded('race', RACES.map(([race]) => race!)), coded('zip', RACES.map(([, code]) => code!))] // prettier-ignore
  const levels = quasi.map((column, i) => levelsOf(column, [person, zip][i]!))
  const base = baseOf(quasi, [], RACES.length)
  const k = (...node: number[]) => {
    const sizes = new Map<number, number>()
    for (const group of groupsAt({ base, levels }, node).of) sizes.set(group, (sizes.get(group) ?? 0) + 1)
    return Math.min(...sizes.values())
  }
  expect([k(0, 0), k(1, 0), k(0, 1), k(1, 1), k(0, 2)]).toEqual([1, 3, 2, 6, 4])
})

const small = fc.array(fc.tuple(fc.integer({ min: 20, max: 60 }), fc.nat(5), fc.nat(2), fc.nat(3)), {
  minLength: 6,
  maxLength: 40,
})

/** What a node loses, and whether it meets the goals, straight from the definitions. */
function naive(columns: string[][], said: string[][], values: string[], wanted: Wanted): number | undefined {
  const rows = values.map((_, i) => i)
  const groupOf = rows.map((i) => said.map((column) => column[i]).join('|'))
  let kept = rows.filter((i) => groupOf.filter((group) => group === groupOf[i]).length >= wanted.k)
  for (;;) {
    const share = (value: string, own: number[]) => own.filter((i) => values[i] === value).length / own.length
    const next = kept.filter((i) => {
      const own = kept.filter((j) => groupOf[j] === groupOf[i])
      const kinds = [...new Set(kept.map((j) => values[j]!))]
      const far = kinds.reduce((sum, kind) => sum + Math.abs(share(kind, own) - share(kind, kept)), 0) / 2
      return new Set(own.map((j) => values[j])).size >= (wanted.distinctL ?? 1) && far <= (wanted.t ?? 1) + 1e-9
    })
    if (next.length === kept.length) break
    kept = next
  }
  if (rows.length - kept.length > Math.floor(rows.length * wanted.suppress)) return undefined
  const count = (all: string[], value: string) => all.filter((one) => one === value).length
  let [lost, most] = [0, 0]
  for (const [at, exact] of columns.entries())
    for (const i of rows) {
      const general = said[at]!
      const spanned = [...new Set(exact.filter((_, j) => general[j] === general[i]))]
      const all = [...new Set(exact)]
      const width = (own: string[]) => (all.every((value) => /^\d+$/.test(value)) ? Math.max(...own.map(Number)) - Math.min(...own.map(Number)) : own.length - 1) // prettier-ignore
      const hiddenLoss = Math.log(rows.length / count(exact, exact[i]!))
      if (wanted.minimise === 'certainty')
        lost += kept.includes(i) ? (width(all) === 0 ? 0 : width(spanned) / width(all)) : 1
      else lost += kept.includes(i) ? Math.log(count(general, general[i]!) / count(exact, exact[i]!)) : hiddenLoss
      most += wanted.minimise === 'certainty' ? 1 : hiddenLoss
    }
  return most === 0 ? 0 : lost / most
}

test('the search finds what trying every node finds', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(small, fc.integer({ min: 2, max: 4 }), fc.constantFrom(0, 0.1, 0.25), fc.boolean(), fc.constantFrom('certainty' as const, 'entropy' as const), (rows, k, suppress, diverse, minimise) => {
      const columns = [rows.map(([age]) => String(age)), rows.map(([, code]) => `20-0${code % 2}${code}`), rows.map(([, , sex]) => `s${sex}`)] // prettier-ignore
      const quasi = columns.map((cells, i) => coded(['wiek', 'kod', 'płeć'][i]!, cells))
      const values = rows.map(([, , , value]) => `v${value}`)
      const sensitive: Sensitive[] = [{ ...coded('x', values), kind: 'categorical' }]
      const levels = quasi.map((column) => levelsOf(column, hierarchyFor(column)))
      const wanted: Wanted = { k, suppress, minimise, ...(diverse ? { distinctL: 2, t: 0.6 } : {}) }
      const said = levels.map((own, at) => own.map(({ codes, values: names }) => Array.from(quasi[at]!.codes, (code) => names[codes[code]!]!))) // prettier-ignore
      let best: number | undefined
      for (const a of said[0]!)
        for (const b of said[1]!)
          for (const c of said[2]!) {
            const here = naive(columns, [a, b, c], values, wanted)
            if (here !== undefined && (best === undefined || here < best)) best = here
          }
      const found = search(baseOf(quasi, sensitive, rows.length), sensitive, levels, wanted)
      expect(found?.proven ?? true).toBe(true)
      if (best === undefined) expect(found).toBeUndefined()
      else expect(found!.loss[minimise]).toBeCloseTo(best, 9)
    }),
    { numRuns: 40 },
  ) // prettier-ignore
})

test('what is proposed meets what was asked', () => {
  fc.assert(
    fc.property(small, fc.integer({ min: 2, max: 5 }), fc.constantFrom(0, 0.1), (rows, k, suppress) => {
      const quasi = [coded('wiek', rows.map(([age]) => String(age))), coded('płeć', rows.map(([, , sex]) => `s${sex}`))] // prettier-ignore
      const sensitive = [
        sensitiveOf(
          coded(
            'x',
            rows.map(([, , , value]) => `v${value}`),
          ),
        ),
      ]
      const { now, meets, generalise } = assess(quasi, sensitive, { k, suppress, distinctL: 2, t: 0.7 })
      if (meets) expect(now.k).toBeGreaterThanOrEqual(k)
      if (!generalise) return
      const { after, loss, preview } = generalise
      expect(after.rows + loss.suppressed).toBe(rows.length)
      expect(loss.suppressed).toBeLessThanOrEqual(rows.length * suppress)
      if (after.rows === 0) return
      expect(after.k).toBeGreaterThanOrEqual(k)
      expect(after.sensitive[0]!.distinct).toBeGreaterThanOrEqual(2)
      expect(after.sensitive[0]!.t).toBeLessThanOrEqual(0.7 + 1e-9)
      expect(after.risk.prosecutor.highest).toBeLessThanOrEqual(1 / k)
      expect(preview.rows.length).toBeGreaterThan(0)
    }),
  )
})

test('which columns may tell who somebody is', () => {
  const rows = Array.from({ length: 50 }, (_, i) => i)
  const columns = [coded('nr', rows.map(String)), coded('płeć', rows.map((i) => (i % 2 ? 'k' : 'm'))), coded('kwota', rows.map((i) => String(i % 7)))] // prettier-ignore
  expect(candidates(columns).map(({ column, as }) => [column, as])).toEqual([['nr', 'identifier'], ['płeć', 'quasi']]) // prettier-ignore
})

test('the named columns are read once, and what cannot be is refused', async () => {
  const read = (...names: string[]) => encode(tableOf(['a', 'b'], [['1', 'x'], ['2', null], ['1']]), names) // prettier-ignore
  expect(await read('b', 'a')).toEqual([coded('b', ['x', '', '']), coded('a', ['1', '2', '1'])])
  await expect(read('c')).rejects.toMatchObject({ code: 'governance.risk.columnUnknown', details: { known: 'a, b' } })
  await expect(read('a', 'a')).rejects.toMatchObject({ code: 'governance.risk.columnTwice' })
  await expect(encode(tableOf(['a'], []), ['a'])).rejects.toMatchObject({ code: 'governance.risk.empty' })
  expect(() => assess([], [])).toThrow(expect.objectContaining({ code: 'governance.risk.noQuasi' }))
  expect(() => assess([coded('a', ['1', '2'])], [], { k: 0.5 })).toThrow(expect.objectContaining({ code: 'governance.risk.goal' })) // prettier-ignore
})

test.each(Object.values(refuse).map((make) => make().code))('%s has a sentence in every language', (code) => {
  const details = {
    column: 'a',
    known: 'b',
    rowsMax: 1,
    goal: 'k',
    found: 2,
    right: '1',
    persons: 1,
    rows: 2,
    most: 3,
    cell: 'c',
    sum: 4,
  }
  for (const lang of LANGS) expect(sentence(lang, code, details)).not.toContain(code)
})
