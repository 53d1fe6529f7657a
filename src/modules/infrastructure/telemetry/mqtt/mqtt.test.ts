/** Devices by MQTT, with the client that they use: what is acknowledged is stored, once; what is not theirs is refused. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect as dial } from 'node:net'
import { createInterface } from 'node:readline'
import { sql, type PluginTransformQueryArgs, type PluginTransformResultArgs } from 'kysely'
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { generate } from 'mqtt-packet'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { system } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { CITY, openInfrastructure } from '../../testing.ts'
import { createAdmission } from '../devices/admission.ts'
import { Mapping } from '../devices/types.ts'
import { IN_FLIGHT_MAX, PACKET_BYTES_MAX, PIECE_BYTES, RATE_PER_SECOND, UNANSWERED_BYTES_MAX } from './limits.ts'
import { createPace } from './pace.ts'
import { createMqttServer, type Measure } from './server.ts'
import { deviceIn, mayHear, topicOf } from './topics.ts'

const steward = { ...system('test'), id: 'anna', kind: 'person' as const }
const NOW = '2026-11-23T10:00:00Z'
const mapping = Mapping.parse({
  entity: { id: 'urn:ngsi-ld:Meter:{device}', type: 'Meter' },
  time: { path: '/at', format: 'iso' },
  attributes: [{ name: 'power', path: '/w', unit: 'WTT' }],
})
const sample = JSON.stringify({ at: NOW, w: 1 })

let house: Awaited<ReturnType<typeof openInfrastructure>>
let port: number
let profileId: string
const clients: MqttClient[] = []
beforeAll(async () => {
  house = await openInfrastructure()
  const { devices, mqtt } = house.infrastructure
  profileId = (await devices.addProfile(steward, { name: 'meters', mapping, sample })).id
  port = await mqtt.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)))
})
afterAll(async () => {
  await house.infrastructure.mqtt.stop()
  await house.close()
})

const enter = async (id: string) =>
  (await house.infrastructure.devices.add(steward, { id, organisationId: CITY, profileId })).key
async function come(username: string, password: string, more: IClientOptions = {}, at = port): Promise<MqttClient> {
  const client = await connectAsync(`mqtt://127.0.0.1:${at}`, { username, password, reconnectPeriod: 0, ...more }, false) // prettier-ignore
  client.on('error', () => {})
  clients.push(client)
  return client
}
const closing = (client: MqttClient) => new Promise<void>((resolve) => client.once('close', resolve))
const minute = (n: number) => new Date(Date.parse(NOW) - n * 60_000).toISOString()
const message = (n: number) => JSON.stringify({ at: minute(n), w: n })
async function storedOf(id: string): Promise<number[]> {
  const { rows } = await sql<{ value: number }>`select r.value from infrastructure_readings r
    join infrastructure_series s on s.id = r.series_id where s.entity_id = ${`urn:ngsi-ld:Meter:${id}`} order by 1`.execute(house.db) // prettier-ignore
  return rows.map(({ value }) => value)
}
const range = (count: number) => Array.from({ length: count }, (_, i) => i)

test.each([4, 5] as const)(
  'what is acknowledged by MQTT %i is stored, what is sent again is stored once',
  async (protocolVersion) => {
    const id = `meter-${protocolVersion}`
    const client = await come(id, await enter(id), { protocolVersion })
    await client.publishAsync(topicOf(id), message(2), { qos: 1 })
    expect(await storedOf(id)).toEqual([2])
    await Promise.all([0, 1, 2, 1].map((n) => client.publishAsync(`${topicOf(id)}/up`, message(n), { qos: n === 0 ? 2 : 1 }))) // prettier-ignore
    expect(await storedOf(id)).toEqual([0, 1, 2])
    expect(await house.infrastructure.context.find(`urn:ngsi-ld:Meter:${id}`)).toMatchObject({ owner: CITY })
  },
)

test('many connections share transactions, and lose nothing', async () => {
  const keys = await Promise.all(range(20).map((n) => enter(`many-${n}`)))
  const all = await Promise.all(keys.map((key, n) => come(`many-${n}`, key)))
  await Promise.all(all.flatMap((client, n) => range(50).map((i) => client.publishAsync(topicOf(`many-${n}`), message(i), { qos: 1 })))) // prettier-ignore
  const counts = await Promise.all(range(20).map(async (n) => (await storedOf(`many-${n}`)).length))
  expect(counts).toEqual(range(20).map(() => 50))
})

test('of a flood in one breath no more is taken than may be unanswered, and all of it in order', async () => {
  const taken: string[] = []
  let [open, most] = [0, 0]
  const server = createMqttServer({
    letIn: async (id) => ({ id }),
    async take(_, payload) {
      most = Math.max(most, ++open)
      taken.push(Buffer.from(payload).toString())
      await new Promise((resolve) => setTimeout(resolve, 5))
      open--
    },
    ...{ makeId: () => 'x', onError: () => {} },
  })
  const socket = dial(await server.listen(0, '127.0.0.1'), '127.0.0.1')
  const sent = range(390).map((n) => String(n).padStart(120, '0'))
  const packets = sent.map((payload) => generate({ cmd: 'publish', topic: topicOf('a'), payload, qos: 0, dup: false, retain: false })) // prettier-ignore
  const hello = generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId: 'a', username: 'a', password: Buffer.from('k'), clean: true, keepalive: 0 }) // prettier-ignore
  socket.end(Buffer.concat([hello, ...packets]))
  socket.resume()
  await vi.waitFor(() => expect(taken).toEqual(sent), 5_000)
  expect(most).toBeLessThan(IN_FLIGHT_MAX + PIECE_BYTES / 120)
  await server.close()
})

describe('memory', () => {
  const hello = (id: string) => generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId: id, username: id, password: Buffer.from('k'), clean: true, keepalive: 0 }) // prettier-ignore
  const publish = (id: string, payload: string) => generate({ cmd: 'publish', topic: topicOf(id), payload, qos: 0, dup: false, retain: false }) // prettier-ignore
  async function open(take: (id: string, bytes: number) => Promise<void>, measure?: Measure) {
    const needs = { letIn: async (id: string) => ({ id }), makeId: () => 'x', onError: () => {} }
    const server = createMqttServer({ ...needs, take: (id, payload) => take(id, payload.length) }, measure)
    const at = await server.listen(0, '127.0.0.1')
    const enter = () => {
      const socket = dial(at, '127.0.0.1')
      socket.on('error', () => {}).resume()
      return { socket, gone: once(socket, 'close') }
    }
    return { server, enter }
  }

  test('of many that send large messages at once no more is held than there is room for, and each gets its turn', async () => {
    // So many that all together, each with a message that is being read, stay below the burst at which some are sent away.
    const [bytesMax, large, each] = [4_000_000, 'x'.repeat(90_000), 20]
    let [held, most] = [0, 0]
    const taken = new Map<string, number>()
    const ofOne = new Map<string, number>()
    let mostOfOne = 0
    const { server, enter } = await open(
      async (id, bytes) => {
        const add = (by: number) => (held += by, ofOne.set(id, (ofOne.get(id) ?? 0) + by)) // prettier-ignore
        add(bytes)
        most = Math.max(most, held)
        mostOfOne = Math.max(mostOfOne, ofOne.get(id)!)
        await new Promise((resolve) => setTimeout(resolve, 2))
        add(-bytes)
        taken.set(id, (taken.get(id) ?? 0) + 1)
      },
      { heldBytesMax: bytesMax, packet_ms: 30_000 },
    )
    const names = range(20).map((n) => `large-${n}`)
    for (const id of names) enter().socket.end(Buffer.concat([hello(id), ...range(each).map(() => publish(id, large))]))
    await vi.waitFor(() => expect([...taken.values()]).toEqual(names.map(() => each)), 20_000)
    expect(most).toBeLessThan(2 * bytesMax)
    expect(mostOfOne).toBeLessThan(UNANSWERED_BYTES_MAX + PACKET_BYTES_MAX)
    await server.close()
  })

  test('messages that are begun and never ended are let go, and hold up nobody else', async () => {
    let taken = 0
    const measure = { heldBytesMax: 500_000, packet_ms: 200 }
    const { server, enter } = await open(async () => void taken++, measure)
    const begun = range(20).map((n) => {
      const { socket, gone } = enter()
      socket.write(Buffer.concat([hello(`slow-${n}`), publish('slow', 'x'.repeat(90_000)).subarray(0, 60_000)]))
      return gone
    })
    const good = enter()
    good.socket.write(Buffer.concat([hello('good'), publish('good', 'x'.repeat(1_000))]))
    await vi.waitFor(() => expect(taken).toBe(1), 20_000)
    await Promise.all(begun)
    expect(server.connections()).toBe(1)
    good.socket.destroy()
    await server.close()
  })

  test('who is not in yet says no more than who it is', async () => {
    const { server, enter } = await open(async () => {})
    const { socket, gone } = enter()
    socket.write(hello('x'.repeat(60_000)))
    await gone
    await server.close()
  })
})

test('things that come in one transaction are each their own organisation’s', async () => {
  const { devices, context } = house.infrastructure
  const owners = { city: CITY, water: '00000000-0000-4000-8000-00000000000a' }
  await Promise.all(Object.entries(owners).map(([id, organisationId]) => devices.add(steward, { id, organisationId, profileId }))) // prettier-ignore
  await Promise.all(Object.keys(owners).map((id) => devices.take(id, Buffer.from(message(1)))))
  const found = await Promise.all(Object.keys(owners).map((id) => context.find(`urn:ngsi-ld:Meter:${id}`)))
  expect(found.map((thing) => thing?.owner)).toEqual(Object.values(owners))
})

test('devices that send at once are looked up at once, and seen as they are after a change', async () => {
  const ids = range(20).map((n) => `asked-${n}`)
  await Promise.all(ids.map(enter))
  let questions = 0
  const counting = { transformQuery: ({ node }: PluginTransformQueryArgs) => (questions++, node), transformResult: async ({ result }: PluginTransformResultArgs) => result } // prettier-ignore
  const admission = createAdmission({ db: house.db.withPlugin(counting), clock: fixedClock(NOW) })
  const flood = () => Promise.all([...ids, ...ids, 'nobody'].map((id) => admission.current(id)))
  expect((await flood()).map((known) => known?.id)).toEqual([...ids, ...ids, undefined])
  expect(questions).toBe(1)
  await flood()
  // The one that there is not may have come in between.
  expect(questions).toBe(2)
  await house.infrastructure.devices.block(steward, ids[0]!)
  admission.forget()
  expect((await flood()).map((known) => known?.state).slice(0, 2)).toEqual(['blocked', 'adopted'])
  expect(questions).toBe(3)
})

test('a wrong key, an unknown device and a device without a key are refused alike', async () => {
  const key = await enter('keyed')
  for (const [id, shown] of [
    ['keyed', `${key}x`],
    ['nobody', key],
    ['keyed', ''],
    ['../x', key],
    ['keyed\u0000', key],
  ] as const)
    // prettier-ignore
    await expect(come(id, shown)).rejects.toMatchObject({ code: 4 })
  await expect(come('keyed', 'wrong', { protocolVersion: 5 })).rejects.toMatchObject({ code: 0x86 })
  const { devices } = house.infrastructure
  const renewed = await devices.renewKey(steward, 'keyed')
  await expect(come('keyed', key)).rejects.toMatchObject({ code: 4 })
  await come('keyed', renewed)
  await devices.block(steward, 'keyed')
  await expect(come('keyed', renewed)).rejects.toMatchObject({ code: 5 })
})

test('a device sends and hears on its own topic alone', async () => {
  const key = await enter('own')
  await enter('other')
  const client = await come('own', key, { protocolVersion: 5 })
  for (const topic of [topicOf('other'), 'devices', 'devices/own/a/b/c/d/e', '$SYS/x', 'own'])
    await expect(client.publishAsync(topic, message(1), { qos: 1 })).rejects.toMatchObject({ code: 0x87 })
  for (const filter of ['#', '+/+', 'devices/#', 'devices/+', topicOf('other'), '$share/x/devices/#', '$SYS/#'])
    await expect(client.subscribeAsync(filter)).rejects.toThrow()
  await client.subscribeAsync([topicOf('own'), `${topicOf('own')}/#`])
  expect(await storedOf('other')).toEqual([])
  const older = await come('own', key)
  const closed = closing(older)
  older.publish(topicOf('other'), message(1), { qos: 1 })
  await closed
})

test('what can never be stored is answered, so that it is not sent for ever, and stands at its device with the reason', async () => {
  const key = await enter('bad')
  const older = await come('bad', key)
  const five = await come('bad', key, { protocolVersion: 5 })
  const { devices } = house.infrastructure
  for (const [payload, code] of [
    ['{"at":', 'devices.badJson'],
    [Buffer.from([0xff, 0xfe, 0]), 'devices.badJson'],
    ['{"at":"2026-11-23T10:00:00","w":1}', 'devices.badTime'],
    ['{"at":"2027-11-23T10:00:00Z","w":1}', 'devices.clockAhead'],
    ['{"at":"2026-11-23T10:00:00Z","w":"\\u0000"}', 'devices.badValue'],
    ['[]', 'devices.badTime'],
  ] as const) {
    await older.publishAsync(topicOf('bad'), payload as Buffer, { qos: 1 })
    await expect(five.publishAsync(topicOf('bad'), payload as Buffer, { qos: 1 })).rejects.toMatchObject({ code: 0x99 })
    await devices.settled()
    expect((await devices.one(steward, 'bad')).problem).toMatchObject({ code })
  }
  expect(await devices.one(steward, 'bad')).toMatchObject({ received: 12, rejected: 12 })
  expect(await storedOf('bad')).toEqual([])
})

test('a device that nobody has entered waits; nothing of it is stored or acknowledged before it is adopted', async () => {
  const { devices } = house.infrastructure
  const { key, joining } = await devices.addJoiningKey(steward, { organisationId: CITY, profileId })
  const client = await come('newcomer', key, { protocolVersion: 5 })
  await expect(client.publishAsync(topicOf('newcomer'), message(3), { qos: 1 })).rejects.toMatchObject({ code: 0x87 })
  await devices.settled()
  expect((await devices.list(steward)).devices[0]).toMatchObject({ id: 'newcomer', state: 'waiting', sample: message(3) }) // prettier-ignore
  expect(await storedOf('newcomer')).toEqual([])
  await devices.adopt(steward, 'newcomer', {})
  await client.publishAsync(topicOf('newcomer'), message(3), { qos: 1 })
  expect(await storedOf('newcomer')).toEqual([3])
  // An older device has no answer at all, and sends again.
  const older = await come('second', key)
  let isAnswered = false
  older.publish(topicOf('second'), message(1), { qos: 1 }, () => (isAnswered = true))
  await expect.poll(async () => (await devices.settled(), (await devices.one(steward, 'second')).received)).toBe(1)
  expect(isAnswered).toBe(false)
  await devices.revokeJoiningKey(steward, joining.id)
  await expect(come('third', key)).rejects.toMatchObject({ code: 4 })
  await expect(come('newcomer', key)).rejects.toMatchObject({ code: 4 })
})

describe('limits', () => {
  test('a packet that is too large, or never ends, ends the connection', async () => {
    const client = await come('large', await enter('large'), { protocolVersion: 5 })
    await expect(client.publishAsync(topicOf('large'), 'x'.repeat(PACKET_BYTES_MAX), { qos: 1 })).rejects.toThrow()
    const socket = dial(port, '127.0.0.1')
    socket.on('error', () => {})
    const closed = once(socket, 'close')
    // The head of a packet of 200 MB.
    socket.write(Buffer.from([0x30, 0x80, 0x84, 0xaf, 0x5f]))
    const timer = setInterval(() => socket.write(Buffer.alloc(60_000)), 5)
    await closed
    clearInterval(timer)
  })

  test('what is no MQTT, or begins with no CONNECT, is not listened to', async () => {
    for (const bytes of [Buffer.from('GET / HTTP/1.1\r\n\r\n'), generate({ cmd: 'pingreq' }), Buffer.alloc(64, 0xff)]) {
      const socket = dial(port, '127.0.0.1')
      socket.on('error', () => {})
      const closed = once(socket, 'close')
      socket.resume()
      socket.write(bytes)
      await closed
    }
  })

  test('whoever sends too fast waits; whoever comes back by the same name takes the place', async () => {
    const pace = createPace(RATE_PER_SECOND, 10)
    expect(range(10).map(() => pace.take(0))).toEqual(range(10).map(() => 0))
    expect(pace.take(0)).toBe(1000 / RATE_PER_SECOND)
    expect(pace.take(60_000)).toBe(0)
    const key = await enter('twice')
    const first = await come('twice', key, { clientId: 'a' })
    const closed = closing(first)
    await come('twice', key, { clientId: 'a' })
    await closed
  })

  test('topics', () => {
    expect(['devices/a', 'devices/a/b', 'devices//b', 'devices/+', 'devices/a/#', 'other/a', 'devices/a/b/c/d/e/f'].map(deviceIn)).toEqual(['a', 'a', undefined, undefined, undefined, undefined, undefined]) // prettier-ignore
    expect(['devices/a', 'devices/a/#', 'devices/a/x', 'devices/+', 'devices/b'].map((filter) => mayHear('a', filter))).toEqual([true, true, true, false, false]) // prettier-ignore
  })
})

test('killed in the middle of a flood: what was acknowledged is there, each once', { timeout: 60_000 }, async () => {
  const key = await enter('flood')
  const acknowledged = new Set<number>()
  let next = 0
  for (let kills = 0; kills < 2; kills++) {
    const program = new URL('./crash-worker.ts', import.meta.url).pathname
    const worker = spawn(process.execPath, [program, house.database.url, NOW], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(createInterface(worker.stdout), 'line')) as [string]
    const client = await come('flood', key, {}, Number(line))
    const gone = closing(client)
    // The first that had no answer is sent again, as a device would.
    next = Math.max(0, next - 100)
    const target = acknowledged.size + 60
    const send = (n: number) => client.publish(topicOf('flood'), message(n), { qos: 1 }, (error) => {
      if (error) return
      acknowledged.add(n)
      if (acknowledged.size >= target) worker.kill('SIGKILL')
      else if (client.connected) send(next++)
    }) // prettier-ignore
    for (let i = 0; i < 50; i++) send(next++)
    await gone
  }
  const stored = await storedOf('flood')
  expect(new Set(stored).size).toBe(stored.length)
  expect([...acknowledged].filter((n) => !stored.includes(n))).toEqual([])
  expect(acknowledged.size).toBeGreaterThanOrEqual(120)
})
