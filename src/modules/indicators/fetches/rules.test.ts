/** Schedules in the city's time, the waits after failures, names of files, and pages that lead astray. */
import { expect, test } from 'vitest'
import { FAILURES_MAX, fileNameOf, isGivenUp, nextOf, nextPage, pageAddress, retryAt } from './rules.ts'

const now = new Date('2026-11-23T10:00:00Z')
const hourLater = (_: string, from: Date) => [new Date(from.getTime() + 3_600_000)]

test.each(['30 5 * * *', '0 6 1 1,4,7,10 *', '15 */4 * * 1-5', '5 0 15 * *'])('%s is a schedule', (cron) => {
  expect(nextOf(cron, now, hourLater)).toEqual(new Date('2026-11-23T11:00:00Z'))
})

test.each([
  ['', 'badSchedule'],
  ['daily', 'badSchedule'],
  ['30 5 * *', 'badSchedule'],
  ['0 30 5 * * *', 'badSchedule'],
  ['30 5 * * MON', 'badSchedule'],
  ['FREQ=HOURLY', 'badSchedule'],
  ['*/5 * * * *', 'tooOften'],
  ['0,30 5 * * *', 'tooOften'],
  ['* 5 * * *', 'tooOften'],
])('%j is refused: %s', (cron, code) => {
  expect(() => nextOf(cron, now, hourLater)).toThrow(expect.objectContaining({ code: `fetches.${code}`, status: 422 }))
})

test('what the clock cannot follow is no schedule', () => {
  const never = () => []
  const thrown = () => {
    throw new Error('61 is no minute')
  }
  for (const upcoming of [never, thrown])
    expect(() => nextOf('61 5 * * *', now, upcoming)).toThrow(expect.objectContaining({ code: 'fetches.badSchedule' }))
})

test('waits grow to a day, and end after about four', () => {
  const hours = (failures: number) => (retryAt(failures, now).getTime() - now.getTime()) / 3_600_000
  expect([1, 2, 3, 4, 5, 7, 400].map(hours)).toEqual([0.25, 1, 4, 16, 24, 24, 24])
  expect(isGivenUp({ isOn: false, failures: FAILURES_MAX })).toBe(true)
  expect(isGivenUp({ isOn: true, failures: FAILURES_MAX })).toBe(false)
  expect(isGivenUp({ isOn: false, failures: FAILURES_MAX - 1 })).toBe(false)
})

test.each([
  ['https://data.example/open/figures.csv?year=2025', 'figures.csv'],
  ['https://data.example/', 'data.example'],
  ['https://data.example/dane/ludno%C5%9B%C4%87.xlsx/', 'ludność.xlsx'],
  ['https://data.example/%E0%A4%A', '%E0%A4%A'],
  ['https://data.example/a%2F..%2Fb%0Ac', 'a_.._b_c'],
  [`https://data.example/${'x'.repeat(500)}`, 'x'.repeat(200)],
])('%.60s is called %.20s', (address, name) => {
  expect(fileNameOf(address)).toBe(name)
})

test('the next page is where the answer says, at the server that was asked and in the way it was asked', () => {
  const page = (next: unknown) => nextPage({ results: [], links: { next } })
  expect([page('x'), page(''), page(7), page(undefined), nextPage({ results: [] }), nextPage({ results: [], links: null })]).toEqual(['x', ...Array<undefined>(5)]) // prettier-ignore
  const asked = 'https://data.example/api/data?page=0'
  const at = (next: string) => pageAddress(next, asked, new Set([asked]))
  expect(at('?page=1')).toBe('https://data.example/api/data?page=1')
  expect(at('http://data.example/api/data?page=1')).toBe('https://data.example/api/data?page=1')
  const refused = (reason: string) => expect.objectContaining({ code: 'fetches.badPage', details: { host: 'data.example', reason } }) // prettier-ignore
  expect(() => at('https://other.example/')).toThrow(refused('elsewhere'))
  expect(() => at('http://[')).toThrow(refused('elsewhere'))
  expect(() => at('file:///etc/passwd')).toThrow(refused('elsewhere'))
  expect(() => at('?page=0')).toThrow(refused('again'))
})
