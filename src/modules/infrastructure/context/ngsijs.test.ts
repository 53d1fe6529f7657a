/** A FIWARE client that others wrote speaks with the broker over a real connection: creates, asks, subscribes, is told. */
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBroker } from '../testing-http.ts'

// It has no types of its own.
const NGSI = createRequire(import.meta.url)('ngsijs') as any // eslint-disable-line @typescript-eslint/no-explicit-any
let house: Awaited<ReturnType<typeof openBroker>>
let client: any // eslint-disable-line @typescript-eslint/no-explicit-any
beforeAll(async () => {
  house = await openBroker()
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  client = new NGSI.Connection(address, { request_headers: { authorization: 'key' } })
})
afterAll(() => house.close())

const CONTEXT = 'https://raw.githubusercontent.com/smart-data-models/dataModel.Streetlighting/master/context.jsonld'
const lamp = { id: 'urn:ngsi-ld:Streetlight:js', type: 'Streetlight', powerState: { type: 'Property', value: 'off' } }

test('entities', async () => {
  const created = await client.ld.createEntity({ '@context': [CONTEXT], ...lamp })
  expect(created.location).toContain('/ngsi-ld/v1/entities/')
  await expect(client.ld.createEntity({ '@context': [CONTEXT], ...lamp })).rejects.toBeInstanceOf(
    NGSI.AlreadyExistsError,
  )
  const got = await client.ld.getEntity({ id: lamp.id, '@context': CONTEXT })
  expect(got.entity).toMatchObject(lamp)
  const found = await client.ld.queryEntities({
    type: 'Streetlight',
    q: 'powerState=="off"',
    '@context': CONTEXT,
    count: true,
  })
  expect([found.results.length, found.count]).toEqual([1, 1])
  await client.ld.updateEntityAttribute(
    { type: 'Property', value: 'on' },
    { id: lamp.id, attribute: 'powerState', '@context': CONTEXT },
  )
  await client.ld.appendEntityAttributes(
    { powerRating: { type: 'Property', value: 80 } },
    { id: lamp.id, '@context': CONTEXT },
  )
  const { entity } = await client.ld.getEntity({ id: lamp.id, '@context': CONTEXT, keyValues: true })
  expect(entity).toMatchObject({ powerState: 'on', powerRating: 80 })
  expect(
    (await client.ld.listTypes({ '@context': CONTEXT })).results.typeList ?? (await client.ld.listTypes()).results,
  ).toBeDefined()
  await expect(client.ld.getEntity('urn:ngsi-ld:Streetlight:none')).rejects.toBeDefined()
})

test('subscriptions', async () => {
  const told: { data: unknown[] }[] = []
  const receiver = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    told.push(JSON.parse(text))
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const { port } = receiver.address() as AddressInfo
  const made = await client.ld.createSubscription({
    ...{
      '@context': [CONTEXT],
      type: 'Subscription',
      entities: [{ type: 'Streetlight' }],
      watchedAttributes: ['powerState'],
    },
    notification: { format: 'keyValues', endpoint: { uri: `http://127.0.0.1:${port}/`, accept: 'application/json' } },
  })
  const { id } = made.subscription
  await client.ld.updateEntityAttribute(
    { type: 'Property', value: 'low' },
    { id: lamp.id, attribute: 'powerState', '@context': CONTEXT },
  )
  await house.infrastructure.context.subscriptions.delivery.once()
  expect(told.flatMap(({ data }) => data)).toEqual([
    { id: lamp.id, type: 'Streetlight', powerState: 'low', powerRating: 80 },
  ])
  const { subscription } = await client.ld.getSubscription({ id, '@context': CONTEXT })
  expect(subscription).toMatchObject({ id, watchedAttributes: ['powerState'], notification: { timesSent: 1 } })
  expect((await client.ld.listSubscriptions()).results).toHaveLength(1)
  await client.ld.updateSubscription({ id, isActive: false })
  await client.ld.deleteSubscription(id)
  receiver.close()
})

test('the past', async () => {
  const values = [1, 2].map((value) => ({ type: 'Property', value, observedAt: `2026-11-0${value}T00:00:00Z` }))
  await client.ld.createTemporalEntity({
    id: 'urn:ngsi-ld:Meter:js',
    type: 'Meter',
    '@context': [CONTEXT],
    voltage: values,
  })
  const asked = { type: 'Meter', timerel: 'after', timeAt: '2026-11-01T12:00:00Z', '@context': CONTEXT }
  const { results } = await client.ld.queryTemporalEntities(asked)
  expect(
    results.map(({ voltage }: { voltage: { value: number }[] }) => [voltage].flat().map(({ value }) => value)),
  ).toEqual([[2]])
  await client.ld.deleteEntity(lamp.id)
})
