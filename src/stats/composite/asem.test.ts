/** The published ASEM index of COINr, reproduced to two decimals. Read from ../shared/oracles, and skipped where that is absent. */
import { parse } from 'csv-parse/sync'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { composite, explain, type Choices, type Composite, type Structure, type Table } from './index.ts'

const FOLDER = ['../shared/oracles/composite-index', '/work/shared/oracles/composite-index'].find((path) =>
  existsSync(path),
)

function asem(): { table: Table; structure: Structure } {
  const rows = (file: string) =>
    parse(readFileSync(`${FOLDER}/${file}`), { columns: true, bom: true }) as Record<string, string>[]
  const data = rows('ASEM_iData.csv')
  const meta = rows('ASEM_iMeta.csv')
  const ofType = (type: string) => meta.filter(({ Type }) => Type === type)
  const column = (code: string) => data.map((row) => (row[code] === '' ? null : Number(row[code])))
  return {
    table: {
      units: data.map(({ uCode }) => uCode!),
      columns: new Map([...ofType('Indicator'), ...ofType('Denominator')].map(({ iCode }) => [iCode!, column(iCode!)])),
      groups: new Map(ofType('Group').map(({ iCode }) => [iCode!, data.map((row) => row[iCode!]!)])),
    },
    structure: {
      indicators: ofType('Indicator').map((row) => ({
        ...{ code: row.iCode!, parent: row.Parent!, weight: Number(row.Weight), direction: Number(row.Direction) as 1 },
        ...{ denominator: row.Denominator || null, target: Number(row.Target) },
      })),
      aggregates: ofType('Aggregate').map((row) => ({
        ...{ code: row.iCode!, parent: row.Parent || null, weight: Number(row.Weight), level: Number(row.Level) },
      })),
    },
  }
}

const scoreOf = (index: Composite, node: string, unit: string) => {
  const { scores, ranks } = index.aggregates.find(({ code }) => code === node)!
  const at = index.units.indexOf(unit)
  return [Number(scores[at]!.toFixed(2)), ranks[at]]
}

describe.skipIf(!FOLDER)('ASEM', () => {
  const expected = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8'))
  const screening = { level: 1, minShare: 0.9, counts: 'imputed' } as const
  /** The groups by which COINr's own example fills gaps. */
  const example: Partial<Choices> = { imputation: { kind: 'mean', group: 'EurAsia_group' }, screening }
  const { table, structure } = FOLDER ? asem() : ({} as ReturnType<typeof asem>)

  test.each([
    ['example_index', example, 51],
    ['overview_index', { screening }, 46],
  ])('%s: the six best, in order, and how many stayed', (name, choices, stayed) => {
    const index = composite(table, structure, choices as Partial<Choices>)
    expect(index.units).toHaveLength(stayed)
    const top = Object.entries(expected.published_top6[name] as Record<string, number>)
    expect(top).toHaveLength(6)
    expect(top.map(([unit]) => scoreOf(index, 'Index', unit))).toEqual(top.map(([, score], i) => [score, i + 1]))
  })

  test('India: index, sub-indices and pillars, with ranks', () => {
    const index = composite(table, structure, example)
    const nodes = Object.keys(expected.published_india)
    expect(nodes).toHaveLength(11)
    expect(Object.fromEntries(nodes.map((node) => [node, scoreOf(index, node, 'IND')]))).toEqual(
      expected.published_india,
    )
  })

  test('the six best and the scores of India come out too with gaps filled by income group', () => {
    const index = composite(table, structure, { ...example, imputation: { kind: 'mean', group: 'GDPpc_group' } })
    for (const [unit, score] of Object.entries(expected.published_top6.example_index))
      expect(scoreOf(index, 'Index', unit)[0]).toBe(score)
    for (const [node, [score]] of Object.entries(expected.published_india as Record<string, [number]>))
      expect(scoreOf(index, node, 'IND')[0]).toBe(score)
  })

  test('exactly the indicators that were treated are treated, each in the same way', () => {
    const index = composite(table, structure, example)
    const treated = index.indicators.flatMap(({ code, treatment }) =>
      treatment.kind === 'none' ? [] : [[code, treatment.kind]],
    )
    expect(Object.fromEntries(treated)).toEqual(expected.treated_indicators)
  })

  test('the parts of a score add up to it at every level', () => {
    const index = composite(table, structure, example)
    for (const unit of ['IND', 'CHE', 'LAO']) {
      const whole = explain(index, unit)!
      const check = ({ score, parts }: typeof whole): void => {
        if (parts.length === 0 || score === null) return
        expect(parts.reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeCloseTo(score, 9)
        parts.forEach(check)
      }
      check(whole)
      const leaves = whole.parts.flatMap(({ parts }) => parts.flatMap((pillar) => pillar.parts))
      expect(leaves).toHaveLength(49)
      expect(leaves.reduce((sum, { indexPoints }) => sum + (indexPoints ?? 0), 0)).toBeCloseTo(whole.score!, 9)
    }
  })

  test.each([
    [{ normalisation: { kind: 'zscore', mean: 50, sd: 10 } }],
    [{ normalisation: { kind: 'rank' } }],
    [{ normalisation: { kind: 'target' } }],
    [{ normalisation: { kind: 'minmax', low: 1, high: 100 }, aggregation: 'geometric' }],
    [{ treatment: { kind: 'none' } }],
    [{ imputation: { kind: 'median' } }],
    [{ missing: { minShare: 1 } }],
  ] as Partial<Choices>[][])('%o: every score is finite or missing, and the best are mostly the same', (choices) => {
    const index = composite(table, structure, choices)
    const { scores, ranks } = index.aggregates.at(-1)!
    for (const score of scores) expect(score === null || Number.isFinite(score)).toBe(true)
    expect(ranks[index.units.indexOf('CHE')] ?? 1).toBeLessThanOrEqual(6)
  })
})
