/** What analysis says of the city's own pack goes out whole: the API's schemas keep nothing back. */
import { beforeAll, expect, test } from 'vitest'
import { directionsOf, rules, strengthsOf, type AnalysisInput } from '#analysis'
import { readStandards } from '#indicators'
import { DirectionsResult, IndexResult, IndicatorResult, Strengths } from '../modules/analysis/routes/schemas.ts'
import { indexOf, indicatorOf } from '../modules/analysis/service/results.ts'
import { analysisInputOf } from './analyse.ts'
import { readCity } from './read.ts'

let input: AnalysisInput
beforeAll(async () => {
  const [city, standards] = await Promise.all([readCity('cities/lublin'), readStandards('standards')])
  input = await analysisInputOf(city, standards, '2026-11-23')
})

test.each(['all', 'similar:10', 'gdansk,krakow,lodz,poznan,torun'])('compared with %s', async (peers) => {
  const parameters = rules.parametersOf({ peers }, { area: 'lublin', peers: 'all' })
  const strengths = strengthsOf(input, parameters)
  expect(Strengths.parse(strengths)).toEqual(strengths)
  const directions = directionsOf(input, parameters)
  expect(directions.gaps.length).toBeGreaterThan(5)
  expect(DirectionsResult.parse(directions)).toEqual(directions)
  const indicator = indicatorOf(input, 'iso37120-8.1', parameters)
  expect(IndicatorResult.parse(indicator)).toEqual(indicator)
  const index = await indexOf(input, parameters)
  expect(IndexResult.parse(index)).toEqual(index)
})
