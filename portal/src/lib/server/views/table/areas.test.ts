/** A column names areas where most of what stands in it is known, however it is written. */
import { expect, test } from 'vitest'
import type { Area } from '#places'
import { areasNamed } from './areas.ts'
import { askedIn, queryOf } from './asked.ts'

const area = (id: string, kind: string, pl: string, code?: string): Area => ({
  ...{ id, kind, names: { pl, en: pl, uk: pl }, breaks: [] },
  identifiers: code === undefined ? [] : [{ scheme: 'teryt', code }],
})
const areas = [
  area('rivermouth', 'city', 'Ujście', '0663011'),
  area('old-town', 'district', 'Stare Miasto'),
  area('mill-hill', 'district', 'Młyńskie Wzgórze'),
]

test('ids, codes and names are known, with other letters and spaces too', () => {
  const named = areasNamed(['stare miasto', 'MLYNSKIE  WZGORZE', 'elsewhere'], areas)!
  expect(named.kind).toBe('district')
  expect(named.of('Stare-Miasto')?.id).toBe('old-town')
  expect(named.of('elsewhere')).toBeUndefined()
  expect(areasNamed(['0663011'], areas)?.kind).toBe('city')
})

test('a column of something else names none', () => {
  expect(areasNamed(['lipa', 'klon', 'old-town'], areas)).toBeUndefined()
  expect(areasNamed([], areas)).toBeUndefined()
  expect(areasNamed(['x'], [])).toBeUndefined()
})

test('what an address asks for is what it is written from', () => {
  const query = '?c=a&op=ge&v=1&c=b&op=missing&v=&version=2&q=x&view=chart&kind=bar&x=a&y=b&how=mean&by=c&step=month'
  const asked = askedIn(new URLSearchParams(query))
  expect(askedIn(new URLSearchParams(queryOf(asked)))).toEqual(asked)
  expect(askedIn(new URLSearchParams('x=a&how=count'))).toMatchObject({ view: 'chart', x: 'a', how: 'count' })
  expect(askedIn(new URLSearchParams('view=nothing&kind=pie&how=median'))).toMatchObject({ view: 'table', kind: undefined }) // prettier-ignore
})
