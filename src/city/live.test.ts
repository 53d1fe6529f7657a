/** A dataset of live things is announced when a thing of its type reports, never for the demonstration, and by the address where it is asked. */
import { expect, test, vi } from 'vitest'
import { createLive, liveOf } from './live.ts'
import { readCity } from './read.ts'

test('only types of which a public thing reports are announced, with the address of the broker', async () => {
  const city = await readCity('cities/lublin')
  const [air, lighting] = liveOf(city, 'https://city.example')
  expect(air!.draft).toMatchObject({ slug: 'air-live', description: { frequency: 'CONT' } })
  expect(air!.draft.distributions[0]!.endpoint!.url).toBe(
    `https://city.example/ngsi-ld/v1/entities?type=${encodeURIComponent(air!.type)}`,
  )
  const announce = vi.fn(async () => {})
  const feeds = { isLive: async (type: string) => type === lighting!.type }
  const jobs = { define: () => {} }
  await createLive({ jobs, catalog: { house: { announce } }, feeds, baseUrl: 'https://city.example' }, city).announce()
  expect(announce.mock.calls).toEqual([[expect.anything(), lighting!.draft]])
})
