/** SDMX-CSV 2.0 and 1.0, with codes, names or both; multipliers, statuses, actions. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromSdmxId, toSdmxId } from './sdmx.ts'
import { text } from '../../../tables/testing.ts'
import { readAll } from './testing.ts'

const read = (lines: string[], options = {}) => readAll(text(lines.join('\n')), options)
const figures = (all: Awaited<ReturnType<typeof readAll>>) =>
  all.rows.map(({ line, areaId, measure, dimension, period, value, status }) => [line, areaId, measure, dimension, period, value, status]) // prettier-ignore

test('2.0 by codes: its own measures need no mapping, what else tells figures apart does', async () => {
  const lines = [
    'STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT,UPDATED',
    'dataflow,GUS:POP(1.0.0),I,A,pl,by_age,F,2020,1.5,P,3,x',
    'dataflow,GUS:POP(1.0.0),I,Q,pl,by_age,M,2020-Q1,7,F,0,x',
    'dataflow,GUS:POP(1.0.0),I,M,pl,by_age,F,2020-05,,L,,x',
  ]
  await expect(read(lines)).rejects.toMatchObject({
    code: 'reading.mappingMissing',
    details: { columns: [{ name: 'SEX', values: ['F', 'M'] }] },
  })
  const all = await read(lines, { mapping: { dimensions: { SEX: { F: 'sex=female', M: 'sex=male' } } } })
  expect(all.rejected).toEqual([])
  expect(all.layout).toMatchObject({ format: 'sdmx-csv', container: 'text' })
  expect(figures(all)).toEqual([
    [2, 'pl', 'by_age', 'sex=female', '2020', 1500, 'P'],
    [3, 'pl', 'by_age', 'sex=male', '2020-Q1', 7, 'E'],
    [4, 'pl', 'by_age', 'sex=female', '2020-M05', null, 'M'],
  ])
})

test('2.0 with names in columns of their own, and with both in one, semicolons and decimal commas', async () => {
  const names = await read([
    'STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Area,INDICATOR,Indicator,TIME_PERIOD,Time,OBS_VALUE,Value,OBS_STATUS,Status',
    'dataflow,X:Y(1.0),Y,I,pl,Polska,population,Ludność,2020,2020,12.5,,A,Normal',
  ])
  expect(figures(names)).toEqual([[2, 'pl', 'population', '', '2020', 12.5, 'A']])
  const both = await read([
    'STRUCTURE[|];STRUCTURE_ID;ACTION;SERIES_KEY;REF_AREA: Obszar;INDICATOR: Wskaźnik;TIME_PERIOD: Okres;OBS_VALUE: Wartość;OBS_STATUS: Status',
    'dataflow;X:Y(1.0): Nazwa: z dwukropkiem;I;A.B;pl: Polska;population: Ludność: ogółem;2020: 2020;12,5;E: Szacunek',
  ])
  expect(figures(both)).toEqual([[2, 'pl', 'population', '', '2020', 12.5, 'E']])
})

test('1.0 as Eurostat sends it', async () => {
  const all = await read(
    [
      'DATAFLOW,LAST UPDATE,freq,indic_ur,cities,TIME_PERIOD,OBS_VALUE,OBS_FLAG',
      'ESTAT:URB_CPOP1(1.0),01/02/24 11:00:00,A,DE1001V,brzeg-maly,2020,338586,e',
      'ESTAT:URB_CPOP1(1.0),01/02/24 11:00:00,A,DE1001V,brzeg-maly,2021,,',
    ],
    { mapping: { measure: { column: 'indic_ur', values: { DE1001V: 'population' } } } },
  )
  expect(all.rejected).toEqual([])
  expect(figures(all)).toEqual([
    [2, 'brzeg-maly', 'population', '', '2020', 338586, 'E'],
    [3, 'brzeg-maly', 'population', '', '2021', null, 'M'],
  ])
})

test('a deletion is rejected; what leaves a figure as it is, or has none, is left out', async () => {
  const all = await read([
    'STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,COMMENT_OBS',
    'dataflow,X:Y(1.0),A,pl,population,2020,1,',
    'dataflow,X:Y(1.0),R,pl,population,2021,2,a: b',
    'dataflow,X:Y(1.0),D,pl,population,2022,-,',
    'dataflow,X:Y(1.0),D,,,,,',
    'dataflow,X:Y(1.0),M,pl,population,2023,,only a comment',
    'dataflow,X:Y(1.0),I,pl,,,,about all of it',
    'dataflow,X:Y(1.0),I,pl,population',
  ])
  expect(figures(all).map(([line]) => line)).toEqual([2, 3])
  expect(all.rows[1]!.note).toBe('a: b')
  expect(all.rejected.map(({ line, code }) => [line, code])).toEqual([[4, 'rowDeletes'], [5, 'rowDeletes'], [8, 'rowRagged']]) // prettier-ignore
  expect(all.skipped).toBe(2)
})

test('any text becomes a code that SDMX allows, and comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (any) => {
      const said = any.toWellFormed()
      expect(toSdmxId(said)).toMatch(/^[A-Za-z0-9_@$-]*$/)
      expect(fromSdmxId(toSdmxId(said))).toBe(said)
    }),
  )
  expect(toSdmxId('iso37120-8.1')).toBe('iso37120-8$2E1')
})
